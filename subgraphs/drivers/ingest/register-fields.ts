import {
  type AnyMessage,
  type FeedSource,
  type IncomingRecord,
  maySpeakFor,
  RecordFault,
} from '@one-visit/kit/feed/message.ts'
import { decodeText, oneOrMany } from '@one-visit/kit/feed/text.ts'
import { CodeError } from '@one-visit/schema/codes.ts'
import { IdentifierError } from '@one-visit/schema/identifiers.ts'
import { readDay, readInstant, TimeError } from '@one-visit/schema/time.ts'
import { z } from 'zod'

/** How far ahead of the hub's clock the register's may run, ms. A time further ahead would keep all later records out. */
const clockSkewMaxMs = 10 * 60 * 1000

const text = (max: number) => z.string().min(1).max(max)

/** What every record of the transport register carries: its own number, its place in time, whether it is gone. */
export const registerEnvelope = {
  /** The register's number of the record. */
  recordId: text(64),
  /** When the register last changed it, RFC 3339 with offset. */
  updatedAt: text(40),
  /** Order among changes of the same instant. */
  sequence: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  deleted: z.boolean().default(false),
}

/** Names the field in the fault where it cannot be read. */
export const at = <Value>(pointer: string, read: () => Value): Value => {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof IdentifierError || cause instanceof CodeError)
      throw new RecordFault(cause.code, pointer, cause.message)
    if (cause instanceof TimeError) throw new RecordFault('DATE_FORM', pointer, cause.message)
    throw cause
  }
}

/** A calendar day. */
export const dayAt = (pointer: string, day: string): string => at(pointer, () => readDay(day))

/** The last day of something; absence and the years registers write for "no limit" are none. */
export const limitAt = (pointer: string, day: string | null | undefined): string | null => {
  if (day === null || day === undefined) return null
  const read = dayAt(pointer, day)
  return read >= '2099-01-01' ? null : read
}

/** Where a record stands in time. @throws RecordFault DATE_FORM, TIME_AHEAD */
export const statedAt = (
  record: { recordId: string; updatedAt: string; sequence: number; deleted: boolean },
  receivedAt: Date,
) => {
  const sourceAt = at('/updatedAt', () => readInstant(record.updatedAt))
  if (sourceAt.getTime() > receivedAt.getTime() + clockSkewMaxMs)
    throw new RecordFault('TIME_AHEAD', '/updatedAt', 'the record is dated after the moment it arrived')
  return {
    sourceAt,
    sourceSequence: record.sequence,
    revision: `${record.recordId}@${sourceAt.toISOString()}/${record.sequence}`,
    deleted: record.deleted,
  }
}

/** Refuses a record about somebody its sender may not speak for. @throws RecordFault SENDER_NOT_ALLOWED */
export const mustSpeakFor = (source: FeedSource, pointer: string, subject: string): void => {
  if (!maySpeakFor(source, subject))
    throw new RecordFault('SENDER_NOT_ALLOWED', pointer, 'the sender may not speak for this one')
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Takes a body apart: one record, a list, `{ "records": [...] }`, or one record a line. A line that is not JSON is
 * handed on as text, so that it alone is quarantined.
 * @throws HubError BAD_USER_INPUT for bytes that are not UTF-8
 */
export const recordsIn = (body: Buffer, message: AnyMessage): IncomingRecord[] => {
  const text = decodeText(body)
  const whole = parsed(text)
  const lines = () =>
    text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .map((line) => parsed(line) ?? line)
  const isWrapped =
    typeof whole === 'object' && whole !== null && 'records' in whole && Array.isArray(whole.records)
  const values = whole === undefined ? lines() : isWrapped ? (whole.records as unknown[]) : oneOrMany(whole)
  return values.map((value) => ({ message, value }))
}

/** Media types a batch of this source comes in. */
export const batchTypes = ['application/json', 'application/x-ndjson']
