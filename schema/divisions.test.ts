import { describe, expect, it } from 'vitest'
import { findCityWord, findProvinceWord } from './divisions.ts'

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
