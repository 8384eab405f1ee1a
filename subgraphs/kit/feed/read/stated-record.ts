import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { CodeError } from '@one-visit/schema/codes.ts'
import { IdentifierError, readUscc, readUsccForm } from '@one-visit/schema/identifiers.ts'
import { readDay, readInstant, TimeError } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { type FeedSource, maySpeakFor, RecordFault } from '../message.ts'
import { readIfCan } from './identify.ts'

const text = (max: number) => z.string().min(1).max(max)

/** What every record in our own form carries: its sender's number, its place in time, whether it is gone. */
export const statedFields = {
  /** The sender's number of the record. */
  recordId: text(64),
  /** When the sender last changed it, RFC 3339 with offset. */
  updatedAt: text(40),
  /** Order among changes of the same instant. */
  sequence: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  deleted: z.boolean().default(false),
}

/** Names the field in the fault where it cannot be read. */
export function at<Value>(pointer: string, read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof IdentifierError || cause instanceof CodeError)
      throw new RecordFault(cause.code, pointer, cause.message)
    if (cause instanceof TimeError) throw new RecordFault(cause.code, pointer, cause.message)
    throw cause
  }
}

/**
 * A credit code. The transport register holds old ones whose check characters are wrong, and states them as they are
 * (`mayBeOld`); from everybody else that is an error.
 */
export function usccAt(pointer: string, text: string, mayBeOld: boolean): string {
  return at(pointer, () => (mayBeOld ? readUsccForm(text).uscc : readUscc(text)))
}

/** What the register is told of a credit code that is taken with wrong check characters. */
export function usccNotes(field: string, text: string | null | undefined): string[] {
  const isOdd = readIfCan(text, (stated) => !readUsccForm(stated).checksOk) ?? false
  return isOdd ? [`${field}: wrong check character`] : []
}

/** A calendar day, as first mappings read it; `stated-readers.ts` has the readers of today. */
export const dayAt = (pointer: string, day: string): string => at(pointer, () => readDay(day))

/** The last day of something, as first mappings read it; absence and the years senders write for "no limit" are none. */
export function limitAt(pointer: string, day: string | null | undefined): string | null {
  if (day === null || day === undefined) return null
  const read = dayAt(pointer, day)
  return read >= '2099-01-01' ? null : read
}

/** What every record in our own form says of its version. */
export interface StatedRecord {
  recordId: string
  updatedAt: string
  sequence: number
  deleted: boolean
}

/** Where a record stands in time. @throws RecordFault DATE_FORM, TIME_AHEAD */
export function statedAt(record: StatedRecord, receivedAt: Date, read: (text: string) => Date = readInstant) {
  const sourceAt = at('/updatedAt', () => read(record.updatedAt))
  if (sourceAt.getTime() > receivedAt.getTime() + recordAheadMaxMs)
    throw new RecordFault('TIME_AHEAD', '/updatedAt', 'the record is dated after the moment it arrived')
  return {
    sourceAt,
    sourceSequence: record.sequence,
    revision: `${record.recordId}@${sourceAt.toISOString()}/${record.sequence}`,
    deleted: record.deleted,
  }
}

/** Refuses a record about somebody its sender may not speak for. @throws RecordFault SENDER_NOT_ALLOWED */
export function mustSpeakFor(source: FeedSource, pointer: string, subject: string): void {
  if (!maySpeakFor(source, subject))
    throw new RecordFault('SENDER_NOT_ALLOWED', pointer, 'the sender may not speak for this one')
}

/** Media types of a batch that is read by readRecords. */
export const batchTypes = ['application/json', 'application/x-ndjson']
