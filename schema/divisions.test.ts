import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divisionHolds, divisionsHolding, findCityWord, findProvinceWord } from './divisions.ts'

/** Every two digits a code could begin with. */
const starts = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

describe('the words of places', () => {
  it('are known for 31 provinces, each by a character of its own', () => {
    const found = starts.flatMap((start) => findProvinceWord(`${start}0000`) ?? [])
    expect(found).toHaveLength(31)
    expect(new Set(found).size).toBe(31)
    expect(found.every((word) => /^\p{Script=Han}$/u.test(word))).toBe(true)
  })

  it.each([
    ['110101', '京'],
    ['310115', '沪'],
    ['330302', '浙'],
    ['440304', '粤'],
    ['650102', '新'],
  ])('write %s with %s', (division, word) => {
    expect(findProvinceWord(division)).toBe(word)
  })

  it('are none for a code of no province', () => {
    expect(findProvinceWord('990000')).toBeUndefined()
    expect(findProvinceWord('')).toBeUndefined()
  })

  it('are known for the eleven cities of Zhejiang', () => {
    expect(findCityWord('330399')).toBe('温')
    const found = starts.flatMap((city) => findCityWord(`33${city}00`) ?? [])
    expect(new Set(found).size).toBe(11)
    expect(findCityWord('310115')).toBeUndefined()
  })
})

describe('where a division lies', () => {
  it.each([
    ['330302', '330302', true],
    ['330300', '330302', true],
    ['330000', '330302', true],
    ['330000', '330300', true],
    ['330302', '330300', false],
    ['330300', '330000', false],
    ['330303', '330302', false],
    ['330300', '330399', true],
    ['330300', '330400', false],
    ['310000', '330302', false],
    ['330310', '330311', false],
    ['3303', '330302', false],
    ['330300', '3303', false],
    ['', '330302', false],
  ])('%s holds %s: %s', (outer, inner, holds) => {
    expect(divisionHolds(outer, inner)).toBe(holds)
  })

  it.each([
    ['330302', ['330302', '330300', '330000']],
    ['330300', ['330300', '330000']],
    ['330000', ['330000']],
  ])('%s lies in %j, the smallest first', (division, holding) => {
    expect(divisionsHolding(division)).toEqual(holding)
  })

  it('is one rule: those it lies in are those that hold it, and what holds those holds it', () => {
    const pair = fc.constantFrom('00', '01', '02', '10', '99')
    const province = fc.constantFrom('31', '33')
    const division = fc
      .tuple(province, pair, pair)
      .map(([first, city, district]) => `${first}${city}${city === '00' ? '00' : district}`)
    fc.assert(
      fc.property(division, division, division, (a, b, c) => {
        expect(divisionsHolding(b).includes(a)).toBe(divisionHolds(a, b))
        if (divisionHolds(a, b) && divisionHolds(b, c)) expect(divisionHolds(a, c)).toBe(true)
        if (divisionHolds(a, b) && divisionHolds(b, a)) expect(a).toBe(b)
      }),
    )
  })
})
