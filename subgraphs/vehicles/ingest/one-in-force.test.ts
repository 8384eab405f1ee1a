import { describe, expect, it } from 'vitest'
import { type PermitVersion, secondInForce } from './one-in-force.ts'

function version(permitId: string, day: number, more: Partial<PermitVersion> = {}): PermitVersion {
  return {
    permitId,
    vin: 'LSVAA2BR9HN012345',
    kind: 'RIDE_HAILING',
    state: 'VALID',
    deleted: false,
    sourceAt: new Date(Date.UTC(2026, 0, day)),
    ...more,
  }
}

function refused(stored: PermitVersion[], rows: PermitVersion[]): number[] {
  return [...secondInForce(stored, rows).keys()]
}

describe('one permit of a kind in force', () => {
  it('accepts the first one and a later version of it', () => {
    expect(refused([], [version('A', 1)])).toEqual([])
    expect(refused([version('A', 1)], [version('A', 2)])).toEqual([])
  })

  it('refuses a second one while the first is in force, and accepts it afterwards', () => {
    expect(refused([version('A', 1)], [version('B', 2)])).toEqual([0])
    expect(refused([version('A', 2, { state: 'REVOKED' })], [version('B', 3)])).toEqual([])
    expect(refused([version('A', 2, { deleted: true })], [version('B', 3)])).toEqual([])
  })

  it('refuses the second of two newcomers in one batch', () => {
    expect(refused([], [version('A', 1), version('B', 1)])).toEqual([1])
  })

  it('keeps kinds and vehicles apart', () => {
    const stored = [version('A', 1)]
    expect(
      refused(stored, [version('B', 1, { kind: 'ROAD_TRANSPORT' }), version('C', 1, { vin: 'other' })]),
    ).toEqual([])
  })

  it('lets an older version pass that would put nothing in force', () => {
    expect(refused([version('A', 3, { state: 'REVOKED' }), version('B', 2)], [version('A', 1)])).toEqual([])
  })

  it('refuses a revoked permit that would come back beside its successor', () => {
    expect(refused([version('A', 3, { state: 'REVOKED' }), version('B', 2)], [version('A', 4)])).toEqual([0])
  })
})
