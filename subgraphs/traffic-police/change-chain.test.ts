import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DoneChange, inChain } from './change-chain.ts'
import type { UsageType } from './generated/resolvers.ts'

const change = (
  uses: string,
  acceptedAt: string,
  completedOn = '2026-01-14',
): DoneChange & { name: string } => {
  const [fromUse, toUse] = uses.split('>') as [UsageType, UsageType]
  return {
    name: `${uses} ${acceptedAt}`,
    fromUse,
    toUse,
    acceptedAt: new Date(`${acceptedAt}:00+08:00`),
    completedOn,
  }
}

const uses: fc.Arbitrary<UsageType> = fc.constantFrom('NON_COMMERCIAL', 'RIDE_HAILING', 'TAXI')
const changes = fc
  .array(
    fc.record({
      fromUse: uses,
      toUse: uses,
      hour: fc.integer({ min: 0, max: 5 }),
      day: fc.integer({ min: 14, max: 16 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((drafts) =>
    drafts.map(({ fromUse, toUse, hour, day }) => ({
      fromUse,
      toUse,
      acceptedAt: new Date(Date.UTC(2026, 0, 10, hour)),
      completedOn: `2026-01-${day}`,
    })),
  )

function permutations<Value>(values: readonly Value[]): Value[][] {
  return values.length < 2
    ? [[...values]]
    : values.flatMap((value, place) =>
        permutations(values.filter((_, other) => other !== place)).map((rest) => [value, ...rest]),
      )
}

/** Every order there is, those kept that follow the days and connect, and of them those nearest to acceptance. */
function oracle(given: readonly DoneChange[]): readonly UsageType[] {
  const good = permutations(given).filter((order) =>
    order.every((one, place) => {
      const before = order[place - 1]
      return before === undefined || (before.completedOn <= one.completedOn && before.toUse === one.fromUse)
    }),
  )
  const keyOf = (order: readonly DoneChange[]) =>
    order.map(({ acceptedAt }) => acceptedAt.toISOString()).join()
  const best = good.map(keyOf).sort()[0]
  return [
    ...new Set(good.filter((order) => keyOf(order) === best).map((order) => order.at(-1)?.toUse)),
  ] as UsageType[]
}

describe('changes that are done', () => {
  it('of one day follow one another by what they begin and end with, then by their acceptance', () => {
    const there = change('NON_COMMERCIAL>RIDE_HAILING', '2026-01-14T09:00')
    const back = change('RIDE_HAILING>NON_COMMERCIAL', '2026-01-14T15:00')
    expect(inChain([back, there])).toMatchObject({ last: back, connects: true })
    // Accepted in another order than they can have been made in: what they begin and end with decides.
    const on = change('RIDE_HAILING>TAXI', '2026-01-14T08:00')
    expect(inChain([on, there])).toMatchObject({ last: on, connects: true })
  })

  it('of several days follow the days', () => {
    const there = change('NON_COMMERCIAL>RIDE_HAILING', '2026-01-16T09:00', '2026-01-14')
    const back = change('RIDE_HAILING>NON_COMMERCIAL', '2026-01-10T09:00', '2026-01-15')
    expect(inChain([back, there])).toMatchObject({ last: back, connects: true })
  })

  it.each([
    ['leave a usage none of them ends with', ['NON_COMMERCIAL>RIDE_HAILING', 'TAXI>FREIGHT']],
    ['say the same twice', ['NON_COMMERCIAL>RIDE_HAILING', 'NON_COMMERCIAL>RIDE_HAILING']],
  ])('that %s do not connect', (_, both) => {
    expect(inChain(both.map((one) => change(one, '2026-01-14T09:00')))?.connects).toBe(false)
    const days = both.map((one, index) => change(one, '2026-01-14T09:00', `2026-01-1${4 + index}`))
    expect(inChain(days)).toMatchObject({ last: days[1], connects: false })
  })

  it('there and back, accepted at one instant, end nobody knows where', () => {
    const both = [
      change('NON_COMMERCIAL>RIDE_HAILING', '2026-01-14T09:00'),
      change('RIDE_HAILING>NON_COMMERCIAL', '2026-01-14T09:00'),
    ]
    expect(inChain(both)?.connects).toBe(false)
  })

  it('are none where there is none', () => {
    expect(inChain([])).toBeUndefined()
  })

  it('whatever they are, end as every order tried by hand ends, in whatever order they come', () => {
    fc.assert(
      fc.property(changes, fc.integer(), (given, seed) => {
        const ends = oracle(given)
        const turned = given.toSorted(
          (a, b) => ((a.acceptedAt.getTime() * seed) % 7) - ((b.acceptedAt.getTime() * seed) % 7),
        )
        for (const order of [given, turned]) {
          const found = inChain(order)
          if (ends.length === 1 && found?.connects) expect(found.last.toUse).toBe(ends[0])
          // Where a day's own order is left open nothing is claimed, though the days around it might tell.
          if (found?.connects) expect(ends).toEqual([found.last.toUse])
          if (ends.length === 0) expect(found?.connects).toBe(false)
        }
        expect(inChain(turned)?.connects).toBe(inChain(given)?.connects)
      }),
      { numRuns: 500 },
    )
  })
})
