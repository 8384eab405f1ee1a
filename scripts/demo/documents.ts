const application = `id number state version round
  evaluation { verdict factsDigest findings { code verdict text source confirmedAt } }
  certificate { id number state validFrom validUntil token }`

/** The owner's application, handed in by the clerk at the window. */
export const submitApplication = `mutation Submit($input: SubmitApplicationInput!, $key: String!) {
  submitApplication(input: $input, idempotencyKey: $key) { ${application} }
}`

/** A mandate, granted in the own login. */
export const grantMandate = `mutation Grant($input: GrantMandateInput!, $key: String!) {
  grantMandate(input: $input, idempotencyKey: $key) { id evidence validUntil }
}`

/** The application as it stands. */
export const readApplication = `query Read($id: ID!) { application(id: $id) { ${application} } }`

/** Asks the sources again. */
export const refreshEvidence = `mutation Refresh($id: ID!) { refreshEvidence(applicationId: $id) { ${application} } }`

/** The clerk's decision. */
export const decide = `mutation Decide($id: ID!, $version: Int!, $digest: String!, $key: String!, $outcome: DecisionOutcome!, $reason: String) {
  decide(applicationId: $id, expectedVersion: $version, factsDigest: $digest, idempotencyKey: $key, outcome: $outcome, reason: $reason) {
    status application { ${application} } decision { id outcome decidedBy }
  }
}`

/** Anybody, with the token from the QR code. */
export const verifyCertificate = `query Verify($token: String!) {
  verifyCertificate(token: $token) { result number itemName plateNumber validFrom validUntil }
}`

/** An application, as these documents select it. */
export interface DemoApplication {
  id: string
  number: string
  state: string
  version: number
  round: number
  evaluation: {
    verdict: string
    factsDigest: string
    findings: {
      code: string
      verdict: string
      text: string
      source: string | null
      confirmedAt: string | null
    }[]
  } | null
  certificate: {
    id: string
    number: string
    state: string
    validFrom: string
    validUntil: string
    token: string
  } | null
}
