import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../../log.ts'
import { thing } from '../fixtures/things.ts'
import { defineMessage } from '../message.ts'
import { identityOf } from './identity-of.ts'
import { judge } from './judge.ts'
import { readRecords } from './records.ts'
import { findContradiction, meaningsOf, readJsonSaidOnce } from './said-once.ts'

const context = {
  source: { id: 'one', name: 'One', authority: 'A', organisation: 'o1', allowed: ['*'] },
  receivedAt: new Date('2026-01-02T00:00:00Z'),
}

describe('two spellings of a name', () => {
  it.each([
    [{ vin: 'A', VIN: 'B' }, '/VIN'],
    [{ head: { flag: 1, Flag: 3 } }, '/head/Flag'],
    [{ list: [{ a: 1 }, { a: 1, A: 2 }] }, '/list/1/A'],
    [{ a: [1], A: [2] }, '/A'],
    [{ a: { b: 1 }, A: { b: 2 } }, '/A'],
    [{ a: null, A: 1, 'a/': 1, 'A/': 2 }, '/A~1'],
    [{ aB: 1, Ab: 1, AB: 2 }, '/AB'],
  ])('contradict one another where both say something and not the same: %j', (value, pointer) => {
    expect(findContradiction(value)).toBe(pointer)
  })

  it.each([[{ vin: 'A', other: 'B' }], [{ vin: 'A' }], [{ 'vin\u0000VIN': 'A' }], [{ vin: 'A', VIN: 'A' }]])(
    'contradict one another whatever record was asked about before: %j',
    (before) => {
      expect(findContradiction(before)).toBeUndefined()
      expect(findContradiction({ vin: 'A', VIN: 'B' })).toBe('/VIN')
      expect(findContradiction(before)).toBeUndefined()
    },
  )

  it.each([
    [{ vin: 'A', Vin: 'A' }],
    [{ size: 1, Size: '1' }],
    [{ vin: 'A', VIN: '' }],
    [{ vin: null, VIN: 'A' }],
    [{ a: { b: 1 }, c: { B: 2 } }],
    [[{ a: 1 }, { A: 2 }]],
    ['text'],
  ])('agree, or are of two objects: %j', (value) => {
    expect(findContradiction(value)).toBeUndefined()
    expect(meaningsOf(value)).toEqual([value])
  })

  it('are found in any order and at any depth', () => {
    const place = fc.array(fc.constantFrom('in', 'list'), { maxLength: 6 })
    fc.assert(
      fc.property(place, fc.boolean(), (path, isTurned) => {
        const twins = isTurned ? { KEY: 2, key: 1 } : { key: 1, KEY: 2 }
        const value = path.reduce<unknown>((inner, part) => (part === 'in' ? { in: inner } : [inner]), twins)
        expect(findContradiction(value)).toMatch(isTurned ? /\/key$/ : /\/KEY$/)
      }),
    )
  })
})

describe('a record that says two things', () => {
  it('is refused by name, whatever its message', () => {
    const value = { id: 'a', at: '2026-01-01T00:00:00Z', ID: 'b' }
    expect(judge({ message: thing, value }, 0, context, silentLog())).toMatchObject({
      fault: { code: 'DUPLICATE_KEY', pointer: '/ID' },
    })
  })

  it('is about everybody it may mean, and has no key and no time it does not state alike', () => {
    const named = defineMessage({
      ...thing,
      identify: (value) => {
        const { vin, at } = value as { vin: string; at: string }
        return { subjects: [{ kind: 'VIN', value: vin }], key: [vin], sourceAt: new Date(at) }
      },
    })
    const at = '2026-01-01T00:00:00Z'
    const vins = ['LSVAA2BR9HN012345', 'LSVAA2BR9HN054321']
    const subjects = vins.map((value) => ({ kind: 'VIN', value }))
    const [vin, VIN] = vins
    const found = identityOf(named, { vin, VIN, at }, context)
    expect(found).toEqual({ subjects, numbers: [], key: undefined, sourceAt: new Date(at) })
    const late = identityOf(named, { vin, at, At: '2026-01-01T00:00:01Z' }, context)
    expect(late).toEqual({ subjects: subjects.slice(0, 1), numbers: [], key: [vin], sourceAt: undefined })
  })
})

describe('a body that says two things', () => {
  const faultsOf = (text: string) =>
    [...readRecords(Buffer.from(text), thing)].map(
      ({ value, fault }) => `${(value as { id: string }).id} ${fault?.code} ${fault?.pointer}`,
    )

  it('has a fault in every record where its list comes in two spellings, in those of both lists', () => {
    const twice = 'DUPLICATE_KEY /Records'
    expect(faultsOf('{"records":[{"id":"a"}],"Records":[{"id":"b"}]}')).toEqual([`a ${twice}`, `b ${twice}`])
    expect(faultsOf('{"Records":{"id":"b"},"records":[{"id":"a"}]}')).toEqual([`a ${twice}`, `b ${twice}`])
    expect(faultsOf('{"records":[{"id":"a"}],"Records":[{"id":"a"}]}')).toEqual(['a undefined undefined'])
  })

  it.each([
    ['{"last":7,"last":0}', '/last'],
    ['{"last":7,"Last":0}', '/Last'],
    ['{"records":[{"count":3,"count":0}]}', '/records/0/count'],
  ])('is refused as a whole where it is no batch: %s', (text, pointer) => {
    expect(() => readJsonSaidOnce(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { fault: 'DUPLICATE_KEY', pointer } }),
    )
  })
})
