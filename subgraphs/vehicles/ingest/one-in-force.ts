import type { Orm } from '@one-visit/kit/database/database.ts'
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { inArray, or, sql } from 'drizzle-orm'
import { permits } from '../tables.ts'

/** What the rule needs to know of a version of a permit. */
export interface PermitVersion {
  permitId: string
  vin: string
  kind: string
  state: string
  deleted: boolean
  sourceAt: Date
  sourceSequence?: number
}

const isInForce = ({ state, deleted }: PermitVersion): boolean => state === 'VALID' && !deleted
const placeOf = ({ vin, kind }: PermitVersion): string => `${vin} ${kind}`

/**
 * Which versions would put a second permit of a kind in force on a vehicle. A version older than the stored one of its
 * own permit puts nothing in force; the one that was there first keeps its place. The end of a permit and its successor
 * come in two batches.
 */
export function secondInForce(
  stored: readonly PermitVersion[],
  rows: readonly PermitVersion[],
): ReadonlyMap<number, RecordFault> {
  const known = new Map(stored.map((version) => [version.permitId, version]))
  const holder = new Map(stored.filter(isInForce).map((version) => [placeOf(version), version.permitId]))
  const faults = new Map<number, RecordFault>()
  for (const [index, row] of rows.entries()) {
    const own = known.get(row.permitId)
    if (!isInForce(row) || (own !== undefined && !isNewer(row, own))) continue
    const holds = holder.get(placeOf(row))
    if (holds === undefined) holder.set(placeOf(row), row.permitId)
    else if (holds !== row.permitId)
      faults.set(
        index,
        new RecordFault('PERMIT_IN_FORCE', '/state', 'the vehicle has another permit of this kind in force'),
      )
  }
  return faults
}

function isNewer(one: PermitVersion, other: PermitVersion): boolean {
  return one.sourceAt.getTime() === other.sourceAt.getTime()
    ? (one.sourceSequence ?? 0) > (other.sourceSequence ?? 0)
    : one.sourceAt > other.sourceAt
}

/** Refuses a second permit in force; permits of one vehicle are judged one after the other. */
export async function rejectSecondInForce(
  tx: Orm,
  rows: readonly PermitVersion[],
): Promise<ReadonlyMap<number, RecordFault>> {
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
  return secondInForce(stored, rows)
}
