import type { Logger } from '../../log.ts'
import { createTurns } from '../../turns.ts'
import { type AnyMessage, type IncomingRecord, type RecordContext, RecordFault } from '../message.ts'
import { identityOf } from '../read/identity-of.ts'
import { judge } from '../read/judge.ts'
import { tokensOfRecord } from './unread.ts'

/** Records in a row that cannot be used, after which nobody reads on. */
export const unusableMax = 1_000

/** Of so many records one is looked at, while those that are looked at can be used. */
const lookEvery = 1_000

/** What is said of all that comes after too many records that cannot be used. */
function batchUnreadable(): RecordFault {
  const text = `the ${unusableMax} records before it cannot be used; this one and all after it are not read`
  return new RecordFault('BATCH_UNREADABLE', '', text)
}

/** Records of a body, read as far as they are of any use, and the tokens of whom they are about. */
export interface Gathered {
  records: readonly IncomingRecord[]
  subjects: readonly string[]
}

/**
 * Reads the records of a body, letting others have their turns. Where so many in a row cannot be used that the rest is
 * refused, no more are read: in their place stands one with that fault, about all its sender vouches for. `signal` ends it.
 */
export async function gatherRecords(
  read: Iterable<IncomingRecord>,
  context: RecordContext,
  log: Logger,
  signal?: AbortSignal,
): Promise<Gathered> {
  const turns = createTurns(signal)
  const records: IncomingRecord[] = []
  const subjects = new Set<string>()
  let lookAt = 0
  let unusable = 0
  for (const incoming of read) {
    const isRefused = unusable === unusableMax
    const record = isRefused ? refusedRest(incoming.message) : incoming
    const { message, value } = record
    for (const token of tokensOfRecord(message, identityOf(message, value, context), context.source))
      subjects.add(token)
    const index = records.push(record) - 1
    if (isRefused) break
    if (index >= lookAt) {
      const isUsable = 'row' in judge(record, index, context, log)
      unusable = isUsable ? 0 : unusable + 1
      if (isUsable) lookAt = index + lookEvery
    }
    const turn = turns.take()
    if (turn !== undefined) await turn
  }
  return { records, subjects: [...subjects] }
}

/** Stands for all records from a place on that nobody reads. */
export const refusedRest = (message: AnyMessage): IncomingRecord => ({
  message,
  value: null,
  fault: batchUnreadable(),
})
