import { graphql } from '../generated/gql.ts'

/** The envelope's own fields, the same for every source. */
export const envelopeFragment = graphql(`
  fragment Envelope on Evidence {
    status
    source {
      id
      name
      authority
    }
    subject
    confirmedAt
    observedAt
    revision
  }
`)
