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
    ['0001-01-01', false],
    ['1900-01-01', false],
    ['1970-01-01', false],
    ['1970-01-02', true],
    ['2035-06-01', true],
  ])('%s: %s', (scrapOn, isPlausible) => {
    expect(isPlausibleScrapping(scrapOn)).toBe(isPlausible)
  })
})
