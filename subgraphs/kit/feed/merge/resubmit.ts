import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { Database, Orm } from '../../database/database.ts'
import { HubError, invariant } from '../../errors.ts'
import { createTurns, mapInTurns } from '../../turns.ts'
import type { BatchForm, ReadBody } from '../kept/journal.ts'
import { type AskedKey, keyText, standingKeys } from '../kept/key-text.ts'
import {
  type FaultyRecord,
  type Quarantine,
  type QuarantinedRecord,
  tenantOfSource,
} from '../kept/quarantine.ts'
import type { Receipt } from '../kept/receipts.ts'
import { isAboutAnother, isOfSubject } from '../kept/subject-token.ts'
import { tokensOfRecord, type Unread, type UnreadRecord } from '../kept/unread.ts'
import type { UnreadIndex } from '../kept/unread-index.ts'
import type { FeedSource, IncomingRecord, MergePlan, RecordIdentity } from '../message.ts'
import { identityOf } from '../read/identity-of.ts'
import { isSameBut, withoutField } from '../read/without-field.ts'
import type { Intake } from './intake.ts'
import type { Outcome } from './merge.ts'

/** Takes in the correction of a record in quarantine. */
export type Resubmit = (
  source: FeedSource,
  faulty: QuarantinedRecord,
  corrected: BatchForm & { body: Buffer },
) => Promise<Receipt>

/**
 * Corrections of quarantined records. One closes the gap its record is only where it was taken in and corrects that very
 * record: what is refused again leaves the record open, to be corrected once more.
 * @throws HubError BAD_USER_INPUT for a batch with nothing that corrects the record, NOT_FOUND for a route nobody may send to
 */
export function createResubmit(parts: {
  read: ReadBody
  take: Intake['take']
  quarantine: Quarantine
  unread: Pick<Unread, 'find' | 'closeByReceipt'>
  index: Pick<UnreadIndex, 'indexOne'>
  db: Pick<Database, 'transaction' | 'orm'>
  clock: Clock
}): Resubmit {
  const { read, take, quarantine, unread, index, db, clock } = parts

  /** What is known of a record; one of before gaps were kept may not be indexed yet. */
  const openedOf = async (id: string): Promise<UnreadRecord> => {
    const known = await unread.find(id)
    if (known !== undefined) return known
    await index.indexOne(id)
    const opened = await unread.find(id)
    invariant(opened !== undefined, 'what is in quarantine is indexed')
    return opened
  }

  return async (source, faulty, { body, ...form }) => {
    const { id } = faulty
    const entry = { opened: await openedOf(id), faulty, source }
    const records = await mapInTurns(read(form, body).records, (record) => record)
    const closing = await outcomesThatClose(db.orm, entry, records, clock())
    if (closing.size === 0)
      throw new HubError(
        'BAD_USER_INPUT',
        'The batch holds no record that corrects the one in quarantine: of its key and about its subject or, where the key was at fault, about its subject, and not older. One that names nobody is corrected by the same record but for the field at fault, or closed by an administrator; what was received before it corrects nothing.',
        { argument: 'body', field: 'body', fault: 'CORRECTS_NOTHING' },
      )
    const digest = createHash('sha256').update(body).digest('hex')
    const receipt = await take({ source, ...form, idempotencyKey: `quarantine:${id}:${digest}`, body })
    if (receipt.records.some(({ index: at, outcome }) => closing.get(at)?.some((each) => each === outcome))) {
      // First the gap: cut off in between, the record is open still, and the same correction sent again closes both.
      await db.transaction((tx) => unread.closeByReceipt(tx, [id], receipt.receiptId))
      await quarantine.resolve(tenantOfSource(source), id, 'RESUBMITTED', receipt.receiptId)
    }
    return receipt
  }
}

/** A record that could not be used, and who corrects it. */
interface Entry {
  opened: UnreadRecord
  faulty: FaultyRecord
  source: FeedSource
}

const anyOutcome: readonly Outcome[] = ['APPLIED', 'DUPLICATE', 'SUPERSEDED']

/**
 * With which outcomes each record of a batch closes an entry, by its place; none of a record that corrects it not. What was
 * received before the entry came is none of its corrections, unless it is the very record, told by its key; where a record
 * has no time by which that could be found, only what was applied is new.
 */
async function outcomesThatClose(
  orm: Orm,
  entry: Entry,
  records: readonly IncomingRecord[],
  now: Date,
): Promise<ReadonlyMap<number, readonly Outcome[]>> {
  const { opened, faulty, source } = entry
  const closing = new Map<number, readonly Outcome[]>()
  const mayBeOld: AskedKey[] = []
  let plan: MergePlan | undefined
  const turns = createTurns()
  for (const [index, { message, value }] of records.entries()) {
    const turn = turns.take()
    if (turn !== undefined) await turn
    if (message.name !== opened.message) continue
    const identity = identityOf(message, value, { source, receivedAt: now })
    const bond = bondOf(entry, { message, value, identity })
    if (bond === undefined) continue
    const { key, sourceAt: saidAt, sequence } = identity
    const isDated = key !== undefined && saidAt !== undefined
    closing.set(index, bond === 'KEY' || isDated ? anyOutcome : ['APPLIED'])
    plan = message.plan
    if (isDated && !(bond === 'KEY' && isSameBut(faulty.pointer, faulty.payload, value)))
      mayBeOld.push({ id: String(index), key, at: opened.receivedAt, saidAt, sequence })
  }
  if (plan !== undefined)
    for (const id of (await standingKeys(orm, plan, mayBeOld, 'saidBefore')).keys())
      closing.delete(Number(id))
  return closing
}

/** By what a record is known to correct another; undefined where it is not. */
type Bond = 'KEY' | 'SUBJECT' | 'REST' | undefined

/**
 * A record corrects one that could not be used where it is of the same key, and not about somebody else. Where none could be
 * read or it was the key that was at fault, it is about one of its subjects, or, where it names none, the same in all but the field at fault: of one
 * with no such field nobody can tell. One that is older, by a time that was not at fault, was said before it.
 */
function bondOf(
  { opened, faulty, source }: Entry,
  {
    message,
    value,
    identity,
  }: { message: IncomingRecord['message']; value: unknown; identity: RecordIdentity },
): Bond {
  const rest = withoutField(faulty.payload, faulty.pointer)
  // What could be read of the record besides what was at fault; where that is no one field, all of it.
  const sound: RecordIdentity =
    rest === undefined
      ? { subjects: [], sourceAt: opened.sourceAt ?? undefined }
      : identityOf(message, rest, { source, receivedAt: opened.receivedAt })
  const isKeySound = rest === undefined || (sound.key !== undefined && keyText(sound.key) === opened.key)
  const soundAt = sound.sourceAt?.getTime() === opened.sourceAt?.getTime() ? opened.sourceAt : null
  if (soundAt !== null && identity.sourceAt !== undefined && identity.sourceAt < soundAt) return undefined
  const tokens = tokensOfRecord(message, identity, source)
  if (isAboutAnother(opened.subjects, tokens)) return undefined
  if (opened.key !== null && isKeySound)
    return identity.key !== undefined && keyText(identity.key) === opened.key ? 'KEY' : undefined
  if (!opened.subjects.some(isOfSubject))
    return isSameBut(faulty.pointer, faulty.payload, value) ? 'REST' : undefined
  return tokens.some((token) => isOfSubject(token) && opened.subjects.includes(token)) ? 'SUBJECT' : undefined
}
