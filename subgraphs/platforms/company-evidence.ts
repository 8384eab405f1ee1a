import { invariant } from '@one-visit/kit/errors.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { coverageOf, rowOf, sourceOf } from './standing.ts'
import type { CompanyPlace, CompanyRow, PermitRow } from './store.ts'

/** What a platform states of itself. */
export function companyEvidence(companyId: string, found: CompanyRow | undefined, now: Date) {
  const statement = found?.statement ?? undefined
  return {
    ...envelopeOf({
      source: sourceOf(companyId, found?.standing ?? null),
      asked: companyId,
      row: statement && rowOf(statement.companyId, statement),
      coverage: coverageOf(found?.standing ?? null),
      now,
    }),
    record: statement === undefined || statement.deleted ? null : companyRecordOf(statement),
  }
}

function companyRecordOf({ name, uscc, division }: NonNullable<CompanyRow['statement']>) {
  invariant(name !== null && division !== null, 'a company that is not deleted has name and division')
  return { name, uscc, division }
}

type Permit = NonNullable<PermitRow['permit']>

/** The operating permit of a platform in one division. */
export function permitEvidence([companyId, division]: CompanyPlace, found: readonly PermitRow[], now: Date) {
  const [first] = found
  const permits = found.flatMap((row) => row.permit ?? [])
  const { permit, conflicting } = spokenPermit(permits, now)
  return {
    ...envelopeOf({
      source: sourceOf(companyId, first?.standing ?? null),
      asked: `${companyId}/${division}`,
      row: permit && rowOf(`${permit.companyId}/${permit.division}`, permit),
      coverage: coverageOf(first?.standing ?? null),
      conflicting,
      now,
    }),
    record: permit === undefined || permit.deleted ? null : permitRecordOf(permit),
  }
}

/**
 * The permit that speaks for a company in a city: the one in force today, else the one that lasts longest, else the last
 * one deleted. Two in force on one day contradict each other.
 */
function spokenPermit(
  permits: readonly Permit[],
  now: Date,
): { permit: Permit | undefined; conflicting: boolean } {
  const live = permits.filter(({ deleted }) => !deleted)
  const inForce = live.filter((permit) => covers(permit, shanghaiDay(now)))
  return { permit: inForce[0] ?? live[0] ?? permits[0], conflicting: inForce.length > 1 }
}

function covers(permit: Permit, day: string): boolean {
  return (
    permit.inForce === true &&
    (permit.validFrom ?? '9999') <= day &&
    (permit.validUntil === null || permit.validUntil >= day)
  )
}

function permitRecordOf({ permitNumber, division, authority, validFrom, validUntil, inForce }: Permit) {
  invariant(
    authority !== null && validFrom !== null && inForce !== null,
    'a permit that is not deleted has authority, first day and status',
  )
  return { number: permitNumber, division, authority, validFrom, validUntil, inForce }
}
