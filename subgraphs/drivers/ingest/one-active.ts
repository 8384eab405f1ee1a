import type { Orm } from '@one-visit/kit/database/database.ts'
import { type RecordContext, RecordFault } from '@one-visit/kit/feed/message.ts'
import {
  daysInCommon,
  isWithin,
  liesWithin,
  type Period,
  periodOf,
  unlimitedDay,
} from '@one-visit/schema/in-force.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { and, or, sql } from 'drizzle-orm'
import { transportRegister } from '../source.ts'
import { registrations } from '../tables.ts'

/** What the rule needs to know of a version of a registration. */
export interface Standing {
  number: string
  ref: string
  active: boolean
  deleted: boolean
  validFrom: string
  validUntil: string
  sourceAt: Date
  sourceSequence?: number
}

/** Whether a registration is in force on a day: active, not gone, and the day among its days. */
export function isActiveOn(
  {
    active,
    deleted,
    validFrom,
    validUntil,
  }: Pick<Standing, 'active' | 'deleted' | 'validFrom' | 'validUntil'>,
  day: string,
): boolean {
  return active && !deleted && isWithin({ validFrom, validUntil }, day) === true
}

/**
 * Rows that would give a driver a second registration in force on any day from the day of receipt on, once the whole batch
 * stands: a cancellation and the new registration may come together, in any order. Days a registration holds already it
 * keeps; among newcomers the earliest has them.
 */
export function secondActive(
  stored: readonly Standing[],
  rows: readonly Standing[],
  today: string,
): ReadonlyMap<number, RecordFault> {
  const before = new Map(stored.map((version) => [version.number, version]))
  const newest = newestOf([...stored, ...rows])
  const isComing = (row: Standing) => isActive(row) && newest.get(row.number)?.includes(row) === true
  const claims = (row: Standing): Claim => {
    const own = before.get(row.number)
    const holds = own !== undefined && own.ref === row.ref && isActive(own)
    return { row, held: holds ? periodOf(own) : undefined, today }
  }
  const ordered = rows
    .filter(isComing)
    .sort((a, b) => rankOf(claims(a)) - rankOf(claims(b)) || a.sourceAt.getTime() - b.sourceAt.getTime())
  const coming = new Set(ordered.map(({ number }) => number))
  // Until its turn has come, a registration holds what it held.
  const standing = new Map(
    [...newest].map(([number, versions]) => [
      number,
      coming.has(number) ? stored.filter((own) => own.number === number) : versions,
    ]),
  )
  const refused = new Set<string>()
  for (const number of coming) {
    const versions = newest.get(number) ?? []
    const others = [...standing.values()].flat()
    if (versions.some((row) => isActive(row) && hasRival(others, claims(row)))) refused.add(number)
    else standing.set(number, versions)
  }
  const fault = new RecordFault('ALREADY_REGISTERED', '/active', 'the driver has another active registration')
  // An older version would stand in place of the one that is refused.
  const isFaulty = (row: Standing): boolean => {
    const own = before.get(row.number)
    return refused.has(row.number) && isActive(row) && !(own !== undefined && isNewer(own, row))
  }
  return new Map(rows.flatMap((row, index) => (isFaulty(row) ? [[index, fault]] : [])))
}

/** What a version of a registration would hold, and what the registration holds already. */
interface Claim {
  row: Standing
  held: Period | undefined
  today: string
}

/** The days a version would hold from today on. */
function claimedBy({ row, today }: Claim): Period | undefined {
  return daysInCommon(periodOf(row), { from: today, until: unlimitedDay })
}

/** Versions that claim no new day come first, then those of registrations that stand: what one gives up, another can have. */
function rankOf(claim: Claim): number {
  const { held } = claim
  const days = claimedBy(claim)
  if (held === undefined) return 2
  return days === undefined || liesWithin(days, held) ? 0 : 1
}

/** Whether another registration of the driver holds a day that a version claims and its own does not hold yet. */
function hasRival(standing: readonly Standing[], claim: Claim): boolean {
  const { row, held } = claim
  const days = claimedBy(claim)
  return standing.some((other) => {
    const shared = days && isActive(other) && daysInCommon(days, periodOf(other))
    return (
      shared && !(held && liesWithin(shared, held)) && other.number !== row.number && other.ref === row.ref
    )
  })
}

const isActive = ({ active, deleted }: Standing): boolean => active && !deleted

/** The newest version of each number; several where they are of one instant, since any of them may come to stand. */
function newestOf(versions: readonly Standing[]): Map<string, Standing[]> {
  const newest = new Map<string, Standing[]>()
  for (const version of versions) {
    const [known, ...others] = newest.get(version.number) ?? []
    if (known === undefined || isNewer(version, known)) newest.set(version.number, [version])
    else if (!isNewer(known, version)) newest.set(version.number, [known, ...others, version])
  }
  return newest
}

function isNewer(a: Standing, b: Standing): boolean {
  return a.sourceAt.getTime() !== b.sourceAt.getTime()
    ? a.sourceAt > b.sourceAt
    : (a.sourceSequence ?? 0) > (b.sourceSequence ?? 0)
}

/**
 * Refuses companies, and the hub, a registration beside another one in force; those of one driver are judged one after the
 * other. What the register sends is never refused: it says how things are.
 */
export async function rejectSecondActive(
  tx: Orm,
  rows: readonly Standing[],
  { source, receivedAt }: RecordContext,
): Promise<ReadonlyMap<number, RecordFault>> {
  if (source.id === transportRegister.id) return new Map()
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
  return secondActive(stored, rows, shanghaiDay(receivedAt))
}
