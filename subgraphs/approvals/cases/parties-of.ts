/** Whom an application is between, in the words of the rules. */
import type { Mandate, MandateKind, Parties } from '../catalogue/parties.ts'

/** What a row says of it. Columns of a mandate are null where there is none, and are not there before mandates are kept. */
export interface PartyColumns {
  readonly applicantRef: string | null
  readonly applicantUscc: string | null
  readonly mandateKind?: MandateKind | null
  readonly mandatedBy?: string | null
  readonly mandatedParty?: string | null
  readonly mandatedFrom?: string | null
  readonly mandatedUntil?: string | null
}

/** Who applies, and the mandate the application was handed in with as its row has it. */
export function partiesOf(row: PartyColumns): Parties {
  const { applicantRef: ref, applicantUscc: uscc } = row
  const mandate = mandateOf(row)
  return {
    applicant: { ...(ref !== null && { ref }), ...(uscc !== null && { uscc }) },
    ...(mandate && { mandate }),
  }
}

function mandateOf({
  mandateKind: kind,
  mandatedBy,
  mandatedParty,
  mandatedFrom,
  mandatedUntil,
}: PartyColumns): Mandate | undefined {
  if (!kind || !mandatedBy || !mandatedParty || !mandatedFrom) return undefined
  return {
    kind,
    grantedBy: mandatedBy,
    grantedTo: mandatedParty,
    validFrom: mandatedFrom,
    validUntil: mandatedUntil ?? null,
  }
}
