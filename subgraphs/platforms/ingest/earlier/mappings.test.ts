import { createSecretKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AnyMessage, FeedSource } from '@one-visit/kit/feed/message.ts'
import { mappingOf } from '@one-visit/kit/feed/read/judge.ts'
import { describe, expect, it } from 'vitest'
import { platformMessages } from '../index.ts'

/** The key the recorded references were made with. */
const key = { key: createSecretKey(Buffer.alloc(32, 7)), version: 1 }
const source: FeedSource = { id: 'any', name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] }
const context = { source, receivedAt: new Date('2026-01-20T02:00:00Z') }
const messages = new Map(platformMessages(key).map((message) => [message.name, message]))

interface Recorded {
  message: string
  record: Record<string, unknown>
  row: Record<string, unknown>
}

/** What a mapping made of fixtures and of changes to them, recorded while it was the mapping of the day. */
const recordedOf = (version: number): Recorded[] =>
  readFileSync(new URL(`./rows-of-mapping-${version}.ndjson`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded)

const recorded = [1, 2].map((version) => ({ version, rows: recordedOf(version) }))

/** Messages mapping 3 makes another row of, or refuses. */
const changedInMapping3 = [
  'baseInfoVehicle',
  'baseInfoCompanyStat',
  'baseInfoCompanyPay',
  'baseInfoDriverStat',
  'ratedDriver',
]

function rowOf(message: AnyMessage, version: number, record: unknown): unknown {
  const mapping = mappingOf(message, version)
  const read = mapping?.record.safeParse(record)
  return read?.success ? JSON.parse(JSON.stringify(mapping?.map(read.data, context))) : read?.error
}

describe.each(recorded)('mapping $version', ({ version, rows }) => {
  it.each([...messages])('makes of %s the rows it made', (name, message) => {
    const own = rows.filter((one) => one.message === name)
    expect(own.length).toBeGreaterThan(2)
    for (const { record, row } of own) expect(rowOf(message, version, record)).toEqual(row)
  })

  it('is another mapping than the one after it', () => {
    const differs = ({ message, record, row }: Recorded) => {
      try {
        const next = rowOf(messages.get(message) as AnyMessage, version + 1, record)
        return JSON.stringify(next) !== JSON.stringify(row)
      } catch {
        return true
      }
    }
    const names = new Set(rows.filter(differs).map(({ message }) => message))
    const changed = version === 1 ? [...messages.keys()] : changedInMapping3
    for (const name of changed) expect(names).toContain(name)
  })
})
