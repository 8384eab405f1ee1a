import { type KeyObject, randomUUID } from 'node:crypto'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Clock } from '../../clock.ts'
import { type Database, type Orm, ownWork, type Tenant } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { isIdentifier } from '../../identifier.ts'
import type { FeedSource } from '../message.ts'
import type { BadRecord } from '../read/judge.ts'
import { cleanText } from '../read/text.ts'
import { arrayText } from './array-text.ts'
import { maskPayload } from './mask-payload.ts'
import type { RecordReceipt } from './receipts.ts'
import { type BodyKeys, monthOf, seal, unseal } from './seal.ts'
import type { FeedTables } from './tables.ts'

/** A record that could not be used. */
export interface QuarantinedRecord {
  id: string
  receiptId: string
  index: number
  source: string
  message: string
  code: string
  pointer: string
  text: string
  quarantinedAt: Date
  state: string
  resolvedAt: Date | null
  resolution: string | null
  /** The record as it came; masked in lists. Null once the key of its month was erased. */
  payload: unknown
}

/** A record as it came, and the JSON pointer of what of it could not be used. */
export type FaultyRecord = Pick<QuarantinedRecord, 'pointer' | 'payload'>

/** Records that could not be used, with their payload sealed. */
export interface Quarantine {
  /** Keeps bad records of a batch in one statement; answers their receipts. */
  keep(
    tx: Orm,
    bad: readonly BadRecord[],
    origin: { source: FeedSource; receivedAt: Date; receiptId: string },
  ): Promise<readonly RecordReceipt[]>
  /** Open records a tenant may see, oldest id first, payload masked. */
  list(
    tenant: Tenant,
    filter?: { source?: string | undefined; after?: string | undefined; first?: number },
  ): Promise<{ records: readonly QuarantinedRecord[]; next: string | null }>
  /** One record with its payload as it came. @throws HubError NOT_FOUND */
  get(tenant: Tenant, id: string): Promise<QuarantinedRecord>
  /** What records held and where their faults are, by their numbers; nothing of one once the key of its month was erased. */
  findFaulty(tx: Orm, ids: readonly string[]): Promise<ReadonlyMap<string, FaultyRecord>>
  /**
   * Closes an open record; one that was dropped can be corrected still.
   * @throws HubError CONFLICT when it is closed already
   */
  resolve(tenant: Tenant, id: string, state: 'RESUBMITTED' | 'DISCARDED', resolution: string): Promise<void>
  /** How many records are open, by source; for the alert when it grows. */
  countOpen(): Promise<ReadonlyMap<string, number>>
}

/** The refusal of a correction or drop of a record that is closed: no repeat changes that. */
export const recordClosed = (id: string): HubError =>
  new HubError('CONFLICT', 'The record was corrected or dropped before.', {
    field: 'id',
    fault: 'RECORD_CLOSED',
    id,
  })

/** States out of which a record may come into another: its sender dropped it, and is held to what it said all the same. */
export const resolvable = { RESUBMITTED: ['OPEN', 'DISCARDED'], DISCARDED: ['OPEN'] }

const listMax = 200
const textMax = 500

/** The tenant that row-level security knows a sender as: its organisation. */
export const tenantOfSource = ({ organisation }: FeedSource): Tenant => ({ organisation, roles: [] })

/** Largest payload kept beside the journal, characters. */
const payloadMax = 1024 * 1024

/** A quarantine in the room's table. Long as a list is: each question stands by itself. */
export function createQuarantine(
  db: Database,
  { feedQuarantine }: FeedTables,
  keys: BodyKeys,
  clock: Clock,
): Quarantine {
  type Row = typeof feedQuarantine.$inferSelect

  // Said in the text of statements, by which the database knows the indexes of open records.
  const isOpen = sql`${feedQuarantine.state} = 'OPEN'`

  const openedWith = (
    key: KeyObject | undefined,
    { payload, keyMonth: _, organisation: __, ...row }: Row,
  ): QuarantinedRecord => ({
    ...row,
    payload: key === undefined ? null : JSON.parse(unseal(key, payload).toString('utf8')),
  })

  const opened = async (tx: Orm, row: Row): Promise<QuarantinedRecord> =>
    openedWith(await keys.forReading(tx, row.source, row.keyMonth), row)

  return {
    keep: async (tx, bad, { source, receivedAt, receiptId }) => {
      if (bad.length === 0) return []
      const keyMonth = monthOf(receivedAt)
      const key = await keys.forSealing(tx, source.id, keyMonth)
      const rows = bad.map(({ index, record, fault, notes }) => ({
        id: randomUUID(),
        index,
        message: record.message.name,
        code: fault.code,
        pointer: cleanText(fault.pointer, textMax),
        text: cleanText(fault.message, textMax),
        payload: seal(key, payloadOf(record.value)).toString('base64'),
        notes,
      }))
      const column = (value: (row: (typeof rows)[number]) => unknown) => arrayText(rows.map(value))
      await tx.execute(sql`
        insert into ${feedQuarantine} (receipt_id, source, organisation, key_month, quarantined_at, state,
          id, index, message, code, pointer, text, payload)
        select ${receiptId}::text::uuid, ${source.id}, ${source.organisation}, ${keyMonth},
          ${clock().toISOString()}::text::timestamptz, 'OPEN', id::uuid, index::int, message, code, pointer, text,
          decode(payload, 'base64')
        from unnest(${column(({ id }) => id)}, ${column(({ index }) => index)}, ${column(({ message }) => message)},
          ${column(({ code }) => code)}, ${column(({ pointer }) => pointer)}, ${column(({ text }) => text)},
          ${column(({ payload }) => payload)}) as t(id, index, message, code, pointer, text, payload)`)
      return rows.map(({ id, index, message, code, pointer, text, notes }) => ({
        index,
        message,
        outcome: 'QUARANTINED' as const,
        code,
        pointer,
        text,
        notes,
        quarantineId: id,
      }))
    },
    list: (tenant, { source, after, first = listMax } = {}) =>
      db.read(tenant, async (tx) => {
        const limit = Math.min(first, listMax)
        const rows = await tx
          .select()
          .from(feedQuarantine)
          .where(
            and(
              isOpen,
              // As row-level security has it, so that an index serves it.
              tenant.everything === true
                ? undefined
                : eq(feedQuarantine.organisation, tenant.organisation ?? ''),
              source === undefined ? undefined : eq(feedQuarantine.source, source),
              after === undefined ? undefined : gt(feedQuarantine.id, after),
            ),
          )
          .orderBy(asc(feedQuarantine.id))
          .limit(limit)
        const records: QuarantinedRecord[] = []
        for (const row of rows) {
          const record = await opened(tx, row)
          records.push({ ...record, payload: maskPayload(record.payload) })
        }
        return { records, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
      }),
    get: (tenant, id) =>
      db.read(tenant, async (tx) => {
        const [row] = isIdentifier(id)
          ? await tx.select().from(feedQuarantine).where(eq(feedQuarantine.id, id))
          : []
        if (row === undefined)
          throw new HubError('NOT_FOUND', 'Nothing of yours in quarantine has this number.')
        return opened(tx, row)
      }),
    findFaulty: async (tx, ids) => {
      const rows = await tx
        .select()
        .from(feedQuarantine)
        .where(sql`${feedQuarantine.id} = any(${arrayText(ids)}::uuid[])`)
      const found = new Map<string, FaultyRecord>()
      const keyOf = new Map<string, KeyObject | undefined>()
      for (const row of rows) {
        const name = `${row.source} ${row.keyMonth}`
        if (!keyOf.has(name)) keyOf.set(name, await keys.forReading(tx, row.source, row.keyMonth))
        const { id, pointer, payload } = openedWith(keyOf.get(name), row)
        if (payload !== null) found.set(id, { pointer, payload })
      }
      return found
    },
    resolve: (tenant, id, state, resolution) =>
      db.write(tenant, async (tx) => {
        const [row] = await tx
          .update(feedQuarantine)
          .set({ state, resolution, resolvedAt: clock() })
          .where(and(eq(feedQuarantine.id, id), inArray(feedQuarantine.state, resolvable[state])))
          .returning({ id: feedQuarantine.id })
        if (row === undefined) throw recordClosed(id)
      }),
    countOpen: () =>
      db.read(ownWork, async (tx) => {
        const rows = await tx
          .select({ source: feedQuarantine.source, count: sql<string>`count(*)` })
          .from(feedQuarantine)
          .where(isOpen)
          .groupBy(feedQuarantine.source)
        return new Map(rows.map(({ source, count }) => [source, Number(count)]))
      }),
  }
}

/** What the record held; of one nested or large beyond measure only that it was. The body in the journal has it whole. */
function payloadOf(value: unknown): Buffer {
  try {
    const text = JSON.stringify(value) ?? 'null'
    if (text.length <= payloadMax) return Buffer.from(text)
  } catch {
    // Nested too deep for the stack.
  }
  return Buffer.from('{"unreadable":"see the body of the receipt"}')
}
