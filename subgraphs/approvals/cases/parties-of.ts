/** Whom an application is between, in the words of the rules. */
import type { Parties } from '../catalogue/parties.ts'
import { mandateOf } from '../mandates/facts.ts'
import type { ApplicationRow } from '../store/rows.ts'

/** Who applies, and the mandate the application was handed in with as its row has it. */
export function partiesOf(row: ApplicationRow): Parties {
  const { applicantRef: ref, applicantUscc: uscc } = row
  const mandate = mandateOf(row)
  return {
    applicant: { ...(ref !== null && { ref }), ...(uscc !== null && { uscc }) },
    ...(mandate && { mandate }),
  }
}
