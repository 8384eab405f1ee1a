import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInTheWay, secondInForce } from './one-in-force.ts'
import type { StatedPermit } from './register-word.ts'

const today = '2026-01-20'

/** A permit of the hub's own, at some day of January. */
function issued(permitId: string, day: number, more: Partial<StatedPermit> = {}): StatedPermit {
  return {
    permitId,
    certificateId: permitId,
    number: permitId,
    vin: 'LSVAA2BR9HN012345',
    kind: 'RIDE_HAILING',
    state: 'VALID',
    validFrom: '2026-01-01',
    validUntil: '2029-12-31',
    deleted: false,
    sourceAt: new Date(Date.UTC(2026, 0, day)),
    ...more,
  }
}

/** A permit of the register's. */
function registered(permitId: string, day: number, more: Partial<StatedPermit> = {}): StatedPermit {
  return issued(permitId, day, { certificateId: null, ...more })
}

function refused(stored: StatedPermit[], rows: StatedPermit[]): number[] {
  return [...secondInForce(stored, rows, today).keys()]
}

describe('one permit of a kind in force', () => {
  it('accepts the first one and a later version of it', () => {
    expect(refused([], [issued('A', 1)])).toEqual([])
    expect(refused([issued('A', 1)], [issued('A', 2)])).toEqual([])
  })

  it.each([
    ['VALID', { state: 'VALID' }],
    ['SUSPENDED', { state: 'SUSPENDED' }],
    ['VALID to this very day', { validUntil: today }],
    ['VALID without a last day', { validUntil: unlimitedDay }],
    ['VALID with a last day nobody knows', { validUntil: null }],
    ['VALID from tomorrow', { validFrom: '2026-01-21' }],
    [
      'SUSPENDED in a year, for one day',
      { state: 'SUSPENDED', validFrom: '2027-01-20', validUntil: '2027-01-20' },
    ],
    ['VALID from its last day on', { validFrom: '2029-12-31', validUntil: '2033-12-31' }],
  ])('refuses the hub a second one while another is %s', (_, more) => {
    expect(refused([registered('A', 1, more)], [issued('B', 2)])).toEqual([0])
    expect(refused([issued('A', 1, more)], [issued('B', 2)])).toEqual([0])
  })

  it.each([
    ['revoked', { state: 'REVOKED' }],
    ['invalid', { state: 'INVALID' }],
    ['replaced', { state: 'REPLACED' }],
    ['deleted', { deleted: true }],
    ['VALID and over since yesterday', { validUntil: '2026-01-19' }],
    ['VALID from the day after its last', { validFrom: '2030-01-01', validUntil: '2033-12-31' }],
    ['of another kind', { kind: 'ROAD_TRANSPORT' }],
    ['of another vehicle', { vin: 'other' }],
  ])('accepts it beside one that is %s', (_, more) => {
    expect(refused([registered('A', 1, more)], [issued('B', 2)])).toEqual([])
  })

  it('judges one that begins later by its own first day', () => {
    const later = issued('B', 2, { validFrom: '2026-02-01' })
    expect(refused([registered('A', 1, { validUntil: '2026-01-31' })], [later])).toEqual([])
    expect(refused([registered('A', 1, { validUntil: '2026-02-01' })], [later])).toEqual([0])
    expect(refused([registered('A', 1, { validFrom: '2026-01-21' })], [later])).toEqual([0])
  })

  it('refuses one with a last day nobody knows beside any that is to come', () => {
    for (const validUntil of [null, unlimitedDay])
      expect(
        refused(
          [registered('A', 1, { validFrom: '2030-01-01', validUntil: '2033-12-31' })],
          [issued('B', 2, { validUntil })],
        ),
      ).toEqual([0])
  })

  it('refuses a longer version that would reach into its successor, and takes a shorter one with its successor', () => {
    const [first, second] = [
      issued('A', 1, { validUntil: '2026-06-30' }),
      issued('B', 1, { validFrom: '2026-07-01' }),
    ]
    expect(refused([], [first, second])).toEqual([])
    expect(refused([first, second], [issued('A', 2)])).toEqual([0])
    expect(refused([first, second], [issued('A', 2), issued('B', 2, { validFrom: '2026-07-01' })])).toEqual([
      0,
    ])
    for (const rows of [
      [issued('A', 2, { validUntil: '2026-03-31' }), issued('B', 2, { validFrom: '2026-04-01' })],
      [issued('B', 2, { validFrom: '2026-04-01' }), issued('A', 2, { validUntil: '2026-03-31' })],
    ])
      expect(refused([first, second], rows)).toEqual([])
  })

  it('lets the hub say more of one beside which the register put another', () => {
    const stored = [issued('A', 1), registered('R', 2, { validFrom: '2026-03-01' })]
    expect(refused(stored, [issued('A', 3, { state: 'SUSPENDED' })])).toEqual([])
    const beyond = registered('R', 2, { validFrom: '2030-01-01', validUntil: '2033-12-31' })
    expect(refused([issued('A', 1), beyond], [issued('A', 3, { validUntil: '2030-01-01' })])).toEqual([0])
  })

  it.each([
    ['has revoked it', { state: 'REVOKED' }, []],
    ['has taken it out of its list', { deleted: true }, []],
    ['has suspended it', { state: 'SUSPENDED' }, [0]],
    ['has ended it yesterday', { validUntil: '2026-01-19' }, []],
  ])('judges a permit of the hub by what the register says of it: it %s', (_, more, faults) => {
    const words = [
      registered('register:r-1', 5, { ...more, number: 'A' }),
      registered('register:A', 5, { ...more, number: 'anything' }),
      registered('register:r-2', 5, { ...more, number: 'anything', certificateId: 'A' }),
    ]
    for (const word of words)
      for (const stored of [
        [issued('A', 1), word],
        [word, issued('A', 1)],
      ])
        expect(refused(stored, [issued('B', 6)])).toEqual(faults)
  })

  it('lets the hub write a permit of which the register has told already', () => {
    expect(refused([registered('register:r-1', 2, { number: 'A' })], [issued('A', 1)])).toEqual([])
    expect(refused([registered('register:r-1', 2, { number: 'B' })], [issued('A', 1)])).toEqual([0])
  })

  it('never refuses what the register says, whatever stands', () => {
    expect(refused([issued('A', 1)], [registered('B', 2), registered('C', 3)])).toEqual([])
  })

  it('takes the end of a permit and its successor in one batch, in either order', () => {
    const end = issued('A', 5, { state: 'REPLACED' })
    for (const rows of [
      [end, issued('B', 5)],
      [issued('B', 5), end],
    ])
      expect(refused([issued('A', 1)], rows)).toEqual([])
    const registersEnd = registered('R', 5, { deleted: true })
    expect(refused([registered('R', 1)], [issued('B', 5), registersEnd])).toEqual([])
  })

  it('refuses the second of two newcomers in one batch', () => {
    expect(refused([], [issued('A', 1), issued('B', 1)])).toEqual([1])
    expect(refused([], [issued('A', 1), registered('B', 1)])).toEqual([0])
  })

  it('lets an older version pass that would put nothing in force', () => {
    expect(refused([issued('A', 3, { state: 'REVOKED' }), issued('B', 2)], [issued('A', 1)])).toEqual([])
  })

  it('refuses a revoked permit that would come back beside its successor', () => {
    expect(refused([issued('A', 3, { state: 'REVOKED' }), issued('B', 2)], [issued('A', 4)])).toEqual([0])
  })

  it('leaves the hub never two of its own beside each other, in whatever batches they come', () => {
    const versions = fc
      .record({
        id: fc.constantFrom('A', 'B', 'C'),
        day: fc.integer({ min: 1, max: 20 }),
        state: fc.constantFrom('VALID', 'SUSPENDED', 'REPLACED'),
        validFrom: fc.constantFrom('2026-01-01', '2026-01-21', '2026-03-01'),
        validUntil: fc.constantFrom('2026-01-19', '2026-01-20', '2026-02-28', unlimitedDay, null),
        isOfRegister: fc.boolean(),
      })
      .filter(({ validFrom, validUntil }) => validUntil === null || validFrom <= validUntil)
    const batches = fc.array(fc.array(versions, { maxLength: 4 }), { maxLength: 6 })
    fc.assert(
      fc.property(batches, (all) => {
        const stored = new Map<string, StatedPermit>()
        for (const batch of all) {
          const rows = batch.map(({ id, day, isOfRegister, ...more }) =>
            isOfRegister ? registered(`register:of-${id}`, day, more) : issued(id, day, more),
          )
          const faults = secondInForce([...stored.values()], rows, today)
          for (const [index, row] of rows.entries()) {
            if (row.certificateId === null) expect(faults.has(index)).toBe(false)
            const known = stored.get(row.permitId)
            if (!faults.has(index) && (known === undefined || known.sourceAt < row.sourceAt))
              stored.set(row.permitId, row)
          }
          for (const day of ['2026-01-20', '2026-01-21', '2026-02-28', '2026-03-01', '2030-01-01']) {
            const held = [...stored.values()].filter(
              (one) => one.certificateId !== null && isInTheWay(one, day),
            )
            expect(held.length).toBeLessThanOrEqual(1)
          }
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
