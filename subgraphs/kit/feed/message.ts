import type { RecordFaultCode } from '@one-visit/schema/record-faults.ts'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import type { Orm } from '../database/database.ts'
import type { HubEvent } from '../work/outbox.ts'

/** The largest body of a feed, bytes, before and after decompression. */
export const bodyBytesMax = 50 * 1024 * 1024

/** A record cannot be used; the rest of its batch can. `pointer` is the JSON pointer of the field in the record. */
export class RecordFault extends Error {
  override readonly name = 'RecordFault'
  readonly code: RecordFaultCode
  readonly pointer: string
  constructor(code: RecordFaultCode, pointer: string, message: string) {
    super(message)
    this.code = code
    this.pointer = pointer
  }
}

/** A registered sender, as a batch names it. */
export interface FeedSource {
  id: string
  name: string
  authority: string
  organisation: string
  /** Whom it may speak for; `*` for everybody. */
  allowed: readonly string[]
  /** Requests it may make in a minute; no quota when left out. */
  requestsPerMinute?: number | null
}

/** Whether a source may speak for somebody. */
export function maySpeakFor(source: FeedSource, subject: string): boolean {
  return source.allowed.includes('*') || source.allowed.includes(subject)
}

/** What a mapping knows besides the record. */
export interface RecordContext {
  source: FeedSource
  receivedAt: Date
}

/** What every row says of its version, beside the columns of its table. */
export interface RecordRow {
  sourceAt: Date
  sourceSequence?: number
  revision: string
  deleted: boolean
  /** Set where the record carries no time of its own, of a message whose records may; no part of its content. */
  undated?: true
}

/**
 * Where rows of a message go. `table` holds the newest version of each key, `history` all versions. Both have
 * recordColumns() and the same columns besides; `key` names the columns (as in the drizzle table) that identify a record.
 */
export interface MergePlan {
  table: PgTable
  history: PgTable
  key: readonly string[]
  /**
   * Kind and column of whom a record is about, where its key may be stated of another: what names another makes up for nothing
   * that is unread of the one.
   */
  about?: readonly [kind: 'VIN' | 'REF' | 'USCC', field: string]
  /** Column that tells which scope of its source a record belongs to, where sources vouch for parts. */
  scope?: string
  /** Columns in which two records of one key and instant contradict one another; all of the table's own when left out. */
  judged?: readonly string[]
  /** None of its records carries a time of its own: one that says what stands already is a repeat, whenever it comes. */
  undated?: true
}

/**
 * Whom a record is about that cannot be used. A stranger is somebody whose number went wrong: nobody the hub knows. A number
 * is one by which the record names something else, a key its own: the room knows who has it.
 */
export interface RecordSubject {
  kind: 'VIN' | 'PLATE' | 'REF' | 'USCC' | 'SCOPE' | 'STRANGER' | 'NUMBER' | 'KEY'
  value: string
}

/** A subject of what is unread, and the message it would be a record of. */
export interface UnreadSubject extends RecordSubject {
  message: string
}

/**
 * Whom subjects concern that events do not name by themselves: who bore a plate, what belongs to a scope, who has a number.
 * Only the room knows; one or two statements for all of them.
 */
export type Concerned = (
  tx: Orm,
  subjects: readonly UnreadSubject[],
) => Promise<readonly HubEvent['subject'][]>

/** Tells of a room that its answers are worth more to whoever waits for them, in the transaction by which they are. */
export interface CoverageNews {
  tell(tx: Orm): Promise<void>
  /** How old the word of a source may be before somebody who asks takes it for none, ms. */
  readonly maxAgeMs: number
}

/** What can be read of a record that cannot be used, or not yet. */
export interface RecordIdentity {
  /** Whom it is about; none where nobody can be read. */
  subjects: readonly RecordSubject[]
  /** Numbers by which it names what somebody has, beside its subjects or in place of them: a permit, a certificate. */
  numbers?: readonly string[] | undefined
  /** Values of the plan's key, in its order. */
  key?: readonly (string | number)[] | undefined
  /** When the source says it was so. */
  sourceAt?: Date | undefined
  /** Its place among records of one instant, where the message has any; undefined where that cannot be read. */
  sequence?: number | undefined
}

/** How records were read before the mapping changed; a rebuild reads old records as they were read then. */
export interface EarlierMapping {
  mappingVersion: number
  record: z.ZodType
  // biome-ignore lint/suspicious/noExplicitAny: the wire type of a version nobody sends any more
  map: (wire: any, context: RecordContext) => RecordRow
  /** Columns that came after it and cannot be empty, with what its rows hold in them; no part of their digest. */
  later?: Readonly<Record<string, unknown>>
}

/** One kind of record a source sends. */
export interface FeedMessage<Wire = never, Row extends RecordRow = never> {
  /** Name on the wire, e.g. baseInfoVehicle. */
  name: string
  /** Raised whenever the same bytes would give another row; the old mapping then moves to `earlier`. */
  mappingVersion: number
  earlier?: readonly EarlierMapping[]
  /** Shape of the record on the wire; refuses the record, not the batch. */
  record: z.ZodType<Wire>
  /** Notes for the sender about a record that is accepted all the same, e.g. a wrong VIN check digit. */
  notes?: (wire: Wire) => readonly string[]
  /** Makes the row of a record. Pure: a rebuild runs it again years later. @throws RecordFault */
  map: (wire: Wire, context: RecordContext) => Row
  plan: MergePlan
  /**
   * Reads what can be read of a record nobody could use, as carefully as `map` and field by field: whom it is about
   * counts as unknown until it is made up for. Never throws. Without it everything its sender vouches for is.
   */
  identify?: (value: unknown, context: RecordContext) => RecordIdentity
  /** Set where a record is no statement about anybody: one that cannot be used is kept and told, and is no gap. */
  statesNothing?: true
  /**
   * Rows the state of the room forbids, by their index; asked before the merge, in its transaction. One or two
   * statements for all rows, never one for each.
   */
  reject?: (
    tx: Orm,
    rows: readonly Row[],
    context: RecordContext,
  ) => Promise<ReadonlyMap<number, RecordFault>>
  /** What else changes when rows become the newest of their key; in the same transaction. */
  effects?: (tx: Orm, applied: readonly Row[], context: RecordContext) => Promise<void>
  /** Events for other rooms about the rows that became the newest of their key. */
  events?: (applied: readonly Row[], tx: Orm) => HubEvent[] | Promise<HubEvent[]>
}

/** A message whose types only its own room knows. */
// biome-ignore lint/suspicious/noExplicitAny: rows of different messages meet here; each is checked by its own schema
export type AnyMessage = FeedMessage<any, any>

/** Returns the message as it is; TypeScript infers its types from its parts. */
export function defineMessage<Wire, Row extends RecordRow>(
  message: FeedMessage<Wire, Row>,
): FeedMessage<Wire, Row> {
  return message
}

/** One record of a batch, as it came. */
export interface IncomingRecord {
  message: AnyMessage
  value: unknown
  /** Why the record cannot be used, where reading the batch showed it already, e.g. a line that is not JSON. */
  fault?: RecordFault
  /** Line of the file it stands on, where the batch is a piece of one. */
  line?: number
  /** Notes from reading the batch, e.g. keys nobody knows. */
  notes?: readonly string[]
}
