import { randomUUID } from 'node:crypto'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CrashPoint } from '../crash.ts'
import { type Database, rowsOf } from '../database/database.ts'
import type { Feeds } from './feeds.ts'
import type { MergePlan } from './message.ts'

/** A record as the contract thinks of it; the room writes it in its own words. */
export interface ModelRecord {
  /** Which thing it is about; another number is another key of the room. */
  key: number
  /** When the source says it was so. */
  at: Date
  /** Order among records of one instant; always 0 where the format has none. */
  sequence: number
  /** What it says; another number is other content. */
  variant: number
  deleted: boolean
}

/** A room that is open for the contracts of its feeds. */
interface Opened {
  app: FastifyInstance
  feeds: Feeds
  db: Database
  close(): Promise<void>
}

/** Opens the room for the contracts alone; `crash` is to be handed to its feeds. */
export type OpenRoom = (parts: { crash: CrashPoint }) => Promise<Opened>

/** What a room tells of one of its feeds, to be held to the rules of all feeds. */
export interface FeedContract {
  /** Full address, e.g. /feeds/platforms/baseinfo/vehicle. */
  url: string
  contentType: string
  /** Credentials of a registered sender. */
  headers: Readonly<Record<string, string>>
  /** Credentials of nobody. */
  wrongHeaders?: Readonly<Record<string, string>>
  /** A batch as the sender would write it. */
  batch(records: readonly unknown[]): string | Buffer
  /** A good record in the words of the format. */
  record(model: ModelRecord): unknown
  /** A record that cannot be used, with the code and pointer its sender is told. */
  bad: { record: unknown; code: string; pointer: string }
  /** A good record with a text of the test's choosing in one of its fields; left out where bytes cannot carry it. */
  withText?: (text: string) => unknown
  /** A body that is no batch of this format. */
  malformed?: string | Buffer
  /** Where the records go. */
  plan: MergePlan
  /** Whether the format has an order within one instant; true unless said. */
  hasSequence?: boolean
  /** That order as the room stores it; the model's own unless said. */
  sequenceOf?: (record: ModelRecord) => number
  /** Whether the format can delete; true unless said. */
  hasDeletes?: boolean
  /** Smallest step of time the format can express, seconds; 1 unless said. */
  stepSeconds?: number
  /** First instant of the model's records. */
  from?: Date
  /** Statuses of refusals where the format has answers of its own. */
  statuses?: Partial<Record<'unauthenticated' | 'malformed' | 'tooLarge' | 'mediaType' | 'keyReused', number>>
  runs?: number
}

const stepsMax = 5

interface Answer {
  status: number
  receiptId: string | undefined
  records: readonly { outcome: string; code?: string; pointer?: string }[]
}

type ReceiptBy = (receiptId: string) => Promise<Pick<Answer, 'records'> | undefined>

/** What the contracts of one room share. */
interface Shared {
  opened(): Opened
  /** Breaks off at a point of the room's work; at none when left out. */
  failAt(point?: string): void
}

const byContent = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/**
 * The rules every feed keeps, whatever its format: a room calls this in a test of its own, with all feeds it has or some.
 * They share the room, so no two of them may write the same keys; what they left in its journal is read again at the end.
 */
export function feedContracts(open: OpenRoom, contracts: Readonly<Record<string, FeedContract>>): void {
  let opened: Opened
  let failingAt: string | undefined
  let rebuilt: ReturnType<Feeds['rebuild']> | undefined
  const shared: Shared = {
    opened: () => opened,
    failAt: (point) => {
      failingAt = point
    },
  }

  describe('every feed', () => {
    beforeAll(async () => {
      opened = await open({
        crash: (point) => {
          if (point === failingAt) throw new Error(`failed at ${point}, as the test wants`)
        },
      })
    })
    afterAll(() => opened?.close())

    for (const [name, contract] of Object.entries(contracts))
      describe(name, () => holdToRules(contract, shared))

    it.each(Object.entries(contracts))(
      '%s: recomputes the same rows from its journal',
      async (_, { plan }) => {
        rebuilt ??= opened.feeds.rebuild()
        const report = await rebuilt
        expect(report).toMatchObject({ same: true, unreadable: {}, erased: 0 })
        const filled = report.tables.filter(({ rows }) => rows > 0).map(({ table }) => table)
        expect(filled).toEqual(expect.arrayContaining([plan.table, plan.history].map(nameOf)))
      },
    )
  })
}

function nameOf(table: PgTable): string {
  const { schema, name } = getTableConfig(table)
  return schema === undefined ? name : `${schema}.${name}`
}

/** The tests of one feed. */
function holdToRules(contract: FeedContract, { opened, failAt }: Shared): void {
  const {
    url,
    contentType,
    headers,
    plan,
    hasSequence = true,
    sequenceOf = ({ sequence }) => sequence,
    hasDeletes = true,
    stepSeconds = 1,
    from = new Date('2025-03-01T00:00:00Z'),
    statuses = {},
    runs = 15,
  } = contract
  const room = url.split('/')[2] ?? ''
  let nextKey = 0
  const keys = (count: number): number[] => Array.from({ length: count }, () => nextKey++)

  const model = (part: Partial<ModelRecord>): ModelRecord => ({
    key: nextKey++,
    at: from,
    sequence: 0,
    variant: 0,
    deleted: false,
    ...part,
  })

  const send = async (payload: string | Buffer, extra: Record<string, string> = {}) =>
    opened().app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': contentType, ...headers, ...extra },
      payload,
    })

  /** The receipt as its sender reads it. */
  const askReceipt: ReceiptBy = async (receiptId) => {
    const url = `/feeds/${room}/receipts/${receiptId}`
    return (await opened().app.inject({ url, headers: { ...headers } })).json()
  }

  /** The receipt without the way by HTTP, for those who ask for hundreds of them. */
  const findReceipt: ReceiptBy = (receiptId) => opened().feeds.findReceipt(receiptId)

  const post = async (
    records: readonly unknown[],
    extra: Record<string, string> = {},
    receiptBy = askReceipt,
  ): Promise<Answer> => {
    const answer = await send(contract.batch(records), extra)
    const receiptId = answer.headers['feed-receipt'] as string | undefined
    const receipt = receiptId === undefined ? undefined : await receiptBy(receiptId)
    return { status: answer.statusCode, receiptId, records: receipt?.records ?? [] }
  }
  const outcomesOf = ({ records }: Answer) => records.map(({ outcome }) => outcome)

  it('answers a receipt that stays queryable, by its sender only', async () => {
    const answer = await post([contract.record(model({}))])
    expect(answer.status).toBeLessThan(300)
    expect(outcomesOf(answer)).toEqual(['APPLIED'])
    const stranger = await opened().app.inject({ url: `/feeds/${room}/receipts/${answer.receiptId}` })
    expect(stranger.statusCode).toBe(401)
  })

  it('answers a repeat with the same receipt, and the same key with another body not at all', async () => {
    const [one, other] = keys(2).map((key) => contract.record(model({ key })))
    const extra = { 'idempotency-key': randomUUID() }
    const first = await post([one], extra)
    expect(await post([one], extra)).toEqual(first)
    const reused = await send(contract.batch([other]), extra)
    expect(reused.statusCode).toBe(statuses.keyReused ?? 422)
  })

  it('lets one bad record fail nobody but itself', async () => {
    const [first, last] = keys(2).map((key) => contract.record(model({ key })))
    const answer = await post([first, contract.bad.record, last])
    expect(outcomesOf(answer)).toEqual(['APPLIED', 'QUARANTINED', 'APPLIED'])
    expect(answer.records[1]).toMatchObject({ code: contract.bad.code, pointer: contract.bad.pointer })
  })

  const { withText } = contract
  if (withText !== undefined)
    it.each([
      ['a NUL character', 'a\u0000b'],
      ['half a character', 'a\ud800b'],
    ])('quarantines a record with %s', async (_, text) => {
      const answer = await post([withText(text), contract.record(model({}))])
      expect(outcomesOf(answer)).toEqual(['QUARANTINED', 'APPLIED'])
    })

  it('refuses a wrong credential, another media type, and a body without end before it is read', async () => {
    const body = contract.batch([contract.record(model({}))])
    const status = async (payload: string | Buffer, extra: Record<string, string>) =>
      (await send(payload, extra)).statusCode
    const nobody = Object.fromEntries(Object.keys(headers).map((header) => [header, 'Bearer nobody']))
    expect(await status(body, contract.wrongHeaders ?? nobody)).toBe(statuses.unauthenticated ?? 401)
    expect(await status(body, { 'content-type': 'image/png' })).toBe(statuses.mediaType ?? 415)
    expect(await status(body, { 'content-length': String(1024 ** 3) })).toBe(statuses.tooLarge ?? 413)
  })

  it('refuses a body that is no batch at all', async () => {
    const answer = await send(contract.malformed ?? '{"')
    expect(answer.statusCode).toBe(statuses.malformed ?? 400)
  })

  it.each([
    'after-journal',
    'before-merge',
    'after-merge',
    'before-receipt',
    'after-receipt',
    'after-commit',
  ])('finishes a batch that broke off %s, once', async (point) => {
    const record = contract.record(model({}))
    const extra = { 'idempotency-key': randomUUID() }
    failAt(point)
    const broken = await post([record], extra)
    failAt()
    expect(broken.status).toBeGreaterThanOrEqual(500)
    await opened().feeds.resume(new Date('9000-01-01T00:00:00Z'))
    const repeated = await post([record], extra)
    expect(outcomesOf(repeated)).toEqual(['APPLIED'])
  })

  const version = fc.record({
    key: fc.integer({ min: 0, max: 2 }),
    step: fc.integer({ min: 0, max: stepsMax }),
    sequence: hasSequence ? fc.integer({ min: 0, max: 1 }) : fc.constant(0),
    variant: fc.integer({ min: 0, max: 2 }),
    deleted: hasDeletes ? fc.boolean() : fc.constant(false),
  })
  type Version = typeof version extends fc.Arbitrary<infer Of> ? Of : never
  /** Records, in an order and with repeats of fate's choosing, cut into batches. */
  const delivery = fc
    .array(version, { minLength: 1, maxLength: 12 })
    .chain((versions) =>
      fc.tuple(
        fc.constant(versions),
        fc.shuffledSubarray([...versions, ...versions], { minLength: 0 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 10 }),
      ),
    )

  /**
   * Delivers records in batches, some of them at the same time, and holds state, history and outcomes to the model.
   */
  const checkDelivery = async (
    [versions, repeats, sizes]: [Version[], Version[], number[]],
    together: number,
  ): Promise<void> => {
    const keyOf = keys(3)
    const modelOf = ({ step, key, ...rest }: Version): ModelRecord => ({
      ...rest,
      key: keyOf[key] ?? 0,
      at: new Date(from.getTime() + step * stepSeconds * 1000),
    })
    const sent = [...repeats, ...versions].map(modelOf)
    const batches: unknown[][] = []
    for (let start = 0; start < sent.length; start += batches.at(-1)?.length ?? 1) {
      const size = sizes[batches.length % sizes.length] ?? 1
      batches.push(sent.slice(start, start + size).map((record) => contract.record(record)))
    }
    const answers: Answer[] = []
    for (let start = 0; start < batches.length; start += together)
      answers.push(
        ...(await Promise.all(
          batches
            .slice(start, start + together)
            .map((batch) => post(batch, { 'idempotency-key': randomUUID() }, findReceipt)),
        )),
      )
    for (const { status } of answers) expect(status).toBeLessThan(300)
    const receiptIds = answers.map(({ receiptId }) => receiptId ?? '')
    const outcomes = answers.flatMap(outcomesOf)
    const history = await versionsIn(opened().db, plan.history, plan.key, receiptIds)
    const current = await versionsIn(opened().db, plan.table, plan.key, receiptIds)
    const found = [...history].map(([key, rows]) => {
      const stands = current.get(key)?.[0]
      const newest = rows.sort(
        (a, b) => b.at - a.at || b.sequence - a.sequence || (a.digest < b.digest ? 1 : -1),
      )[0]
      // Of two that contradict one another the larger digest stands, whichever came first, and says so.
      expect(stands).toMatchObject({ ...newest, contradicted: stands?.contradicted })
      const { at, sequence, contradicted } = stands ?? {}
      return { versions: rows.length, at, sequence, contradicted }
    })
    const expected = expectedOf(sent, sequenceOf)
    expect(found.sort(byContent)).toEqual(expected.sort(byContent))
    const distinct = expected.reduce((sum, { versions: count }) => sum + count, 0)
    expect(outcomes.filter((outcome) => outcome === 'DUPLICATE')).toHaveLength(sent.length - distinct)
    expect(outcomes).not.toContain('QUARANTINED')
  }

  it('gives the newest of each key and every version once, in whatever order, batches and repeats', () =>
    fc.assert(
      fc.asyncProperty(delivery, (delivered) => checkDelivery(delivered, 1)),
      { numRuns: runs },
    ))

  it('gives the same when batches with the same keys are on their way at the same time', () =>
    fc.assert(fc.asyncProperty(delivery, fc.integer({ min: 2, max: 6 }), checkDelivery), { numRuns: runs }))
}

interface Version {
  at: number
  sequence: number
  deleted: boolean
  digest: string
  contradicted: boolean
}

/** Versions some receipts left in a table, by key. */
async function versionsIn(
  db: Database,
  table: PgTable,
  key: readonly string[],
  receiptIds: readonly string[],
) {
  const rows = rowsOf<{
    key: string
    at: string
    sequence: string
    deleted: boolean
    digest: string
    contradicted: boolean
  }>(
    await db.orm.execute(sql`
      select contradicted, json_build_array(${sql.join(
        key.map((field) => sql`${columnName(table, field)}::text`),
        sql.raw(', '),
      )})::text as key, source_at as at, source_sequence as sequence, deleted, digest
      from ${table} where receipt_id = any(${`{${receiptIds.join(',')}}`}::text::uuid[])`),
  )
  const byKey = new Map<string, Version[]>()
  for (const { key: text, at, sequence, ...rest } of rows) {
    const version = { at: new Date(at).getTime(), sequence: Number(sequence), ...rest }
    byKey.set(text, [...(byKey.get(text) ?? []), version])
  }
  return byKey
}

function columnName(table: PgTable, field: string): SQL {
  const column = (getTableColumns(table) as Record<string, PgColumn>)[field]
  if (column === undefined) throw new Error(`no column ${field}`)
  return sql`${sql.identifier(column.name)}`
}

/** What the tables must say of each key, whatever the order of arrival. */
function expectedOf(records: readonly ModelRecord[], sequenceOf: (record: ModelRecord) => number) {
  const byKey = new Map<number, Map<string, ModelRecord>>()
  for (const record of records) {
    const known = byKey.get(record.key) ?? new Map<string, ModelRecord>()
    byKey.set(record.key, known.set(identityOf(record), record))
  }
  return [...byKey.values()].map((versions) => {
    const newest = [...versions.values()].sort(
      (a, b) => b.at.getTime() - a.at.getTime() || sequenceOf(b) - sequenceOf(a),
    )[0] as ModelRecord
    const at = newest.at.getTime()
    const sequence = sequenceOf(newest)
    const saidAtOnce = [...versions.values()].filter(
      (each) => each.at.getTime() === at && sequenceOf(each) === sequence,
    )
    return { versions: versions.size, at, sequence, contradicted: saidAtOnce.length > 1 }
  })
}

function identityOf({ key, at, sequence, variant, deleted }: ModelRecord): string {
  return JSON.stringify([key, at.getTime(), sequence, variant, deleted])
}
