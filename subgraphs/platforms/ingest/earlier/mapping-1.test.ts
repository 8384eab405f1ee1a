import { createSecretKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AnyMessage, FeedSource } from '@one-visit/kit/feed/message.ts'
import { mappingOf } from '@one-visit/kit/feed/read/judge.ts'
import { expect, it } from 'vitest'
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

/** What mapping 1 made of fixtures and of changes to them, recorded while it was the mapping of the day. */
const recorded = readFileSync(new URL('./rows-of-mapping-1.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded)

function rowOf(message: AnyMessage, version: number, record: unknown): unknown {
  const mapping = mappingOf(message, version)
  const read = mapping?.record.safeParse(record)
  return read?.success ? JSON.parse(JSON.stringify(mapping?.map(read.data, context))) : read?.error
}

it.each([...messages])('%s: mapping 1 makes the rows it made', (name, message) => {
  const own = recorded.filter((one) => one.message === name)
  expect(own.length).toBeGreaterThan(2)
  for (const { record, row } of own) expect(rowOf(message, 1, record)).toEqual(row)
})

it('is another mapping than that of today', () => {
  const differs = ({ message, record, row }: Recorded) => {
    try {
      return JSON.stringify(rowOf(messages.get(message) as AnyMessage, 2, record)) !== JSON.stringify(row)
    } catch {
      return true
    }
  }
  const names = new Set(recorded.filter(differs).map(({ message }) => message))
  for (const name of messages.keys()) expect(names).toContain(name)
})
