import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import type { BatchForm, ReadBody } from '../kept/journal.ts'
import { keyText } from '../kept/key-text.ts'
import {
  type FaultyRecord,
  type Quarantine,
  type QuarantinedRecord,
  tenantOfSource,
} from '../kept/quarantine.ts'
import type { Receipt, RecordReceipt } from '../kept/receipts.ts'
import { isOfSubject, tokensOfRecord, type Unread, type UnreadRecord } from '../kept/unread.ts'
import { type FeedSource, type IncomingRecord, identityOf, type RecordIdentity } from '../message.ts'
import { withoutField } from '../read/without-field.ts'
import type { Intake } from './intake.ts'

/** Takes in the correction of a record in quarantine. */
export type Resubmit = (
  source: FeedSource,
  faulty: QuarantinedRecord,
  corrected: BatchForm & { body: Buffer },
) => Promise<Receipt>

const made: readonly RecordReceipt['outcome'][] = ['APPLIED', 'DUPLICATE', 'SUPERSEDED']

/**
 * Corrections of quarantined records. One closes the gap its record is only where it was taken in and corrects that very
 * record: what is refused again leaves the record open, to be corrected once more.
 * @throws HubError BAD_USER_INPUT for a batch with nothing about the record
 */
export function createResubmit(parts: {
  read: ReadBody
  take: Intake['take']
  quarantine: Quarantine
  unread: Pick<Unread, 'find' | 'closeByReceipt'>
  db: Pick<Database, 'transaction'>
  clock: Clock
}): Resubmit {
  const { read, take, quarantine, unread, db, clock } = parts
  return async (source, faulty, { body, ...form }) => {
    const { id } = faulty
    const opened = await unread.find(id)
    const now = clock()
    const isAbout = (record: IncomingRecord | undefined): boolean =>
      record !== undefined && (opened === undefined || isCorrection({ opened, faulty, source }, record, now))
    const { records } = read(form, body)
    if (!records.some(isAbout))
      throw new HubError(
        'BAD_USER_INPUT',
        'The batch holds no record that corrects the one in quarantine: of its key or, where that was at fault, about its subject, and not older.',
        {
          argument: 'body',
        },
      )
    const digest = createHash('sha256').update(body).digest('hex')
    const receipt = await take({ source, ...form, idempotencyKey: `quarantine:${id}:${digest}`, body })
    const isMadeUpFor = receipt.records.some(
      ({ index, outcome }) => made.includes(outcome) && isAbout(records[index]),
    )
    if (isMadeUpFor) {
      // First the gap: cut off in between, the record is open still, and the same correction sent again closes both.
      await db.transaction((tx) => unread.closeByReceipt(tx, id, receipt.receiptId))
      await quarantine.resolve(tenantOfSource(source), id, 'RESUBMITTED', receipt.receiptId)
    }
    return receipt
  }
}

/**
 * Whether a record corrects one that could not be used: of the same key or, where none could be read or it was the key
 * that was at fault, about one of its subjects, of its message where it names none. One that is older, by a time that was
 * not at fault, was said before it.
 */
function isCorrection(
  { opened, faulty, source }: { opened: UnreadRecord; faulty: FaultyRecord; source: FeedSource },
  { message, value }: IncomingRecord,
  now: Date,
): boolean {
  if (message.name !== opened.message) return false
  const identity = identityOf(message, value, { source, receivedAt: now })
  const rest = withoutField(faulty.payload, faulty.pointer)
  // What could be read of the record besides what was at fault; where that is no one field, all of it.
  const sound: RecordIdentity =
    rest === undefined
      ? { subjects: [], sourceAt: opened.sourceAt ?? undefined }
      : identityOf(message, rest, { source, receivedAt: opened.receivedAt })
  const isKeySound = rest === undefined || (sound.key !== undefined && keyText(sound.key) === opened.key)
  const soundAt = sound.sourceAt?.getTime() === opened.sourceAt?.getTime() ? opened.sourceAt : null
  if (soundAt !== null && identity.sourceAt !== undefined && identity.sourceAt < soundAt) return false
  if (opened.key !== null && isKeySound)
    return identity.key !== undefined && keyText(identity.key) === opened.key
  return (
    !opened.subjects.some(isOfSubject) ||
    tokensOfRecord(message.name, identity, source).some((token) => opened.subjects.includes(token))
  )
}
