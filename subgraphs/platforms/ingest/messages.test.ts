import { readFileSync } from 'node:fs'
import { type FeedSource, RecordFault } from '@one-visit/kit/feed/message.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { platformMessages } from './index.ts'

const source: FeedSource = { id: 'any', name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] }
const receivedAt = new Date('2026-01-20T02:00:00Z')

const fixtures = ['company', 'company-permit', 'vehicle', 'vehicle-insurance', 'vehicle-total-mile'].map(
  (name) => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')),
)
const goodRecord = (name: string): Record<string, unknown> =>
  [fixtures.find(({ IPCType }) => IPCType === name)[name]].flat()[0]

const readable = (value: unknown): boolean => typeof value === 'object' && value !== null

describe.each(platformMessages.map((message) => [message.name, message] as const))('%s', (name, message) => {
  const good = goodRecord(name)
  const read = (record: unknown): unknown => {
    const parsed = message.record.safeParse(record)
    return parsed.success ? message.map(parsed.data, { source, receivedAt }) : undefined
  }

  it('reads its fixture', () => {
    expect(read(good)).toMatchObject({ deleted: false })
  })

  it('needs no more than its keys to delete', () => {
    const { State: _, OwnerName: __, StartDate: ___, InsurEff: ____, TotalMile: _____, ...keys } = good
    expect(read({ ...keys, Flag: 3 })).toMatchObject({ deleted: true })
  })

  it('gives a row or names a fault, whatever a field holds', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.constantFrom('0', '', 'null', null),
    )
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good)), anything, (field, value) => {
        try {
          const row = read({ ...good, [field]: value })
          return row === undefined || readable(row)
        } catch (error) {
          return error instanceof RecordFault && error.pointer.startsWith('/')
        }
      }),
      { numRuns: 500 },
    )
  })
})
