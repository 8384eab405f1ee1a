/**
 * How the mappings of our own forms read days, last days, numbers and their place in time. A mapping is a function of its
 * readers, so that the one of before, which a rebuild still needs, differs from it in nothing else.
 */

import {
  type DayLimits,
  plausibleDay,
  plausibleInstant,
  readStatedDay,
  readStatedInstant,
  readStatedLimit,
} from '@one-visit/schema/stated-time.ts'
import { at, dayAt, limitAt, type StatedRecord, statedAt } from './stated-record.ts'
import { wholeKey } from './whole-key.ts'

/** Readers of the fields records in our own form have in common; each takes the pointer of its field. */
export interface StatedReaders {
  /** A day nobody can have meant is refused, as is one outside what the caller knows. */
  day(pointer: string, text: string, limits?: DayLimits): string
  /** A last day; `unlimitedDay` where the sender says that there is none, null where it says nothing. */
  limit(pointer: string, text: string | null | undefined): string | null
  /** A number of the sender's own that is a key. */
  key(pointer: string, text: string): string
  /** Where a record stands in time. */
  version(record: StatedRecord, receivedAt: Date): ReturnType<typeof statedAt>
}

/** Readers of the first mappings: days written YYYY-MM-DD only, no last day and a day of 2099 or later alike. */
export const firstReaders: StatedReaders = {
  day: (pointer, text) => dayAt(pointer, text),
  limit: limitAt,
  key: (_, text) => text,
  version: (record, receivedAt) => statedAt(record, receivedAt),
}

/** Readers of today. @throws RecordFault DATE_FORM, DATE_IMPLAUSIBLE, KEY_MANGLED, TIME_AHEAD */
export const statedReaders: StatedReaders = {
  day: (pointer, text, limits) => at(pointer, () => plausibleDay(readStatedDay(text), limits)),
  limit: (pointer, text) =>
    text === null || text === undefined || nothing.has(text.trim())
      ? null
      : at(pointer, () => readStatedLimit(text)),
  key: wholeKey,
  version: (record, receivedAt) => {
    wholeKey('/recordId', record.recordId)
    return statedAt(record, receivedAt, (text) => plausibleInstant(readStatedInstant(text)))
  },
}

/** What senders write in a last day that is not known. */
const nothing = new Set(['', '0', 'null'])
