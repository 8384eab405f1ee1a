import { readFileSync } from 'node:fs'
import { type AnyMessage, type FeedSource, RecordFault } from '@one-visit/kit/feed/message.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityObserved } from './identity.ts'
import { permitMessage } from './permit.ts'
import { registrationMessage } from './registration.ts'

const source: FeedSource = {
  id: 'hub-approvals',
  name: 'any',
  authority: 'any',
  organisation: 'any',
  allowed: ['*'],
}
const receivedAt = new Date('2026-01-20T02:00:00Z')
const [line = ''] = readFileSync(new URL('./fixtures/registrations.ndjson', import.meta.url), 'utf8').split(
  '\n',
)

const samples: [AnyMessage, Record<string, unknown>][] = [
  [registrationMessage, JSON.parse(line)],
  [
    permitMessage,
    {
      recordId: 'c-1',
      certificateId: 'c-1',
      updatedAt: '2026-01-15T08:00:00+08:00',
      vin: 'LSVAA2BR9HN012345',
      number: '浙交运管温字330302000001号',
      kind: 'RIDE_HAILING',
      state: 'VALID',
      validFrom: '2026-01-15',
      validUntil: '2029-01-14',
      authority: '温州市道路运输管理局',
    },
  ],
  [
    identityObserved,
    {
      subject: { vin: 'LSVAA2BR9HN012345' },
      data: { plateNumber: '浙CD12345', validFrom: '2026-01-15T00:00:00Z', source: 'traffic-police' },
    },
  ],
]

describe.each(samples.map(([message, good]) => [message.name, message, good] as const))(
  '%s',
  (_, message, good) => {
    const read = (record: unknown): unknown => {
      const parsed = message.record.safeParse(record)
      return parsed.success ? message.map(parsed.data, { source, receivedAt }) : undefined
    }

    it('reads a good record', () => {
      expect(read(good)).toMatchObject({ vin: 'LSVAA2BR9HN012345', deleted: false })
    })

    it('gives a row or names a fault, whatever a field holds', () => {
      const anything = fc.oneof(fc.anything(), fc.string(), fc.integer(), fc.constantFrom('0', '', null))
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(good)), anything, (field, value) => {
          try {
            const row = read({ ...good, [field]: value })
            return row === undefined || typeof row === 'object'
          } catch (error) {
            return error instanceof RecordFault && error.pointer.startsWith('/')
          }
        }),
        { numRuns: 500 },
      )
    })
  },
)
