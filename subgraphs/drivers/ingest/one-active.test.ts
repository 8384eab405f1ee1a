import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isActiveOn, type Standing, secondActive } from './one-active.ts'

const today = '2026-01-20'

function version(number: string, day: number, more: Partial<Standing> = {}): Standing {
  return {
    number,
    ref: 'driver',
    active: true,
    validFrom: '2026-01-01',
    validUntil: '2028-12-31',
    deleted: false,
    sourceAt: new Date(Date.UTC(2026, 0, day)),
    ...more,
  }
}

const refused = (stored: Standing[], rows: Standing[]): number[] => [
  ...secondActive(stored, rows, today).keys(),
]

describe('one active registration a driver', () => {
  it('accepts the first one and a later version of it', () => {
    expect(refused([], [version('A', 1)])).toEqual([])
    expect(refused([version('A', 1)], [version('A', 2)])).toEqual([])
  })

  it('refuses one at a second company while the first stands', () => {
    expect(refused([version('A', 1)], [version('B', 2)])).toEqual([0])
  })

  it('accepts the new one together with the cancellation of the old, in either order', () => {
    const cancelled = version('A', 2, { active: false })
    expect(refused([version('A', 1)], [cancelled, version('B', 2)])).toEqual([])
    expect(refused([version('A', 1)], [version('B', 2), cancelled])).toEqual([])
  })

  it('takes a deletion for a cancellation', () => {
    expect(refused([version('A', 1)], [version('A', 2, { deleted: true }), version('B', 2)])).toEqual([])
  })

  it('refuses the later of two newcomers in one batch', () => {
    expect(refused([], [version('B', 2), version('A', 1)])).toEqual([0])
  })

  it('lets an older version pass that would not stand', () => {
    expect(refused([version('A', 3, { active: false }), version('B', 2)], [version('A', 1)])).toEqual([])
  })

  it('lets one pass beside another that is over since yesterday or begins after its last day', () => {
    expect(refused([version('A', 1, { validUntil: '2026-01-19' })], [version('B', 2)])).toEqual([])
    expect(refused([version('A', 1, { validUntil: today })], [version('B', 2)])).toEqual([0])
    const beginning = (validFrom: string) => [version('A', 1, { validFrom, validUntil: '2030-12-31' })]
    expect(refused(beginning('2029-01-01'), [version('B', 2)])).toEqual([])
    for (const day of ['2026-01-21', '2027-06-01', '2028-12-31'])
      expect(refused(beginning(day), [version('B', 2)])).toEqual([0])
  })

  it('refuses a longer version that would reach into its successor, and takes a shorter one with its successor', () => {
    const [first, second] = [
      version('A', 1, { validUntil: '2026-06-30' }),
      version('B', 1, { validFrom: '2026-07-01' }),
    ]
    expect(refused([], [first, second])).toEqual([])
    expect(refused([first, second], [version('A', 2)])).toEqual([0])
    expect(refused([first, second], [version('A', 2), version('B', 2, { validFrom: '2026-07-01' })])).toEqual(
      [0],
    )
    const shorter = version('A', 2, { validUntil: '2026-03-31' })
    const earlier = version('B', 2, { validFrom: '2026-04-01' })
    expect(refused([first, second], [shorter, earlier])).toEqual([])
    expect(refused([first, second], [earlier, shorter])).toEqual([])
  })

  it('judges one that begins later by its own first day', () => {
    const later = version('B', 2, { validFrom: '2026-02-01' })
    expect(refused([version('A', 1, { validUntil: '2026-01-31' })], [later])).toEqual([])
    expect(refused([version('A', 1, { validUntil: '2026-02-01' })], [later])).toEqual([0])
  })

  it('refuses to bring back one that ran out beside another in force', () => {
    const ranOut = version('A', 1, { validUntil: '2026-01-10' })
    expect(refused([ranOut, version('B', 2)], [version('A', 3)])).toEqual([0])
  })

  it('never leaves two in force, in whatever batches they come', () => {
    const versions = fc
      .record({
        number: fc.constantFrom('A', 'B', 'C'),
        day: fc.integer({ min: 1, max: 20 }),
        active: fc.boolean(),
        validFrom: fc.constantFrom('2026-01-01', '2026-01-21', '2026-03-01'),
        validUntil: fc.constantFrom('2026-01-19', today, '2026-02-28', '2028-12-31'),
      })
      .filter(({ validFrom, validUntil }) => validFrom <= validUntil)
    fc.assert(
      fc.property(fc.array(fc.array(versions, { maxLength: 4 }), { maxLength: 6 }), (batches) => {
        const stored = new Map<string, Standing>()
        for (const batch of batches) {
          const rows = batch.map(({ number, day, ...more }) => version(number, day, more))
          const faults = secondActive([...stored.values()], rows, today)
          for (const [index, row] of rows.entries()) {
            const known = stored.get(row.number)
            if (!faults.has(index) && (known === undefined || known.sourceAt < row.sourceAt))
              stored.set(row.number, row)
          }
          for (const day of [today, '2026-01-21', '2026-02-28', '2026-03-01', '2028-12-31'])
            expect([...stored.values()].filter((row) => isActiveOn(row, day)).length).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('does not mix drivers up', () => {
    expect(refused([version('A', 1)], [version('B', 1, { ref: 'another' })])).toEqual([])
  })
})
