import { systemClock } from '@one-visit/kit/clock.ts'
import { takeHeartbeat, wholeScope } from '@one-visit/kit/feed/coverage/coverage.ts'
import { noteFound } from '@one-visit/kit/feed/coverage/reconcile.ts'
import { type IncomingRecord, RecordFault } from '@one-visit/kit/feed/message.ts'
import { readRecord } from '@one-visit/kit/feed/read/judge.ts'
import { counted, type ImportWork } from './import-pieces.ts'
import type { KeysSeen } from './keys-seen.ts'

/** Records that are named of those a full file does not hold. */
const namedMax = 20

/** So few may be missing whatever their part is. */
const fewMissing = 10

/** Notes the keys of a piece's records that can be used. */
export function noteKeys(
  { target, source }: ImportWork,
  seen: KeysSeen,
  records: readonly IncomingRecord[],
): void {
  const context = { source, receivedAt: systemClock() }
  for (const { value, fault } of records) {
    if (fault !== undefined) continue
    try {
      seen.add(readRecord(value, target.message, context).row)
    } catch (error) {
      // Quarantined: it stands in no table.
      if (!(error instanceof RecordFault)) throw error
    }
  }
}

/**
 * Compares what a full file holds with what stands, and says so to the source's scope: only then can absence be stated.
 * Nothing is deleted for not being in the file, and nothing is said for a file that looks cut off. Returns whether both
 * sides hold the same.
 */
export async function* stateFull(
  work: ImportWork,
  seen: KeysSeen,
  quarantined: number,
): AsyncGenerator<string, boolean> {
  const { db, options, source, target } = work
  const { message, tables } = target
  const held = seen.count()
  const { standing, missing, first } = await seen.compare(db, source.id, namedMax)
  for (const key of first) yield `NOT IN THE FILE  ${message.name} ${key.replaceAll('\t', ' ')}`
  if (missing > first.length) yield `and ${counted(missing - first.length)} more`
  if (quarantined > 0) yield `rows in quarantine count as not in the file: ${counted(quarantined)}`
  if (isCutOff(missing, standing, options.missingPartMax, held)) {
    yield `MISSING_TOO_MANY  ${counted(missing)} of the ${counted(standing)} records that stand here are not in the file; ` +
      `it is taken for cut off, and nothing is said about what is absent. Where it is whole, say --missing-at-most 100`
    return false
  }
  const now = systemClock()
  const equal = missing === 0 && standing === held
  const isFull = equal && quarantined === 0
  // Every row of the file was merged, so what stands is as new as the file; a row in quarantine may be a newer one.
  const found = new Map(isFull || !equal ? [[message.name, isFull]] : [])
  const parts = { tables, taken: target.feeds.messages, source: source.id, news: target.feeds.news }
  await db.transaction((tx) => noteFound(tx, parts, { scope: wholeScope, at: now, equal: found }))
  yield `${counted(missing)} records stand here and are not in the file; ${equal ? 'both sides hold' : 'the sides differ, the file holds'} ${counted(held)}`
  if (isFull && options.completesInitialLoad) {
    const heartbeat = { at: now.toISOString(), initialLoadCompleted: true } as const
    await db.transaction((tx) => takeHeartbeat(tx, parts, heartbeat, now))
    yield 'the initial load is complete: what the register does not hold is stated absent'
  }
  return isFull
}

/** Whether so much is missing that the file is more likely cut off than right. */
function isCutOff(missing: number, standing: number, partMax: number, held: number): boolean {
  return partMax < 1 && missing > 0 && (held === 0 || missing > Math.max(fewMissing, standing * partMax))
}
