import { invariant } from '@one-visit/kit/errors.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { divisionHolds } from '@one-visit/schema/divisions.ts'
import { grantsOn, unlimitedDay } from '@one-visit/schema/in-force.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { questionOf, rowOf } from './standing.ts'
import type { CompanyPlace, CompanyRow, PermitRow } from './store.ts'

/** What a platform states of itself. */
export function companyEvidence(companyId: string, found: CompanyRow | undefined, now: Date) {
  const statement = found?.statement ?? undefined
  return {
    ...envelopeOf({
      ...questionOf(companyId, found),
      asked: companyId,
      row: statement && rowOf(statement.companyId, statement),
      now,
    }),
    record: statement === undefined || statement.deleted ? null : companyRecordOf(statement),
  }
}

function companyRecordOf({ name, uscc, division, active }: NonNullable<CompanyRow['statement']>) {
  invariant(
    name !== null && division !== null && active !== null,
    'a company that is not deleted has name, division and state',
  )
  return { name, uscc, division, active }
}

type Permit = NonNullable<PermitRow['permit']>

/**
 * The operating permit of a platform for one division: its own, or that of a division it lies in. The subject is the
 * division asked for where the one in the row holds it.
 */
export function permitEvidence([companyId, division]: CompanyPlace, found: readonly PermitRow[], now: Date) {
  const permits = found.flatMap((row) => row.permit ?? [])
  const { permit, conflicting } = spokenPermit(permits, now)
  return {
    ...envelopeOf({
      ...questionOf(companyId, found[0]),
      asked: `${companyId}/${division}`,
      row: permit && rowOf(subjectOf(permit, division), permit),
      conflicting,
      now,
    }),
    record: permit === undefined || permit.deleted ? null : permitRecordOf(permit),
  }
}

function subjectOf(permit: Permit, asked: string): string {
  return `${permit.companyId}/${divisionHolds(permit.division, asked) ? asked : permit.division}`
}

/**
 * The permit that speaks for a company in a division: one that grants today, then one of which nobody knows whether it
 * does, then any other, then the last one deleted; of several the one of the smallest division, and of these the one that
 * lasts longest.
 * Two of one division that grant on one day contradict each other; one of a district and one of its city do not.
 */
function spokenPermit(
  permits: readonly Permit[],
  now: Date,
): { permit: Permit | undefined; conflicting: boolean } {
  const today = shanghaiDay(now)
  const ranked = permits
    .map((permit) => ({ permit, rank: rankOf(permit, today) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.permit.division < b.permit.division ? 1 : a.permit.division > b.permit.division ? -1 : 0),
    )
  const [first, second] = ranked
  const conflicting =
    first?.rank === 0 && second?.rank === 0 && second.permit.division === first.permit.division
  return { permit: first?.permit, conflicting }
}

/** Of codes that hold one another the smaller division has the larger one: 330302, 330300, 330000. */
function rankOf(permit: Permit, today: string): 0 | 1 | 2 | 3 {
  if (permit.deleted) return 3
  if (permit.contradicted) return 1
  const grants = grantsOn(
    {
      state: permit.inForce === true ? 'VALID' : 'INVALID',
      validFrom: permit.validFrom ?? unlimitedDay,
      validUntil: permit.validUntil,
    },
    today,
  )
  return grants === true ? 0 : grants === 'UNKNOWN' ? 1 : 2
}

function permitRecordOf({ permitNumber, division, authority, validFrom, validUntil, inForce }: Permit) {
  invariant(
    authority !== null && validFrom !== null && inForce !== null,
    'a permit that is not deleted has authority, first day and status',
  )
  const validUntilUnlimited = validUntil === unlimitedDay
  return {
    number: permitNumber,
    division,
    authority,
    validFrom,
    validUntil: validUntilUnlimited ? null : validUntil,
    validUntilUnlimited,
    inForce,
  }
}
