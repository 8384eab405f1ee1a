import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecordFault } from '../message.ts'
import { normaliseKeys } from './text.ts'

const keys = { known: ['State', 'VIN', 'LicenseId'], aliases: { licenseld: 'LicenseId' } }
const faultOf = (record: Record<string, unknown>) => {
  try {
    normaliseKeys(record, keys)
    return undefined
  } catch (error) {
    return error instanceof RecordFault ? error : undefined
  }
}

describe('a key in several spellings', () => {
  it.each([
    [{ State: '1', state: '0' }, '/state', 'State and state'],
    [{ vin: 'LA', VIN: 'LB', Vin: 'LA' }, '/VIN', 'vin and VIN'],
    [{ LicenseId: 'x', Licenseld: 'y' }, '/Licenseld', 'LicenseId and Licenseld'],
    [{ State: { a: 1 }, STATE: { a: 2 } }, '/STATE', 'State and STATE'],
    [{ State: '', state: '1', STATE: '2' }, '/STATE', 'state and STATE'],
  ])('is refused by name where they say different things: %j', (record, pointer, names) => {
    const fault = faultOf(record)
    expect(fault).toMatchObject({ code: 'DUPLICATE_KEY', pointer })
    expect(fault?.message).toContain(names)
  })

  it.each([
    [{ State: '1', state: 1 }, { State: '1' }],
    [{ State: '', state: '1' }, { State: '1' }],
    [{ State: null, state: '1' }, { State: '1' }],
    [{ state: '1', State: null }, { State: '1' }],
    [{ Licenseld: 'x ', LicenseId: 'x' }, { LicenseId: 'x ' }],
  ])('counts once where they agree or one is empty: %j', (record, normal) => {
    expect(normaliseKeys(record, keys).record).toEqual(normal)
  })

  it('gives the first to the mappings of before', () => {
    expect(normaliseKeys({ State: '1', state: '0' }, { ...keys, takesFirst: true }).record).toEqual({
      State: '1',
    })
    expect(normaliseKeys({ State: null, state: '0' }, { ...keys, takesFirst: true }).record).toEqual({
      State: null,
    })
  })

  it('is read alike in any order, or refused in any', () => {
    const spellings = fc.uniqueArray(fc.constantFrom('State', 'state', 'STATE', 'sTATE'), { minLength: 1 })
    const values = fc.array(fc.constantFrom('', null, '1', '0'), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(spellings, values, (names, said) => {
        const pairs = names.map((name, index) => [name, said[index]] as const)
        const meant = new Set(said.slice(0, names.length).filter((value) => value !== '' && value !== null))
        for (const order of [pairs, [...pairs].reverse()]) {
          const record = Object.fromEntries(order)
          if (meant.size > 1) expect(faultOf(record)?.code).toBe('DUPLICATE_KEY')
          else if (meant.size === 1) expect(normaliseKeys(record, keys).record.State).toBe([...meant][0])
          else expect(normaliseKeys(record, keys).record.State ?? '').toBe('')
        }
      }),
    )
  })
})
