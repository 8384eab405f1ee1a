import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../generated/gql.ts'

/**
 * Asked whenever a certificate is reviewed: what the register says of the permits of its vehicle. No part of an item: every
 * certificate of the hub is a permit of a vehicle, and the register may end any of them.
 */
export const permitQuestion = graphql(`
  query PermitStanding($vin: VIN!) {
    vehicle(vin: $vin) {
      vin
      permits {
        ...Vouched
        records {
          number
          state
          stateSince
          stateReason
          stateReasonEn
          validFrom
          validUntil
          certificateId
          confirmedAt
          contradicted
        }
        complete
      }
    }
  }
`)

/** A permit as the register states it. */
export type StatedPermit = NonNullable<
  NonNullable<ResultOf<typeof permitQuestion>['vehicle']>['permits']
>['records'][number]
