import type { Orm } from '@one-visit/kit/database/database.ts'
import { type RecordContext, RecordFault } from '@one-visit/kit/feed/message.ts'
import { inForceOn, unlimitedDay } from '@one-visit/schema/in-force.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { inArray, or, sql } from 'drizzle-orm'
import { permits } from '../tables.ts'
import { asRegisterSays, isOfHub, meantBy, type StatedPermit } from './register-word.ts'

/** What says whether a permit is in force on a day, as it is stored. */
export interface PermitValidity {
  kind: string
  state: string
  validFrom: string
  validUntil: string | null
}

/** Whether a permit stands in the way of another one of its kind on a day: one whose end nobody knows does. */
export function isInTheWay({ state, validFrom, validUntil }: PermitValidity, day: string): boolean {
  const validUntilUnlimited = validUntil === unlimitedDay
  return inForceOn({ state, validFrom, validUntil, validUntilUnlimited }, day) !== false
}

/**
 * Which of the hub's own permits would stand beside another permit of their kind that is in force on the same day: the day of
 * receipt, or their own first day where that is later. What the register sends is never refused: it says how things are, of
 * the hub's permits too. The end of a permit counts wherever in the batch it stands; of two of the hub's own the one that
 * stands already does, else the first.
 */
export function secondInForce(
  stored: readonly StatedPermit[],
  rows: readonly StatedPermit[],
  today: string,
): ReadonlyMap<number, RecordFault> {
  const known = asRegisterSays(stored)
  const before = new Map(known.map((version) => [version.permitId, version]))
  const newest = newestOf([...known, ...rows])
  const dayOf = (row: StatedPermit) => (row.validFrom > today ? row.validFrom : today)
  const stands = (row: StatedPermit): boolean => {
    const own = before.get(row.permitId)
    return own !== undefined && isNewcomer(own) && isInTheWay(own, dayOf(row))
  }
  const ordered = rows
    .filter((row) => isComing(row, newest))
    .sort((a, b) => Number(stands(b)) - Number(stands(a)))
  const coming = new Set(ordered.map(({ permitId }) => permitId))
  const standing = new Map([...newest].filter(([permitId]) => !coming.has(permitId)))
  const faults = new Map<number, RecordFault>()
  for (const permitId of coming) {
    const own = before.get(permitId)
    const versions = newest.get(permitId) ?? []
    const isRefused = versions.some(
      (row) =>
        isNewcomer(row) &&
        isInTheWay(row, dayOf(row)) &&
        !stands(row) &&
        hasRival([...standing.values()].flat(), row, dayOf(row)),
    )
    if (!isRefused) standing.set(permitId, versions)
    else if (own !== undefined) standing.set(permitId, [own])
    // An older version would stand in place of the one that is refused.
    for (const [index, row] of rows.entries())
      if (isRefused && row.permitId === permitId && isNewcomer(row) && !(own && isNewer(own, row)))
        faults.set(
          index,
          new RecordFault(
            'PERMIT_IN_FORCE',
            '/state',
            'the vehicle has another permit of this kind in force',
          ),
        )
  }
  return faults
}

/** The newest version of each permit; several where they are of one instant, since any of them may come to stand. */
function newestOf(versions: readonly StatedPermit[]): Map<string, StatedPermit[]> {
  const newest = new Map<string, StatedPermit[]>()
  for (const version of versions) {
    const [known, ...others] = newest.get(version.permitId) ?? []
    if (known === undefined || isNewer(version, known)) newest.set(version.permitId, [version])
    else if (!isNewer(known, version)) newest.set(version.permitId, [known, ...others, version])
  }
  return newest
}

function isComing(row: StatedPermit, newest: ReadonlyMap<string, readonly StatedPermit[]>): boolean {
  return isNewcomer(row) && newest.get(row.permitId)?.includes(row) === true
}

/** Whether a version may put a permit of the hub's own in force. */
function isNewcomer(permit: StatedPermit): boolean {
  const { deleted, state } = permit
  return isOfHub(permit) && !deleted && (state === 'VALID' || state === 'SUSPENDED')
}

function hasRival(standing: readonly StatedPermit[], row: StatedPermit, day: string): boolean {
  return standing.some(
    (other) =>
      other.permitId !== row.permitId &&
      other.vin === row.vin &&
      other.kind === row.kind &&
      !other.deleted &&
      // The register may tell of a permit before the hub's own message of it is through.
      (isOfHub(other) || meantBy(other, [row]) === undefined) &&
      isInTheWay(other, day),
  )
}

function isNewer(one: StatedPermit, other: StatedPermit): boolean {
  return one.sourceAt.getTime() === other.sourceAt.getTime()
    ? (one.sourceSequence ?? 0) > (other.sourceSequence ?? 0)
    : one.sourceAt > other.sourceAt
}

/** Refuses the hub's own permits beside others in force; those of one vehicle are judged one after the other. */
export async function rejectSecondInForce(
  tx: Orm,
  rows: readonly StatedPermit[],
  { receivedAt }: Pick<RecordContext, 'receivedAt'>,
): Promise<ReadonlyMap<number, RecordFault>> {
  if (!rows.some(isNewcomer)) return new Map()
  const vins = [...new Set(rows.map(({ vin }) => vin))].sort()
  const permitIds = [...new Set(rows.map(({ permitId }) => permitId))]
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('permits of ' || vin, 0))
      from unnest(${sql.param(vins)}::text[]) as vin order by vin`,
  )
  const stored = await tx
    .select()
    .from(permits)
    .where(or(inArray(permits.vin, vins), inArray(permits.permitId, permitIds)))
  return secondInForce(stored, rows, shanghaiDay(receivedAt))
}
