/**
 * A feed in memory: records are read, judged and identified by the hub's own messages, what follows for scopes by its own
 * `scope-state.ts`, `comparisons.ts` and `provenBy`. Said again here, thinly, is what is SQL at the hub: which row stands
 * (`merge.ts`), which numbers are missing (`coverage.ts`), what a sender held as of an instant (`reconcile.ts`), and, in
 * `pure-unread.ts`, what makes up for an unread record.
 */
import { createHash } from 'node:crypto'
import { type ComparedMessage, provenBy } from '@one-visit/kit/feed/coverage/reconcile.ts'
import {
  afterBatch,
  afterComparison,
  afterHeartbeat,
  type NewestBatch,
  type Numbering,
  type ScopeState,
  statedNumbers,
} from '@one-visit/kit/feed/coverage/scope-state.ts'
import { versionsDigestOf } from '@one-visit/kit/feed/coverage/versions-digest.ts'
import { keyText } from '@one-visit/kit/feed/kept/key-text.ts'
import { tokensOfRecord } from '@one-visit/kit/feed/kept/unread.ts'
import type { AnyMessage, FeedSource } from '@one-visit/kit/feed/message.ts'
import { identityOf } from '@one-visit/kit/feed/read/identity-of.ts'
import { judge, type VersionedRow } from '@one-visit/kit/feed/read/judge.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import type { Beat, Comparing } from './model-hub.ts'
import {
  isAboutAnother,
  isMadeUpForBy,
  isOlderThan,
  type Taken,
  textWithout,
  type Unread,
} from './pure-unread.ts'

/** A row as it stands, with what the merge says of it. */
export type PureRow = VersionedRow & {
  source: string
  receivedAt: Date
  receiptId: string
  contradicted: boolean
} & Record<string, unknown>

const byHand = 'an administrator'

/** Where the rows of one plan are. */
interface Table {
  message: AnyMessage
  standing: Map<string, PureRow>
  history: PureRow[]
}

const log = silentLog()

const nothingKnown: ScopeState = {
  initialLoadCompletedAt: null,
  heartbeatAt: null,
  reconciledAt: null,
  gap: false,
  gapSince: null,
  sequenceGapSince: null,
  comparisons: {},
  completeSequence: null,
  firstSequence: null,
  lastSequence: null,
  lastSequenceAt: null,
  wholeAt: null,
  closedUntil: null,
}

/** What a feed takes in. */
export interface PureMessages {
  messages: readonly AnyMessage[]
  /** Those that come by a route of the room alone: nobody compares them. */
  inside?: readonly AnyMessage[]
  /** Names of those of which nothing comes in a run: there is nothing of them to compare. */
  rest: readonly string[]
}

/** One room's feed. */
export class PureFeed {
  readonly sources = new Map<string, FeedSource & { everySeconds: number | undefined }>()
  readonly scopes = new Map<string, ScopeState>()
  private readonly tables = new Map<unknown, Table>()
  private readonly every: readonly string[]
  private readonly rest: readonly string[]
  private readonly byName: ReadonlyMap<string, AnyMessage>
  /** Numbers of the batches that came of each sender, and when. */
  private readonly processed = new Map<string, Map<number, Date>>()
  private readonly unread: Unread[] = []
  private receipts = 0

  constructor({ messages, inside = [], rest }: PureMessages) {
    this.byName = new Map([...messages, ...inside].map((message) => [message.name, message]))
    this.every = [...messages.map(({ name }) => name), ...rest]
    this.rest = rest
  }

  register(source: FeedSource, everySeconds: number | undefined): void {
    this.sources.set(source.id, { ...source, everySeconds })
  }

  /** The table of a message, by its name. */
  table(name: string): Table {
    const message = this.messageOf(name)
    const known = this.tables.get(message.plan.table)
    if (known !== undefined) return known
    const made = { message, standing: new Map(), history: [] }
    this.tables.set(message.plan.table, made)
    return made
  }

  private messageOf(name: string): AnyMessage {
    const message = this.byName.get(name)
    if (message === undefined) throw new Error(`There is no message ${name}.`)
    return message
  }

  /** Takes a record in; answers its number in quarantine where it cannot be read. */
  take(
    name: string,
    value: unknown,
    from: { source: string; now: Date; number?: number | undefined; receiptId?: string | undefined },
  ): { quarantineId: string | undefined; receiptId: string } {
    const { source, now, number, receiptId = this.nextReceipt() } = from
    const message = this.messageOf(name)
    const context = { source: this.sourceOf(source), receivedAt: now }
    const judged = judge({ message, value }, 0, context, log)
    let quarantineId: string | undefined
    if ('row' in judged)
      this.merge(message, value, {
        ...judged.row,
        source,
        receivedAt: now,
        receiptId,
        contradicted: false,
      } as PureRow)
    else quarantineId = this.keep(message, value, judged.fault.pointer, { ...context, receiptId })
    if (number !== undefined) this.processedOf(source).set(number, now)
    if (number !== undefined) this.closeNumbers(source)
    return { quarantineId, receiptId }
  }

  private nextReceipt(): string {
    this.receipts += 1
    return `receipt-${this.receipts}`
  }

  private sourceOf(id: string) {
    const source = this.sources.get(id)
    if (source === undefined) throw new Error(`Nobody registered ${id}.`)
    return source
  }

  /** Of a key the newest row stands; two of one instant that say two things contradict one another until a newer one comes. */
  private merge(message: AnyMessage, value: unknown, row: PureRow): void {
    const { standing, history } = this.table(message.name)
    const key = keyOf(message, row)
    const known = standing.get(key)
    if (history.some((other) => other.digest === row.digest && keyOf(message, other) === key)) {
      this.makeUp(message, key, value, { row, isNew: false, isApplied: false })
      return
    }
    history.push(row)
    const isDoubted =
      known !== undefined && isOfInstant(known, row) && (known.contradicted || differs(message, known, row))
    const isApplied = known === undefined || isNewer(row, known)
    if (isApplied) standing.set(key, { ...row, contradicted: isDoubted })
    else if (isDoubted) standing.set(key, { ...known, contradicted: true })
    this.makeUp(message, key, value, { row, isNew: true, isApplied })
  }

  private makeUp(message: AnyMessage, key: string, value: unknown, taken: Omit<Taken, 'about'>): void {
    const about = aboutOf(message, taken.row)
    for (const entry of this.unread)
      if (
        entry.message === message.name &&
        entry.key === key &&
        isMadeUpForBy(entry, value, { ...taken, about })
      )
        entry.closedBy ??= taken.row.receiptId
  }

  private keep(
    message: AnyMessage,
    value: unknown,
    pointer: string,
    context: { source: FeedSource; receivedAt: Date; receiptId: string },
  ): string {
    const identity = identityOf(message, value, context)
    const key = identity.key === undefined ? undefined : keyText(identity.key)
    const { sourceAt: at, sequence } = identity
    const tokens = tokensOfRecord(message, identity, context.source)
    // Of what has no time nobody knows whether what is there is newer.
    const newer = this.table(message.name).history.find(
      (row) =>
        keyOf(message, row) === key &&
        isOlderThan({ at, sequence }, row) &&
        !isAboutAnother({ message: message.name, tokens }, aboutOf(message, row)),
    )
    const entry: Unread = {
      id: `unread-${this.unread.length}`,
      receiptId: context.receiptId,
      source: context.source.id,
      message: message.name,
      tokens,
      key,
      at,
      sequence,
      receivedAt: context.receivedAt,
      sound: textWithout(value, pointer),
      pointer,
      closedBy: newer?.receiptId,
    }
    this.unread.push(entry)
    return entry.id
  }

  /** Whether a record is of the key of one that could not be read, and about nobody else; of none but that is it the correction. */
  isOfRecord(
    id: string,
    { sender, message, record }: { sender: string; message: string; record: unknown },
  ): boolean {
    const entry = this.unread.find((each) => each.id === id)
    const context = { source: this.sourceOf(sender), receivedAt: new Date() }
    const { key, subjects } = identityOf(this.messageOf(message), record, context)
    const isOfKey = entry?.message === message && key !== undefined && keyText(key) === entry.key
    return isOfKey && subjects.every(({ kind, value }) => !isAboutAnother(entry, `${kind} ${value}`))
  }

  /** Closes one by the receipt of its correction, or by an administrator. */
  closeUnread(id: string, by = byHand): void {
    for (const entry of this.unread) if (entry.id === id) entry.closedBy ??= by
  }

  /** What of a message could not be read and is closed by a receipt. */
  madeUpFor(name: string): Unread[] {
    return this.unread.filter(({ message, closedBy }) => message === name && closedBy && closedBy !== byHand)
  }

  /** Closes everything about some tokens. */
  closeAbout(tokens: readonly string[]): void {
    for (const entry of this.unread)
      if (entry.tokens.some((token) => tokens.includes(token))) entry.closedBy ??= byHand
  }

  /** Since when something about these tokens is unread, of some senders or of any. */
  unreadSince(tokens: readonly string[], sources?: readonly string[]): Date | null {
    const open = this.unread.filter(
      (entry) =>
        entry.closedBy === undefined &&
        (sources === undefined || sources.includes(entry.source)) &&
        entry.tokens.some((token) => tokens.includes(token)),
    )
    return open.length === 0
      ? null
      : new Date(Math.min(...open.map(({ receivedAt }) => receivedAt.getTime())))
  }

  heartbeat(source: string, beat: Beat): { gap: boolean } {
    const stated = {
      at: new Date(beat.at),
      lastSequence: beat.lastSequence,
      initialLoadCompleted: beat.initialLoadCompleted,
      closedUntil: beat.closedUntil === undefined ? undefined : new Date(beat.closedUntil),
    }
    const known = this.scope(source, beat.scope)
    const numbers = { ...known, ...statedNumbers(known, stated, this.newestOf(source)) }
    const state = afterHeartbeat(numbers, stated, this.numbering(source, numbers))
    this.scopes.set(`${source} ${beat.scope}`, state)
    return { gap: state.gap }
  }

  scope(source: string, scope: string): ScopeState {
    return this.scopes.get(`${source} ${scope}`) ?? nothingKnown
  }

  private processedOf(source: string): Map<number, Date> {
    const known = this.processed.get(source) ?? new Map()
    this.processed.set(source, known)
    return known
  }

  private newestOf(source: string): NewestBatch | undefined {
    const came = [...this.processedOf(source)].sort(([a], [b]) => b - a)
    return came[0] && { sequence: came[0][0], receivedAt: came[0][1] }
  }

  private numbering(source: string, known: ScopeState): Numbering {
    if (known.lastSequence === null) return { complete: known.completeSequence }
    const processed = this.processedOf(source)
    let complete = known.completeSequence ?? (known.firstSequence === null ? 0 : known.firstSequence - 1)
    while (complete < known.lastSequence && processed.has(complete + 1)) complete += 1
    return { complete, ...(complete < known.lastSequence && { missingFrom: complete + 1 }) }
  }

  private closeNumbers(source: string): void {
    for (const [name, known] of this.scopes)
      if (name.startsWith(`${source} `) && known.sequenceGapSince !== null && known.lastSequence !== null)
        this.scopes.set(name, afterBatch(known, this.numbering(source, known)))
  }

  compare(source: string, { scope, at, records }: Comparing): { equal: boolean } {
    const instant = new Date(at)
    const equal = new Map<string, boolean>()
    for (const record of records) {
      const proof = provenBy(this.comparedMessage(source, instant, record))
      const name = this.rest.includes(record.message)
        ? record.message
        : this.table(record.message).message.name
      if (proof !== undefined) equal.set(name, proof && equal.get(name) !== false)
    }
    const sent = [...this.tables.values()]
      .filter(({ standing }) => [...standing.values()].some((row) => row.source === source))
      .flatMap(({ message: { name } }) => (this.every.includes(name) ? [name] : []))
    const others = [...this.scopes]
      .filter(([name]) => scope === '*' && name.startsWith(`${source} `) && name !== `${source} *`)
      .map(([name, state]) => ({ ...state, name }))
    const { state, madeUp } = afterComparison(
      this.scope(source, scope),
      { at: instant, equal },
      { sent, every: this.every },
      others,
    )
    this.scopes.set(`${source} ${scope}`, state)
    for (const { name, ...other } of madeUp) this.scopes.set(name, other)
    return { equal: [...equal.values()].every(Boolean) }
  }

  /** The live records of a source as of an instant, by their key. */
  private liveAsOf(name: string, source: string, at: Date): [string, PureRow][] {
    const { message, history } = this.table(name)
    const was = new Map<string, PureRow>()
    for (const row of history) {
      const known = was.get(keyOf(message, row))
      if (row.sourceAt <= at && (known === undefined || isNewer(row, known)))
        was.set(keyOf(message, row), row)
    }
    return [...was].filter(([, row]) => row.source === source && !row.deleted)
  }

  private comparedMessage(source: string, at: Date, stated: Comparing['records'][number]): ComparedMessage {
    const live = this.rest.includes(stated.message) ? [] : this.liveAsOf(stated.message, source, at)
    const versions = versionsDigestOf(live.map(([key, row]) => ({ key, at: row.sourceAt })))
    const keys = live.map(([key]) => key).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const { versionsDigest, keysDigest } = stated
    return {
      message: stated.message,
      here: live.length,
      there: stated.count,
      ...(keysDigest !== undefined && {
        keysEqual: keysDigest === createHash('sha256').update(keys.join('\n')).digest('hex'),
      }),
      ...(versionsDigest !== undefined && {
        versionsEqual: versionsDigest.every((digest, piece) => digest === versions[piece]),
      }),
    }
  }
}

const keyOf = ({ plan }: AnyMessage, row: Record<string, unknown> | VersionedRow): string =>
  keyText(plan.key.map((field) => (row as Record<string, unknown>)[field]))

/** Kind and name of whom a row is about, where its key may be stated of another. */
const aboutOf = ({ plan: { about } }: AnyMessage, row: VersionedRow): string | undefined =>
  about && `${about[0]} ${(row as never as Record<string, unknown>)[about[1]]}`

const isOfInstant = (a: VersionedRow, b: VersionedRow): boolean =>
  a.sourceAt.getTime() === b.sourceAt.getTime() && a.sourceSequence === b.sourceSequence

/** Of one instant the larger digest stands, so that the order of arrival does not matter. */
export function isNewer(a: VersionedRow, b: VersionedRow): boolean {
  const [at, sequence] = [a.sourceAt.getTime() - b.sourceAt.getTime(), a.sourceSequence - b.sourceSequence]
  return at !== 0 ? at > 0 : sequence !== 0 ? sequence > 0 : a.digest > b.digest
}

const ofVersion = new Set([
  'source',
  'sourceAt',
  'sourceSequence',
  'revision',
  'digest',
  'mappingVersion',
  'rawDigest',
  'receivedAt',
  'receiptId',
  'contradicted',
])

/** Whether two rows of one key say two things, in the columns the plan judges by. */
function differs({ plan }: AnyMessage, a: PureRow, b: PureRow): boolean {
  if (a.rawDigest === b.rawDigest) return false
  const judged =
    plan.judged === undefined
      ? Object.keys(a).filter((field) => !ofVersion.has(field) && !plan.key.includes(field))
      : ['deleted', ...plan.judged]
  const said = (row: PureRow) => JSON.stringify(judged.map((field) => row[field] ?? null))
  return said(a) !== said(b)
}
