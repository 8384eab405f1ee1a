import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import type { BatchForm, ReadBody } from '../kept/journal.ts'
import { keyText } from '../kept/key-text.ts'
import { type Quarantine, tenantOfSource } from '../kept/quarantine.ts'
import type { Receipt, RecordReceipt } from '../kept/receipts.ts'
import { isOfSubject, tokensOfRecord, type Unread, type UnreadRecord } from '../kept/unread.ts'
import { type FeedSource, type IncomingRecord, identityOf } from '../message.ts'
import type { Intake } from './intake.ts'

/** Takes in the correction of a record in quarantine, by its number there. */
export type Resubmit = (
  source: FeedSource,
  id: string,
  corrected: BatchForm & { body: Buffer },
) => Promise<Receipt>

const made: readonly RecordReceipt['outcome'][] = ['APPLIED', 'DUPLICATE', 'SUPERSEDED']

/**
 * Corrections of quarantined records. One closes the gap its record is only where it was taken in and is about the same:
 * what is refused again leaves the record open, to be corrected once more.
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
  return async (source, id, { body, ...form }) => {
    const opened = await unread.find(id)
    const context = { source, receivedAt: clock() }
    const isAbout = (record: IncomingRecord | undefined): boolean =>
      record !== undefined && (opened === undefined || isSame(opened, record, context))
    const { records } = read(form, body)
    if (!records.some(isAbout))
      throw new HubError(
        'BAD_USER_INPUT',
        'The batch holds no record about what the one in quarantine is about.',
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
      await quarantine.resolve(tenantOfSource(source), id, 'RESUBMITTED', receipt.receiptId)
      await db.transaction((tx) => unread.closeByReceipt(tx, id, receipt.receiptId))
    }
    return receipt
  }
}

/** Whether a record is of the key or about a subject of one that could not be used; where that named none, of its message. */
function isSame(
  opened: UnreadRecord,
  { message, value }: IncomingRecord,
  context: { source: FeedSource; receivedAt: Date },
): boolean {
  if (message.name !== opened.message) return false
  const identity = identityOf(message, value, context)
  if (opened.key !== null && identity.key !== undefined && keyText(identity.key) === opened.key) return true
  const namesNobody = !opened.subjects.some(isOfSubject)
  return (
    namesNobody ||
    tokensOfRecord(message.name, identity, context.source).some((token) => opened.subjects.includes(token))
  )
}
