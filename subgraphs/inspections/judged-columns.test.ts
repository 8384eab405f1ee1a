/** What evidence and void reasons read of a row must be among what contradicts it: else chance decides which value stands. */
import type { MergePlan } from '@one-visit/kit/feed/message.ts'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { equipmentEvidence, recordOf } from './evidence.ts'
import { cancellationPlan } from './ingest/cancellation-plan.ts'
import { equipmentConfirmation } from './ingest/equipment-confirmation.ts'
import { inspectionPlan } from './ingest/inspection-plan.ts'
import { stationLicence } from './ingest/station-licence.ts'
import type { VisitRow } from './store.ts'
import {
  conflictOf,
  isClosedAt,
  isDuringClosure,
  isLicenceOpen,
  isLicensedOn,
  stands,
  voidReasonOf,
} from './void-reason.ts'

/** Columns that say where a row comes from and which version it is; that it is deleted is always judged. */
const version = [
  ...['source', 'sourceAt', 'sourceSequence', 'revision', 'deleted', 'contradicted'],
  ...['receivedAt', 'mappingVersion', 'digest', 'rawDigest', 'receiptId'],
]

/** Fields of a plan's table that two rows of one key and instant may differ in without a contradiction. */
function unjudged(plan: MergePlan): string[] {
  const judged = plan.judged ?? Object.keys(getTableColumns(plan.table))
  return Object.keys(getTableColumns(plan.table)).filter(
    (field) => ![...plan.key, ...judged, ...version].includes(field),
  )
}

const visit = sql.raw('visit')
const day = sql.raw('today')
const statements: SQL[] = [
  ...[voidReasonOf, stands, conflictOf, isLicenceOpen, isDuringClosure].map((of) => of(visit)),
  isLicensedOn(day, day),
  isClosedAt(day, day, day),
]
const text = statements.map((statement) => new PgDialect().sqlToQuery(statement).sql).join('\n')

/** Fields of a table that the statements about what counts read under a name. */
function readUnder(name: string, plan: MergePlan): string[] {
  const columns = new Set(
    [...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, column]) => column),
  )
  return Object.entries(getTableColumns(plan.table)).flatMap(([field, column]) =>
    columns.has(column.name) ? [field] : [],
  )
}

/** Fields a function reads of a row. */
function readBy<Row extends object>(row: Row, use: (row: Row) => unknown): string[] {
  const read = new Set<string>()
  use(
    new Proxy(row, {
      get: (target, name, receiver) => {
        read.add(String(name))
        return Reflect.get(target, name, receiver)
      },
    }),
  )
  return [...read]
}

const licencePlan = stationLicence({ sendMany: () => Promise.resolve() }).plan
const now = new Date('2026-01-20T10:00:00+08:00')
const confirmation = { confirmedOn: '2026-01-19', sourceAt: now, receivedAt: now }

describe('what contradicts a row', () => {
  it.each([
    ['visit', 'line', inspectionPlan],
    ['visit', 'inspectedAt', inspectionPlan],
    ['twin', 'validUntil', inspectionPlan],
    ['l', 'closedUntil', licencePlan],
    ['c', 'vin', cancellationPlan],
  ])('is all that statements read of it under %s, such as %s', (name, example, plan) => {
    const read = readUnder(name, plan)
    expect(read).toContain(example)
    expect(read.filter((field) => unjudged(plan).includes(field))).toEqual([])
  })

  it('is all that an inspection shows, but what failed of it in words', () => {
    const read = readBy({} as VisitRow, recordOf)
    expect(read).toContain('odometerKm')
    expect(read.filter((field) => unjudged(inspectionPlan).includes(field))).toEqual(['failedItems'])
  })

  it('is all that confirmed devices show', () => {
    const read = readBy(confirmation, (row) =>
      equipmentEvidence('V', { found: { confirmation: row } as never, senders: [], now }),
    )
    expect(read).toContain('confirmedOn')
    expect(read.filter((field) => unjudged(equipmentConfirmation.plan).includes(field))).toEqual([])
  })

  it('is the plate too, by which what is unread or expected is found', () => {
    expect(unjudged(inspectionPlan)).toEqual(['failedItems'])
  })
})
