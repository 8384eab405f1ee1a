import type { ResultOf } from '@graphql-typed-document-node/core'
import { graphql } from '../generated/gql.ts'

/**
 * Asked whenever an officer acts, or the rule of an item decides: to which authority the office of the case belongs, and for
 * the window of the one who acts the same and its powers over the item. No part of an item: it is the same for all, and
 * nothing a certificate goes on resting on.
 */
export const authorityQuestion = graphql(`
  query ActingAuthority($caseOffice: ID!, $window: ID!, $item: String!) {
    case: office(id: $caseOffice) {
      id
      authority { ...Vouched record { office { id } name kind windowKind } }
    }
    window: office(id: $window) {
      id
      authority { ...Vouched record { office { id } name kind windowKind } }
      delegations(item: $item) {
        ...Vouched
        records { powers validFrom validUntil confirmedAt contradicted }
        complete
      }
    }
  }
`)

type Answer = ResultOf<typeof authorityQuestion>

/** The authority an office belongs to, and of which kind the office is. */
export type OfficeAuthority = NonNullable<NonNullable<NonNullable<Answer['case']>['authority']>['record']>

/** Powers of a window over an item, with their days. */
export type WindowDelegation = NonNullable<NonNullable<Answer['window']>['delegations']>['records'][number]

/** Which kind of office something is. */
export type OfficeKind = OfficeAuthority['windowKind']
