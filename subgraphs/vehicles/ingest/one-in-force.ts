import type { Orm } from '@one-visit/kit/database/database.ts'
import { type RecordContext, RecordFault } from '@one-visit/kit/feed/message.ts'
import {
  daysInCommon,
  inForceOn,
  liesWithin,
  type Period,
  periodOf,
  unlimitedDay,
} from '@one-visit/schema/in-force.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { inArray, or, sql } from 'drizzle-orm'
import { permits } from '../tables.ts'
import { leftWords } from './left-words.ts'
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
 * Which of the hub's own permits would stand beside another permit of their kind on any day from the day of receipt on. What
 * the register sends is never refused: it says how things are, of the hub's permits too. The end of a permit counts wherever
 * in the batch it stands. Days a permit of the hub's holds already it keeps; of two newcomers the first has them. `left`: as
 * `asRegisterSays` takes it.
 */
export function secondInForce(
  stored: readonly StatedPermit[],
  rows: readonly StatedPermit[],
  today: string,
  left: readonly StatedPermit[] = [],
): ReadonlyMap<number, RecordFault> {
  const known = asRegisterSays(stored, left)
  const before = new Map(known.map((version) => [version.permitId, version]))
  const newest = newestOf([...known, ...rows])
  const held = (permitId: string): Period | undefined => {
    const own = before.get(permitId)
    return own !== undefined && isNewcomer(own) ? periodOf(own) : undefined
  }
  const claims = (row: StatedPermit): Claim => ({ row, held: held(row.permitId), today })
  const ordered = rows
    .filter((row) => isComing(row, newest))
    .sort((a, b) => rankOf(claims(a)) - rankOf(claims(b)))
  const coming = new Set(ordered.map(({ permitId }) => permitId))
  // Until its turn has come, a permit holds what it held.
  const standing = new Map(
    [...newest].map(([permitId, versions]) => [
      permitId,
      coming.has(permitId) ? known.filter((own) => own.permitId === permitId) : versions,
    ]),
  )
  const faults = new Map<number, RecordFault>()
  for (const permitId of coming) {
    const own = before.get(permitId)
    const versions = newest.get(permitId) ?? []
    const others = [...standing.values()].flat()
    const isRefused = versions.some((row) => isNewcomer(row) && hasRival(others, claims(row)))
    if (!isRefused) standing.set(permitId, versions)
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

/** What a version of a permit would hold, and what the permit holds already. */
interface Claim {
  row: StatedPermit
  held: Period | undefined
  today: string
}

/** The days a version would hold from today on. */
function claimedBy({ row, today }: Claim): Period | undefined {
  return daysInCommon(periodOf(row), { from: today, until: unlimitedDay })
}

/** Versions that claim no new day come first, then those of permits that stand: what one gives up, another can have. */
function rankOf(claim: Claim): number {
  const { held } = claim
  const days = claimedBy(claim)
  if (held === undefined) return 2
  return days === undefined || liesWithin(days, held) ? 0 : 1
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
  return isOfHub(permit) && isInForceAtAll(permit)
}

/** Whether a permit is in force on any of its days. */
function isInForceAtAll({ deleted, state }: StatedPermit): boolean {
  return !deleted && (state === 'VALID' || state === 'SUSPENDED')
}

/** Whether another permit holds a day that a version claims and its permit does not hold yet. */
function hasRival(standing: readonly StatedPermit[], claim: Claim): boolean {
  const { row, held } = claim
  const days = claimedBy(claim)
  return standing.some((other) => {
    const shared = days && isInForceAtAll(other) && daysInCommon(days, periodOf(other))
    return (
      shared &&
      !(held && liesWithin(shared, held)) &&
      other.permitId !== row.permitId &&
      other.vin === row.vin &&
      other.kind === row.kind &&
      // The register may tell of a permit before the hub's own message of it is through.
      (isOfHub(other) || meantBy(other, [row]) === undefined)
    )
  })
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
  const left = await leftWords(tx, sql.param(vins))
  return secondInForce(stored, rows, shanghaiDay(receivedAt), left)
}
