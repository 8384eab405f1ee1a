/** Holds the chain against the checkpoints in the sink, and the checkpoints that were sent against those that are there. */
import type { KeyObject } from 'node:crypto'
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { and, asc, gt, inArray, isNotNull, max } from 'drizzle-orm'
import { audit, auditCheckpoints } from '../store/tables/audit.ts'
import { type Checkpoint, isSignedBy, readLine } from './checkpoint.ts'
import { readSink } from './sink.ts'

/** A sink and what its lines may be signed by. */
export interface SinkToVerify {
  /** Path of the file. */
  readonly path: string
  /** Public halves of the audit's keys, today's and those of before. */
  readonly keys: readonly KeyObject[]
}

/** Checkpoints looked up at once. */
const linesAtOnce = 500

/** What the sink says: each fault as a sentence, and at the end how many rows its checkpoints cover. */
export async function* verifySink(
  db: Database,
  sink: SinkToVerify,
): AsyncGenerator<string, { readonly checkpoints: number; readonly covered: number }> {
  const seen = new Set<number>()
  let covered = 0
  let batch: Checkpoint[] = []
  for await (const { number, text } of readSink(sink.path)) {
    const checkpoint = readLine(text)
    // A hub that ended while it wrote a line has sent the checkpoint again; if not, it is missed below.
    if (checkpoint === undefined) continue
    if (!isSignedBy(checkpoint, sink.keys)) {
      yield `line ${number} of the sink, a checkpoint of row ${checkpoint.sequence}: it is not signed by a key of this hub's audit`
      continue
    }
    seen.add(checkpoint.sequence)
    covered = Math.max(covered, checkpoint.sequence)
    batch.push(checkpoint)
    if (batch.length < linesAtOnce) continue
    yield* compareWithChain(db, batch)
    batch = []
  }
  yield* compareWithChain(db, batch)
  yield* missedCheckpoints(db, seen)
  return { checkpoints: seen.size, covered }
}

async function* compareWithChain(db: Database, batch: readonly Checkpoint[]): AsyncGenerator<string> {
  const sequences = batch.map(({ sequence }) => sequence)
  const [rows, end] = await db.read(ownWork, async (tx) => {
    const there = await tx.select().from(audit).where(inArray(audit.sequence, sequences))
    const [last] = await tx.select({ sequence: max(audit.sequence) }).from(audit)
    return [there, last?.sequence ?? 0]
  })
  const digests = new Map(rows.map(({ sequence, digest }) => [sequence, digest]))
  for (const { sequence, digest, at } of batch) {
    const found = digests.get(sequence)
    const told = `the checkpoint of row ${sequence} of ${at.toISOString()} in the sink`
    if (found === undefined) yield `${told}: the chain ends at row ${end}, its end was cut off`
    else if (found !== digest) yield `${told}: the row has another digest now, the chain was written anew`
  }
}

/** Checkpoints the database has sent, and the sink has not. */
async function* missedCheckpoints(db: Database, seen: ReadonlySet<number>): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const page = await db.read(ownWork, (tx) =>
      tx
        .select()
        .from(auditCheckpoints)
        .where(and(isNotNull(auditCheckpoints.sentAt), gt(auditCheckpoints.sequence, after)))
        .orderBy(asc(auditCheckpoints.sequence))
        .limit(linesAtOnce),
    )
    for (const { sequence, sentAt } of page) {
      if (!seen.has(sequence))
        yield `the checkpoint of row ${sequence} was sent at ${sentAt?.toISOString()}, and is not in the sink`
      after = sequence
    }
    if (page.length < linesAtOnce) return
  }
}
