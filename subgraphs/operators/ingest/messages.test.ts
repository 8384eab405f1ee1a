import { holdToMapping, type MappedMessage } from '@one-visit/kit/feed/fixtures/hold-to-mapping.ts'
import { mappingOf, readRecord } from '@one-visit/kit/feed/read/judge.ts'
import { describe, expect, it } from 'vitest'
import { licenceMessage } from './licence.ts'
import { registrationMessage } from './registration.ts'

const uscc = '91330399MA2000043X'
const context = {
  source: { id: 'transport-register', name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] },
  receivedAt: new Date('2026-01-31T00:00:00Z'),
}
const stated = { recordId: 'r-1', updatedAt: '2026-01-20T10:00:00+08:00', uscc }
const registration = { ...stated, name: '甲公司', kind: 'TAXI', state: '1', division: '330302' }
const licence = {
  ...stated,
  number: '浙交运管许可温字330302000001号',
  scope: ['TAXI'],
  status: '1',
  validFrom: '2024-01-01',
  validUntil: '2028-12-31',
  authority: '温州市道路运输管理局',
}
const subject = `USCC ${uscc}`

const samples: readonly [string, MappedMessage][] = [
  ['a registration', { message: registrationMessage, good: registration, context, subject }],
  ['a licence', { message: licenceMessage, good: licence, context, subject }],
]

describe.each(samples)('%s', (_, sample) => {
  holdToMapping(sample)
})

describe('the mappings of before', () => {
  const rowOf = (
    message: typeof licenceMessage | typeof registrationMessage,
    value: object,
    version: number,
  ) => {
    const mapping = mappingOf(message, version)
    if (mapping === undefined) throw new Error(`There is no mapping ${version}.`)
    return readRecord(value, mapping, context).row
  }

  it("give no end for one without limit and for one that is missing, today's tell them apart", () => {
    const unlimited = { ...licence, validUntil: '9999-12-31' }
    expect(rowOf(licenceMessage, unlimited, 1)).toMatchObject({ validUntil: null })
    expect(rowOf(licenceMessage, unlimited, 2)).toMatchObject({ validUntil: '9999-12-31' })
    expect(rowOf(licenceMessage, { ...licence, validUntil: '0' }, 2)).toMatchObject({ validUntil: null })
  })

  it('take the keys they took', () => {
    for (const [message, value] of [
      [licenceMessage, { ...licence, recordId: '3.30302E+17' }],
      [registrationMessage, { ...registration, recordId: '3.30302E+17' }],
    ] as const) {
      expect(rowOf(message, value, 1)).toMatchObject({ uscc })
      expect(() => rowOf(message, value, 2)).toThrow('a spreadsheet made a number of recordId')
    }
  })
})
