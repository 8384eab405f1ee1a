import { graphql } from '../generated/gql.ts'

/** The envelope's own fields, the same for every source, as the first versions ask for them. */
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

/** The envelope's own fields, with what the source sent and nobody could read yet, and who of several senders is behind. */
export const vouchedFragment = graphql(`
  fragment Vouched on Evidence {
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
    unreadSince
    behind {
      name
      since
    }
  }
`)
