import { describe, expect, it } from 'vitest'
import { isPlausibleRegistration, isPlausibleScrapping } from './plausible.ts'

describe('a first registration, as seen on 1 June 2026', () => {
  it.each([
    ['0001-01-01', false],
    ['1900-01-01', false],
    ['1970-01-01', false],
    ['1970-01-02', true],
    ['2026-06-01', true],
    ['2026-06-02', false],
    ['9999-12-31', false],
  ])('%s: %s', (registeredOn, isPlausible) => {
    expect(isPlausibleRegistration(registeredOn, '2026-06-01')).toBe(isPlausible)
  })
})

describe('a scrapping date', () => {
  it.each([
    ['1970-01-01', null, false],
    ['1970-01-02', undefined, true],
    ['0001-01-01', '', false],
    ['2018-06-01', '2018-06-01', false],
    ['2018-06-02', '2018-06-01', true],
  ])('%s, of a vehicle registered on %s: %s', (scrapOn, registeredOn, isPlausible) => {
    expect(isPlausibleScrapping(scrapOn, registeredOn)).toBe(isPlausible)
  })
})
