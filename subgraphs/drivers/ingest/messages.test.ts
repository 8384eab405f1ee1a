import { holdToMapping, type MappedMessage } from '@one-visit/kit/feed/fixtures/hold-to-mapping.ts'
import { mappingOf, readRecord } from '@one-visit/kit/feed/read/judge.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { testKeys } from '@one-visit/kit/testing.ts'
import { describe, expect, it } from 'vitest'
import { qualificationMessage } from './qualification.ts'
import { registrationMessage } from './registration.ts'

const { pseudonymKey } = testKeys()
const idNumber = '330399199003070019'
const ref = pseudonymOf(idNumber, pseudonymKey)
const context = {
  source: { id: 'transport-register', name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] },
  receivedAt: new Date('2026-01-31T00:00:00Z'),
}
const qualification = {
  recordId: 'q-1',
  updatedAt: '2026-01-20T10:00:00+08:00',
  idNumber,
  name: '张三丰',
  category: '09002',
  status: '1',
  firstIssuedOn: '2020-05-01',
  validUntil: '2029-04-30',
  authority: '温州市道路运输管理局',
}
const registration = {
  recordId: 'R1',
  number: 'R1',
  updatedAt: '2026-01-20T10:00:00+08:00',
  idNumber,
  uscc: '91330399MA2000043X',
  active: true,
  validFrom: '2026-01-20',
  validUntil: '2029-01-19',
}
const { idNumber: _, ...anonymous } = registration
const qualified = qualificationMessage(pseudonymKey)
const registered = registrationMessage(pseudonymKey)
const subject = `REF ${ref}`

const samples: readonly [string, MappedMessage][] = [
  ['a qualification', { message: qualified, good: qualification, context, subject }],
  ['a registration', { message: registered, good: registration, context, subject }],
  ['a registration of the hub', { message: registered, good: { ...anonymous, ref }, context, subject }],
]

describe.each(samples)('%s', (_name, sample) => {
  holdToMapping(sample)
})

describe('a person whose number cannot be read', () => {
  it('is a stranger, under a pseudonym: neither somebody else nor everybody', () => {
    const [found] =
      qualified.identify?.({ ...qualification, idNumber: '330399199003070018' }, context).subjects ?? []
    expect(found).toEqual({ kind: 'STRANGER', value: pseudonymOf('330399199003070018', pseudonymKey) })
    expect(qualified.identify?.({ ...qualification, idNumber: '' }, context).subjects).toEqual([])
  })

  it('is known all the same by the number of 15 digits, which is refused', () => {
    for (const idNumber of ['330399900307001', ' ３３０３９９９００３０７００１'])
      for (const message of [qualified, registered])
        expect(message.identify?.({ ...qualification, idNumber }, context).subjects).toEqual([
          { kind: 'REF', value: ref },
        ])
  })
})

describe('the mappings of before', () => {
  const rowOf = (message: typeof qualified | typeof registered, value: object, version: number) => {
    const mapping = mappingOf(message, version)
    if (mapping === undefined) throw new Error(`There is no mapping ${version}.`)
    return readRecord(value, mapping, context).row
  }

  it("give no end for one without limit and for one that is missing, today's tell them apart", () => {
    const unlimited = { ...qualification, validUntil: '2099-12-31' }
    expect(rowOf(qualified, unlimited, 1)).toMatchObject({ validUntil: null })
    expect(rowOf(qualified, unlimited, 2)).toMatchObject({ validUntil: '9999-12-31' })
    expect(rowOf(qualified, { ...qualification, validUntil: null }, 2)).toMatchObject({ validUntil: null })
  })

  it('take the keys and days they took', () => {
    const mangled = { ...registration, number: '3.30302E+17' }
    expect(rowOf(registered, mangled, 1)).toMatchObject({ number: '3.30302E+17' })
    expect(() => rowOf(registered, mangled, 2)).toThrow('a spreadsheet made a number of number')
    const future = { ...qualification, firstIssuedOn: '2026-02-01' }
    expect(rowOf(qualified, future, 1)).toMatchObject({ firstIssuedOn: '2026-02-01' })
    expect(() => rowOf(qualified, future, 2)).toThrow('2026-02-01')
    // A registration may end on a day that means no end, which its last day then is.
    const endless = { ...registration, validUntil: '2099-12-31' }
    for (const version of [1, 2])
      expect(rowOf(registered, endless, version)).toMatchObject({ validUntil: '2099-12-31' })
  })
})
