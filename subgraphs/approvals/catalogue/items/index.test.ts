import { describe, expect, it } from 'vitest'
import { changed, envelope } from '../../testing/item-case.ts'
import { itemHarness } from '../../testing/item-harness.ts'
import {
  catalogue,
  correctedAmong,
  correctedVersion,
  findItem,
  getItemVersion,
  itemInForce,
  newestCorrection,
} from './index.ts'
import { rhl02Case } from './RHL-02.case.ts'

describe('an item', () => {
  const code = 'RHL-02'
  const [first] = findItem(code)?.versions ?? []

  it('is in force from the first day of its first version on, and before in none', () => {
    expect(itemInForce(code, first?.validFrom ?? '')).toMatchObject({
      code,
      version: findItem(code)?.versions.length,
    })
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

describe('a version that is corrected', () => {
  const law = { validFrom: '2016-11-01' }
  const versions = [
    { ...law, version: 1, until: '2027-02-28' },
    { ...law, version: 2, until: '2027-02-28', corrects: 1 },
    { version: 3, validFrom: '2027-03-01' },
    { ...law, version: 4, until: '2027-02-28', corrects: 2 },
    { version: 5, validFrom: '2027-03-01', corrects: 3 },
    { version: 6, validFrom: '2026-01-01', until: '2026-06-30', corrects: 4 },
  ]

  it.each([
    [1, '2025-12-31', 4],
    [2, '2025-12-31', 4],
    [4, '2025-12-31', 4],
    [1, '2026-01-01', 6],
    [1, '2026-06-30', 6],
    [1, '2026-07-01', 4],
    [6, '2026-06-30', 6],
    [3, '2027-03-01', 5],
    [5, '2027-03-01', 5],
  ])('is followed from correction to correction: %i, law of %s, to %i', (version, day, corrected) => {
    expect(correctedAmong(versions, version, day)).toBe(corrected)
  })

  it('is not followed to a law of other days, nor by a version that says it corrects a later one', () => {
    expect(correctedAmong(versions, 1, '2027-03-01')).toBe(1)
    expect(correctedAmong([{ ...law, version: 1, corrects: 2 }], 2, '2026-06-01')).toBe(2)
    expect(correctedAmong([], 1, '2026-06-01')).toBe(1)
  })

  it('leads in the catalogue to what a case of the same day is taken in under', () => {
    for (const { code, versions } of catalogue) {
      const day = versions[0]?.validFrom ?? ''
      expect(correctedVersion(code, 1, day)).toBe(itemInForce(code, day)?.version)
    }
    expect(correctedVersion('RHL-99', 1, '2026-06-01')).toBe(1)
  })

  it('is known by the newest correction of its item, which a law that came later is not', () => {
    const item = findItem('RHL-02')
    if (item === undefined) throw new Error('The item is in the catalogue.')
    const [first, second] = item.versions
    if (first === undefined || second === undefined) throw new Error('The item has two versions.')
    expect(newestCorrection({ ...item, versions: [first, second, { ...first, version: 3 }] })).toBe(2)
    expect(newestCorrection({ ...item, versions: [first] })).toBeUndefined()
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
