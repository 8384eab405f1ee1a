import { hash } from 'node:crypto'
import type { Logger } from '../../log.ts'
import {
  type AnyMessage,
  type EarlierMapping,
  type IncomingRecord,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '../message.ts'
import { digestOf } from './digest.ts'
import { mustHoldNoNumber } from './no-number-in-row.ts'
import { withStars } from './personal-number.ts'
import { checkReadable } from './readable.ts'
import { findContradiction } from './said-once.ts'
import { readShape, withoutReserved } from './shape.ts'
import { checkStorable, cleanText, duplicateKey } from './text.ts'

/** A row on its way into the tables, with what tells its version from others. */
export type VersionedRow = RecordRow & {
  sourceSequence: number
  mappingVersion: number
  rawDigest: string
  digest: string
}

/** A record that can be used, with the row it gives. */
export interface GoodRecord {
  index: number
  record: IncomingRecord
  row: VersionedRow
  notes: readonly string[]
}

/** A record that cannot be used, and why. */
export interface BadRecord {
  index: number
  record: IncomingRecord
  fault: RecordFault
  notes: readonly string[]
}

/** Digest of a record as it came. */
export const rawDigestOf = (value: unknown): string =>
  hash('sha256', JSON.stringify(value) ?? 'null', 'base64url')

/** How a message is read at one version of its mapping. */
type Mapping = Pick<AnyMessage, 'record' | 'map' | 'notes' | 'mappingVersion'> & Pick<EarlierMapping, 'later'>

/** How a message was read at one version of its mapping; undefined when that version is gone. */
export function mappingOf(message: AnyMessage, version: number): Mapping | undefined {
  return version === message.mappingVersion
    ? message
    : message.earlier?.find(({ mappingVersion }) => mappingVersion === version)
}

/**
 * Reads one record by itself: shape, codes, what can be stored.
 * @throws RecordFault
 */
export function readRecord(
  value: unknown,
  mapping: Mapping,
  context: RecordContext,
): { row: VersionedRow; notes: readonly string[] } {
  checkStorable(value)
  const wire = readShape(mapping.record, value)
  const { notes, row } = withoutReserved(value, () => ({
    notes: mapping.notes?.(wire) ?? [],
    row: mapping.map(wire, context),
  }))
  checkVersion(row)
  const { mappingVersion, later } = mapping
  const rawDigest = rawDigestOf(value)
  // One literal, all its fields at once: one made of several, or given fields later, is several times slower to read.
  const versioned = { sourceSequence: 0, ...row, mappingVersion, rawDigest, digest: '' }
  versioned.digest = digestOf(versioned)
  return { row: later === undefined ? versioned : { ...versioned, ...later }, notes }
}

function checkVersion({ sourceAt, sourceSequence = 0 }: RecordRow): void {
  if (
    Number.isNaN(sourceAt.getTime()) ||
    sourceAt.getUTCFullYear() < 1900 ||
    sourceAt.getUTCFullYear() > 9999
  )
    throw new RecordFault('SOURCE_TIME', '', 'the time of the record cannot be read')
  if (!Number.isSafeInteger(sourceSequence) || sourceSequence < 0)
    throw new RecordFault('SOURCE_SEQUENCE', '', 'the sequence of the record is no whole number')
}

/**
 * Refuses a record with a name in two spellings that say different things; asked of what comes, not of what a rebuild reads
 * again. @throws RecordFault DUPLICATE_KEY
 */
function mustSayOnce(value: unknown): void {
  const pointer = findContradiction(value)
  if (pointer !== undefined) throw duplicateKey(pointer)
}

const noteMax = 200

/**
 * Judges one record of a batch. Nothing one record holds fails another: even a fault of ours in its mapping only
 * quarantines it.
 */
export function judge(
  record: IncomingRecord,
  index: number,
  context: RecordContext,
  log: Logger,
): GoodRecord | BadRecord {
  const { receivedAt } = context
  const notes = cleanNotes(record.notes ?? [], receivedAt)
  try {
    if (record.fault !== undefined) throw record.fault
    checkReadable(record.value)
    mustSayOnce(record.value)
    const read = readRecord(record.value, record.message, context)
    mustHoldNoNumber(read.row, record.value, { receivedAt, key: record.message.plan.key })
    return { index, record, row: read.row, notes: [...notes, ...cleanNotes(read.notes, receivedAt)] }
  } catch (error) {
    if (error instanceof RecordFault) return { index, record, fault: starred(error, receivedAt), notes }
    log.error({ err: error, message: record.message.name }, 'a record could not be mapped')
    const fault = new RecordFault('RECORD_UNREADABLE', '', 'the record could not be read; a fault of ours')
    return { index, record, fault, notes }
  }
}

/** Notes may quote what a sender wrote. */
function cleanNotes(notes: readonly string[], receivedAt: Date): readonly string[] {
  return notes.map((note) => cleanText(withStars(note, receivedAt), noteMax))
}

/** Faults may quote it too, and name a key a sender made up. */
function starred({ code, pointer, message }: RecordFault, receivedAt: Date): RecordFault {
  return new RecordFault(code, withStars(pointer, receivedAt), withStars(message, receivedAt))
}
