import { plateColoursFit } from '@one-visit/schema/codes.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ownerOf,
  type Plate,
  type PlateChange,
  type PlateFact,
  plateOf,
  type UnreadChange,
} from './plate-bearing.ts'

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n))
const plate: Plate = { number: '浙CD50521', colour: 'GRADIENT_GREEN' }
const other: Plate = { number: '浙C9X002', colour: 'BLUE' }
const change = (vin: string, n: number, ...plates: (Plate | null)[]): PlateChange => ({
  vin,
  at: day(n),
  plates: plates.length === 0 ? [null] : plates,
})
const fact = (...days: number[]): PlateFact => ({
  plateNumber: plate.number,
  plateColour: null,
  at: days.map(day),
})
const sure = (vin: string) => ({ vin, vins: new Set([vin]) })
const open = (...vins: string[]) => ({ vin: undefined, vins: new Set(vins) })

/** A bears the plate from the 10th, is gone from the 15th; B bears it from the 17th. */
const handedOn = [change('A', 10, plate), change('A', 15), change('B', 17, plate)]

describe('a fact that names a plate', () => {
  it.each([
    ['while A bore it', fact(11, 12), sure('A')],
    ['before anybody is known to have borne it, and while A did', fact(1, 12), sure('A')],
    ['while B bore it', fact(17, 18), sure('B')],
    ['from between the two, said of B', fact(16, 18), sure('B')],
    ['of A, said between the two', fact(11, 16), sure('A')],
    ['of A, said again when B bore it', fact(11, 18), open('A', 'B')],
    ['before anybody is known to have borne it, said between the two', fact(1, 16), open('A', 'B')],
    ['all between the two', fact(16), open('A', 'B')],
    ['at the very instant A left it', fact(15), open('A', 'B')],
    ['of a day to come', fact(18, 40), sure('B')],
  ])('%s', (_, some, owner) => {
    expect(ownerOf(some, handedOn)).toEqual(owner)
  })

  it('is the one vehicle that ever bore the plate, whenever it came', () => {
    const one = [change('A', 10, plate), change('A', 15), change('A', 20, plate), change('A', 25, other)]
    for (const n of [1, 12, 17, 22, 40]) expect(ownerOf(fact(n), one)).toEqual(sure('A'))
  })

  it('is nobody known where no vehicle ever bore the plate', () => {
    expect(ownerOf(fact(12), [change('A', 10, other)])).toEqual(open())
  })

  it('is open while two vehicles bear the plate, unless a colour tells them apart', () => {
    const both = [change('A', 10, plate), change('B', 11, { ...plate, colour: 'BLUE' })]
    expect(ownerOf(fact(12), both)).toEqual(open('A', 'B'))
    expect(ownerOf({ ...fact(12), plateColour: 'BLUE' }, both)).toEqual(sure('B'))
  })

  it('is open where the company says at one instant that the vehicle bears it and another', () => {
    expect(ownerOf(fact(12), [change('A', 10, plate, other)])).toEqual(open('A'))
    expect(plateOf('A', [change('A', 10, plate, other)])).toBeUndefined()
    expect(ownerOf(fact(12), [change('A', 10, plate, other), change('A', 12, plate)])).toEqual(sure('A'))
  })
})

describe('a record nobody could read and a newer word made up for', () => {
  const unread = (
    vin: string,
    at: number | null,
    until: number,
    some: Plate | null = plate,
  ): UnreadChange => ({
    vin,
    plateNumber: some?.number ?? null,
    at: at === null ? null : day(at),
    until: day(until),
  })

  it.each<[string, PlateChange[], UnreadChange, PlateFact, object]>([
    [
      'may have given the plate to another vehicle before the one that is known to bear it',
      [change('B', 15), change('A', 17, plate)],
      unread('B', 10, 15),
      fact(12),
      open('A', 'B'),
    ],
    [
      'may have given it the plate nobody else ever bore',
      [change('B', 15, other)],
      unread('B', 10, 15),
      fact(12),
      open('B'),
    ],
    [
      'may have been of any instant where its own was not read',
      [change('A', 2, plate), change('B', 15, other)],
      unread('B', null, 15),
      fact(5),
      open('A', 'B'),
    ],
    [
      'may have taken the plate from the vehicle',
      [change('A', 2, plate), change('A', 15, other), change('B', 17, plate)],
      unread('A', 10, 15, null),
      fact(12),
      open('A', 'B'),
    ],
    [
      'takes nothing from a vehicle that bore the plate before it and after it',
      [change('A', 2, plate), change('A', 15, { ...plate, colour: 'BLUE' }), change('B', 17, plate)],
      unread('A', 10, 15),
      fact(12),
      sure('A'),
    ],
    [
      'takes nothing from the one vehicle that ever bore the plate, which came to be known of only after',
      [change('A', 15, plate)],
      unread('A', 10, 15),
      fact(12),
      sure('A'),
    ],
    [
      'says nothing of the time after the newer word',
      [change('B', 15, other), change('A', 2, plate)],
      unread('B', 10, 15),
      fact(15),
      sure('A'),
    ],
  ])('%s', (_, changes, doubt, some, owner) => {
    expect(ownerOf(some, changes, [doubt])).toEqual(owner)
  })
})

describe('any history of plates', () => {
  const vins = ['A', 'B', 'C']
  const plates = [plate, { ...plate, colour: 'BLUE' as const }, other]
  const changes = fc.uniqueArray(
    fc.record({
      vin: fc.constantFrom(...vins),
      at: fc.integer({ min: 1, max: 20 }).map(day),
      plates: fc.uniqueArray(fc.constantFrom(...plates, null), { minLength: 1, maxLength: 2 }),
    }),
    { selector: ({ vin, at }) => `${vin} ${at.getTime()}`, maxLength: 12 },
  )
  const facts = fc.record({
    plateNumber: fc.constantFrom(plate.number, other.number),
    plateColour: fc.constantFrom(null, '' as const, 'BLUE' as const, 'GRADIENT_GREEN' as const),
    at: fc.array(fc.integer({ min: 0, max: 22 }).map(day), { minLength: 1, maxLength: 2 }),
  })

  /** Whom a walk through the days finds on the plate, day by day; nobody where nobody is known. */
  function walked(some: PlateFact, all: readonly PlateChange[], at: Date): string[] {
    return vins.filter((vin) => {
      const now = all
        .filter((one) => one.vin === vin && one.at <= at)
        .reduce<PlateChange | undefined>((last, one) => (last && last.at > one.at ? last : one), undefined)
      return now?.plates.some(
        (one) =>
          one?.number === some.plateNumber &&
          (!some.plateColour || plateColoursFit(some.plateColour, one.colour)),
      )
    })
  }

  it('gives the same owner in any order of arrival', () => {
    fc.assert(
      fc.property(
        facts,
        changes.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        (some, [all, turned]) => {
          expect(ownerOf(some, turned)).toEqual(ownerOf(some, all))
          for (const vin of vins) expect(plateOf(vin, turned)).toEqual(plateOf(vin, all))
        },
      ),
    )
  })

  it('is never sure of a vehicle where another one is known to have borne the plate', () => {
    fc.assert(
      fc.property(facts, changes, (some, all) => {
        const { vin, vins: possible } = ownerOf(some, all)
        for (const at of some.at) {
          const known = walked(some, all, at)
          if (vin !== undefined) expect([[], [vin]]).toContainEqual(known)
          for (const one of known) expect(possible.has(one)).toBe(true)
        }
        if (vin !== undefined) expect([...possible]).toEqual([vin])
      }),
      { numRuns: 1000 },
    )
  })

  it('is sure where one vehicle alone is known to have borne the plate at each instant', () => {
    fc.assert(
      fc.property(facts, changes, (some, all) => {
        const plain = all.map((one) => ({ ...one, plates: one.plates.slice(0, 1) }))
        const known = some.at.map((at) => walked(some, plain, at).join())
        fc.pre(known.every((one) => one.length === 1 && one === known[0]))
        expect(ownerOf(some, plain).vin).toBe(known[0])
      }),
    )
  })

  it('is not changed by vehicles that never bore the plate', () => {
    fc.assert(
      fc.property(facts, changes, changes, (some, all, more) => {
        const strangers = more
          .filter(({ plates: borne }) => !borne.some((one) => one?.number === some.plateNumber))
          .map((one) => ({ ...one, vin: 'D' }))
        expect(ownerOf(some, [...strangers, ...all])).toEqual(ownerOf(some, all))
      }),
    )
  })

  it('is sure of a vehicle only where it is the one whatever stood in what was never read', () => {
    const plain = changes.map((all) => all.map((one) => ({ ...one, plates: one.plates.slice(0, 1) })))
    const doubted = fc.record({
      vin: fc.constantFrom(...vins),
      plateNumber: fc.constantFrom(plate.number, other.number, null),
      at: fc.option(fc.integer({ min: 1, max: 19 }).map(day)),
      rest: fc.integer({ min: 1, max: 6 }),
      really: fc.constantFrom('THE_PLATE', 'NONE', 'THE_ONE_BEFORE'),
      reallyOn: fc.integer({ min: 1, max: 20 }),
    })
    fc.assert(
      fc.property(facts, plain, fc.array(doubted, { maxLength: 3 }), (some, all, drawn) => {
        const doubts = drawn.map(({ at, rest, ...doubt }) => ({
          ...doubt,
          at,
          until: new Date((at ?? day(doubt.reallyOn)).getTime() + rest * 86_400_000),
        }))
        const truth = doubts.reduce(withTruth, all)
        const { vin, vins: possible } = ownerOf(some, all, doubts)
        const told = ownerOf(some, truth)
        if (vin !== undefined) expect(told.vin).toBe(vin)
        for (const one of told.vins) expect(possible.has(one)).toBe(true)
      }),
      { numRuns: 2_000 },
    )

    /** The history if a record had been read: the vehicle bears that plate, or none, until its next change or word. */
    function withTruth(
      history: readonly PlateChange[],
      { vin, plateNumber, at, until, really, reallyOn }: UnreadChange & { really: string; reallyOn: number },
    ): PlateChange[] {
      const from = at ?? day(reallyOn)
      const own = history.filter((one) => one.vin === vin)
      const isTold = (instant: Date) => own.some((one) => one.at.getTime() === instant.getTime())
      if (really === 'THE_ONE_BEFORE' || isTold(from)) return [...history]
      const colour = 'GRADIENT_GREEN'
      const said =
        really === 'NONE' || plateNumber === null ? null : ({ number: plateNumber, colour } as const)
      const before = own.filter((one) => one.at < until).sort((a, b) => Number(b.at) - Number(a.at))[0]
      const back = { vin, at: until, plates: before?.plates ?? [null] }
      return [...history, { vin, at: from, plates: [said] }, ...(isTold(until) ? [] : [back])]
    }
  })
})
