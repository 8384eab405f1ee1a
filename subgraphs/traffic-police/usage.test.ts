import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UsageType } from './generated/resolvers.ts'
import type { PoliceVehicleRow, UsageChangeRow } from './store.ts'
import { usageNow } from './usage.ts'

const at = (text: string): Date => new Date(`2026-01-${text}:00+08:00`)

const state = (usage: UsageType, sourceAt: Date, more: Partial<PoliceVehicleRow> = {}) =>
  ({ usage, sourceAt, deleted: false, contradicted: false, previous: null, ...more }) as PoliceVehicleRow

function change(uses: string, sourceAt: Date, more: Partial<UsageChangeRow> = {}): UsageChangeRow {
  const [fromUse, toUse] = uses.split('>') as [UsageType, UsageType]
  return {
    changeId: `${uses}@${sourceAt.toISOString()}`,
    fromUse,
    toUse,
    acceptedAt: new Date(sourceAt.getTime() - 3_600_000),
    completedOn: sourceAt.toISOString().slice(0, 10),
    state: 'DONE',
    sourceAt,
    doneAt: null,
    deleted: false,
    contradicted: false,
    ...more,
  } as UsageChangeRow
}

const toRideHailing = 'NON_COMMERCIAL>RIDE_HAILING'
const back = 'RIDE_HAILING>NON_COMMERCIAL'

describe('a state and a change that is done', () => {
  const done = change(toRideHailing, at('14T10:00'))

  it('disagree where the state was read since, on the same day or later', () => {
    for (const read of ['14T10:00', '14T18:00', '20T18:00'])
      expect(usageNow(state('NON_COMMERCIAL', at(read)), [done])).toMatchObject({ conflicting: true })
  })

  it('do not where it was read before: the change overtakes it', () => {
    for (const read of ['13T18:00', '14T09:00'])
      expect(usageNow(state('NON_COMMERCIAL', at(read)), [done])).toMatchObject({
        conflicting: false,
        current: 'RIDE_HAILING',
        basis: done,
      })
  })

  it('disagree where the state of that morning shows a usage the change knows nothing of', () => {
    expect(usageNow(state('TAXI', at('14T09:00')), [done])).toMatchObject({ conflicting: true })
    expect(usageNow(state('TAXI', at('10T09:00')), [done])).toMatchObject({ conflicting: false })
  })

  it('still disagree once the record of the change was corrected: that says nothing new of the usage', () => {
    const corrected = { ...done, sourceAt: at('15T08:00'), doneAt: at('14T10:00') }
    expect(usageNow(state('NON_COMMERCIAL', at('14T18:00')), [corrected])).toMatchObject({
      conflicting: true,
    })
  })
})

describe('there and back on one day', () => {
  const there = change(toRideHailing, at('14T10:00'))
  const again = change(back, at('14T16:00'))

  it('is back, also after the first was corrected later', () => {
    const corrected = { ...there, sourceAt: at('16T08:00'), doneAt: at('14T10:00') }
    for (const changes of [
      [there, again],
      [again, corrected],
      [corrected, again],
    ])
      expect(usageNow(undefined, changes)).toMatchObject({
        conflicting: false,
        current: 'NON_COMMERCIAL',
        lastChange: { fromUse: 'RIDE_HAILING' },
      })
  })

  it('contradicts a state read in the evening that shows the usage in between', () => {
    expect(usageNow(state('RIDE_HAILING', at('14T18:00')), [there, again])).toMatchObject({
      conflicting: true,
    })
    expect(usageNow(state('RIDE_HAILING', at('14T12:00')), [there, again])).toMatchObject({
      conflicting: false,
      current: 'NON_COMMERCIAL',
    })
  })
})

describe('changes that do not connect', () => {
  const changes = [change(toRideHailing, at('14T10:00')), change('TAXI>FREIGHT', at('14T16:00'))]

  it('are a conflict, until the police state what came of it', () => {
    expect(usageNow(undefined, changes)).toMatchObject({ conflicting: true })
    expect(usageNow(state('FREIGHT', at('13T10:00')), changes)).toMatchObject({ conflicting: true })
    expect(usageNow(state('RIDE_HAILING', at('15T10:00')), changes)).toMatchObject({ conflicting: true })
    expect(usageNow(state('FREIGHT', at('15T10:00')), changes)).toMatchObject({
      conflicting: false,
      current: 'FREIGHT',
    })
  })
})

describe('what is contradicted', () => {
  it('is a conflict, be it the state or a change', () => {
    const done = change(toRideHailing, at('14T10:00'))
    const read = state('RIDE_HAILING', at('15T10:00'))
    expect(usageNow(read, [done])).toMatchObject({ conflicting: false })
    expect(usageNow({ ...read, contradicted: true }, [done])).toMatchObject({ conflicting: true })
    expect(usageNow(read, [{ ...done, contradicted: true }])).toMatchObject({ conflicting: true })
  })
})

const uses: fc.Arbitrary<UsageType> = fc.constantFrom('NON_COMMERCIAL', 'RIDE_HAILING', 'TAXI')
const instants = fc.integer({ min: 0, max: 72 }).map((hour) => new Date(Date.UTC(2026, 0, 13, hour)))
const changes = fc.array(
  fc
    .record({ from: uses, to: uses, at: instants, done: fc.boolean(), withdrawn: fc.boolean() })
    .map(({ from, to, at: sourceAt, done, withdrawn }) =>
      change(`${from}>${to}`, sourceAt, { state: withdrawn ? 'WITHDRAWN' : done ? 'DONE' : 'ACCEPTED' }),
    ),
  { maxLength: 4 },
)

describe('whatever the police say', () => {
  it('a usage that is no conflict is one the newest statement names', () => {
    fc.assert(
      fc.property(
        fc.option(fc.record({ usage: uses, read: instants }), { nil: undefined }),
        changes,
        (read, all) => {
          const row = read && state(read.usage, read.read)
          const found = usageNow(row, all)
          const done = all.filter((one) => one.state === 'DONE')
          expect(found === undefined).toBe(row === undefined && done.length === 0)
          if (found === undefined || found.conflicting) return
          const since = done.filter((one) => row === undefined || one.sourceAt > row.sourceAt)
          // Nothing was recorded as done since the state was read: the state is the word of the police.
          const named = row !== undefined && since.length === 0 ? [row.usage] : done.map(({ toUse }) => toUse)
          expect(named).toContain(found.current)
        },
      ),
    )
  })

  it('the order in which changes come does not matter', () => {
    fc.assert(
      fc.property(uses, instants, changes, (usage, read, all) => {
        const row = state(usage, read)
        const { conflicting, current } = usageNow(row, all) ?? {}
        expect(usageNow(row, all.toReversed())).toMatchObject({ conflicting, current })
      }),
    )
  })
})
