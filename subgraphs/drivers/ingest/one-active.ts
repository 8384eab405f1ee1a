import type { Orm } from '@one-visit/kit/database/database.ts'
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { and, or, sql } from 'drizzle-orm'
import { registrations } from '../tables.ts'

/** What the rule needs to know of a version of a registration. */
export interface Standing {
  number: string
  ref: string
  active: boolean
  deleted: boolean
  sourceAt: Date
  sourceSequence?: number
}

const isActive = ({ active, deleted }: Standing): boolean => active && !deleted

/**
 * Rows that would give a driver a second active registration once the whole batch stands: a cancellation and the new
 * registration may come together, in any order. The registration that stands keeps its place; among newcomers the
 * earliest does.
 */
export function secondActive(
  stored: readonly Standing[],
  rows: readonly Standing[],
): ReadonlyMap<number, RecordFault> {
  const storedByNumber = new Map(stored.map((row) => [row.number, row]))
  const active = [...newestOf([...stored, ...rows]).values()].filter(isActive)
  const standsAlready = (row: Standing): boolean => {
    const known = storedByNumber.get(row.number)
    return known !== undefined && isActive(known) && known.ref === row.ref
  }
  active.sort(
    (a, b) =>
      Number(standsAlready(b)) - Number(standsAlready(a)) || a.sourceAt.getTime() - b.sourceAt.getTime(),
  )
  const taken = new Set<string>()
  const refused = new Set<string>()
  for (const { ref, number } of active) {
    if (taken.has(ref)) refused.add(number)
    taken.add(ref)
  }
  const fault = new RecordFault('ALREADY_REGISTERED', '/active', 'the driver has another active registration')
  return new Map(
    rows.flatMap((row, index) => (refused.has(row.number) && isActive(row) ? [[index, fault]] : [])),
  )
}

/** The newest version of each number. */
function newestOf(versions: readonly Standing[]): Map<string, Standing> {
  const newest = new Map<string, Standing>()
  for (const version of versions) {
    const known = newest.get(version.number)
    if (known === undefined || isNewer(version, known)) newest.set(version.number, version)
  }
  return newest
}

function isNewer(a: Standing, b: Standing): boolean {
  return a.sourceAt.getTime() !== b.sourceAt.getTime()
    ? a.sourceAt > b.sourceAt
    : (a.sourceSequence ?? 0) > (b.sourceSequence ?? 0)
}

/** Refuses a second active registration; registrations of one driver are judged one after the other. */
export async function rejectSecondActive(
  tx: Orm,
  rows: readonly Standing[],
): Promise<ReadonlyMap<number, RecordFault>> {
  const refs = [...new Set(rows.map(({ ref }) => ref))].sort()
  const numbers = [...new Set(rows.map(({ number }) => number))]
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('driver ' || ref, 0)) from unnest(${sql.param(refs)}::text[]) as ref order by ref`,
  )
  const stored = await tx
    .select()
    .from(registrations)
    .where(
      or(
        sql`${registrations.number} = any(${sql.param(numbers)}::text[])`,
        and(
          sql`${registrations.ref} = any(${sql.param(refs)}::text[])`,
          sql`${registrations.active} and not ${registrations.deleted}`,
        ),
      ),
    )
  return secondActive(stored, rows)
}
