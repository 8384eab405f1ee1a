import type { Orm } from '@one-visit/kit/database/database.ts'
import { type RecordContext, RecordFault } from '@one-visit/kit/feed/message.ts'
import { isWithin } from '@one-visit/schema/in-force.ts'
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
 * Rows that would give a driver a second registration in force once the whole batch stands, on the day of receipt or on their
 * own first day where that is later: a cancellation and the new registration may come together, in any order. The
 * registration that stands keeps its place; among newcomers the earliest does.
 */
export function secondActive(
  stored: readonly Standing[],
  rows: readonly Standing[],
  today: string,
): ReadonlyMap<number, RecordFault> {
  const before = new Map(stored.map((version) => [version.number, version]))
  const newest = newestOf([...stored, ...rows])
  const isComing = (row: Standing) => isActive(row) && newest.get(row.number)?.includes(row) === true
  const dayOf = (row: Standing) => (row.validFrom > today ? row.validFrom : today)
  const stands = (row: Standing): boolean => {
    const own = before.get(row.number)
    return own !== undefined && own.ref === row.ref && isActiveOn(own, dayOf(row))
  }
  const ordered = rows
    .filter(isComing)
    .sort((a, b) => Number(stands(b)) - Number(stands(a)) || a.sourceAt.getTime() - b.sourceAt.getTime())
  const coming = new Set(ordered.map(({ number }) => number))
  const standing = new Map([...newest].filter(([number]) => !coming.has(number)))
  const refused = new Set<string>()
  for (const number of coming) {
    const versions = newest.get(number) ?? []
    const isRefused = versions.some((row) => {
      const isRival = (other: Standing) => other.ref === row.ref && isActiveOn(other, dayOf(row))
      return isActiveOn(row, dayOf(row)) && !stands(row) && [...standing.values()].flat().some(isRival)
    })
    const own = before.get(number)
    if (!isRefused) standing.set(number, versions)
    else if (own !== undefined) standing.set(number, [own])
    if (isRefused) refused.add(number)
  }
  const fault = new RecordFault('ALREADY_REGISTERED', '/active', 'the driver has another active registration')
  // An older version would stand in place of the one that is refused.
  const isFaulty = (row: Standing): boolean => {
    const own = before.get(row.number)
    return refused.has(row.number) && isActive(row) && !(own !== undefined && isNewer(own, row))
  }
  return new Map(rows.flatMap((row, index) => (isFaulty(row) ? [[index, fault]] : [])))
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
