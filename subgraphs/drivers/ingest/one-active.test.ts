import { describe, expect, it } from 'vitest'
import { type Standing, secondActive } from './one-active.ts'

function version(number: string, day: number, more: Partial<Standing> = {}): Standing {
  return {
    number,
    ref: 'driver',
    active: true,
    deleted: false,
    sourceAt: new Date(Date.UTC(2026, 0, day)),
    ...more,
  }
}

const refused = (stored: Standing[], rows: Standing[]): number[] => [...secondActive(stored, rows).keys()]

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

  it('does not mix drivers up', () => {
    expect(refused([version('A', 1)], [version('B', 1, { ref: 'another' })])).toEqual([])
  })
})
