import { describe, expect, it } from 'vitest'
import { findItem, getItemVersion, itemInForce } from './index.ts'

describe('an item', () => {
  const code = 'RHL-02'
  const [first] = findItem(code)?.versions ?? []

  it('is in force from the first day of its first version on, and before in none', () => {
    expect(itemInForce(code, first?.validFrom ?? '')).toMatchObject({ code, version: 1 })
    expect(itemInForce(code, '2000-01-01')).toBeUndefined()
    expect(itemInForce('RHL-99', '2026-06-01')).toBeUndefined()
  })

  it('is found in any version it ever had, and in no other', () => {
    expect(getItemVersion(code, 1)).toMatchObject({ code, version: 1 })
    expect(getItemVersion(code, 1)).not.toHaveProperty('versions')
    expect(() => getItemVersion(code, 0)).toThrow(/no version 0 of RHL-02/)
    expect(() => getItemVersion('RHL-99', 1)).toThrow(/no version 1 of RHL-99/)
  })
})
