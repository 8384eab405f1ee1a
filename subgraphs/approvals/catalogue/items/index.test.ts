import { describe, expect, it } from 'vitest'
import { changed, envelope } from '../../testing/item-case.ts'
import { itemHarness } from '../../testing/item-harness.ts'
import { findItem, getItemVersion, itemInForce } from './index.ts'
import { rhl02Case } from './RHL-02.case.ts'

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

describe('RHL-02', () => {
  const { judge, verdictOf } = itemHarness(rhl02Case)

  it('names the platform before the register where both give another plate', () => {
    const plateNumber = '浙CD99999'
    const { findings } = judge(
      changed(rhl02Case.good(), {
        'vehicle.platformRecord.record.plateNumber': plateNumber,
        'vehicle.registration': envelope('transport-register', rhl02Case.subjects.vin ?? '', {
          record: { plateNumber },
        }),
      }),
    )
    expect(findings.find(({ code }) => code === 'PLATE_AGREES')).toMatchObject({
      verdict: 'FAIL',
      source: 'platform',
    })
  })

  it.each([
    ['vehicle.insurance.records.0.kind', '强险'],
    ['vehicle.insurance.records.1.kind', '责任险'],
  ])('takes no policy whose kind is only part of a name: %s, %s', (path, kind) => {
    expect(verdictOf('INSURANCE_IN_FORCE', changed(rhl02Case.good(), { [path]: kind }))).toBe('FAIL')
  })
})
