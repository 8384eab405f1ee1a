import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  expectedForMs,
  isCounting,
  type StandingQuestion,
  type StationState,
  standingOf,
  vouchedUntil,
} from './station-coverage.ts'

const now = new Date('2026-01-20T10:00:00+08:00')
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000)

const station = (id: string, more: Partial<StationState> = {}): StationState => ({
  id,
  name: `检测站${id}`,
  isLicensed: true,
  isDeclaredClosed: false,
  coverage: {
    gap: false,
    initialLoadCompletedAt: hoursAgo(1000),
    heartbeatAt: hoursAgo(1),
    heartbeatEverySeconds: 3600,
  },
  ...more,
})

const withGap = (state: StationState, gapSince: Date): StationState => ({
  ...state,
  coverage: { ...state.coverage, gap: true, gapSince },
})

const record = { stationId: 'A', happenedAt: hoursAgo(48) }

const hours = fc.integer({ min: 0, max: 200 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const states = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('A', 'B', 'C', 'D'),
    isLicensed: fc.boolean(),
    isDeclaredClosed: fc.boolean(),
    closedUntil: maybe(fc.integer({ min: -50, max: 50 }).map((ahead) => hoursAgo(-ahead))),
    unreadSince: maybe(hours.map(hoursAgo)),
    licenceGap: maybe(fc.record({ since: maybe(hours.map(hoursAgo)) })),
    coverage: maybe(
      fc.record({
        gap: fc.boolean(),
        gapSince: maybe(hours.map(hoursAgo)),
        initialLoadCompletedAt: maybe(fc.constant(hoursAgo(1000))),
        heartbeatAt: maybe(hours.map(hoursAgo)),
        heartbeatEverySeconds: maybe(fc.constant(3600)),
        reconciledAt: maybe(hours.map(hoursAgo)),
      }),
    ),
  }),
  { selector: ({ id }) => id, maxLength: 4 },
)
const questions: fc.Arbitrary<StandingQuestion> = fc.record({
  stations: states.map((found) => found.map((state) => ({ ...state, name: `检测站${state.id}` }))),
  record: maybe(fc.record({ stationId: fc.constantFrom('A', 'B', 'E'), happenedAt: hours.map(hoursAgo) })),
  unreadSince: maybe(hours.map(hoursAgo)),
  expected: fc.array(
    fc.record({ stationId: fc.constantFrom('A', 'B', 'E'), issuedAt: hours.map(hoursAgo) }),
    { maxLength: 2 },
  ),
  possible: fc.array(
    fc.record({ stationId: fc.constantFrom('A', 'B', 'E'), issuedAt: hours.map(hoursAgo) }),
    { maxLength: 2 },
  ),
  now: fc.constant(now),
})
const number = (instant: Date | null): number => instant?.getTime() ?? -1

describe("a number that was given for a plate which may be anybody's", () => {
  it('holds an answer back, casts no doubt on it, and vouches for nothing itself', () => {
    fc.assert(
      fc.property(questions, ({ possible, ...question }) => {
        const [without, held] = [standingOf(question), standingOf({ ...question, possible })]
        expect(held.doubtful).toBe(without.doubtful)
        expect(number(held.confirmedAt)).toBeLessThanOrEqual(number(without.confirmedAt))
        if (without.confirmedAt === null) expect(held.confirmedAt).toBeNull()
      }),
    )
  })
})

describe('the latest inspection', () => {
  it('is the word of its own station where nobody else declares anything', () => {
    const silent = [station('A', { coverage: undefined }), station('B', { coverage: undefined })]
    expect(standingOf({ stations: silent, record, now })).toEqual({
      doubtful: false,
      confirmedAt: record.happenedAt,
      unreadSince: null,
      behind: null,
    })
  })

  it("stands while another station has a gap, as of the gap's beginning, and names that station", () => {
    const stations = [station('A'), withGap(station('B'), hoursAgo(3))]
    expect(standingOf({ stations, record, now })).toEqual({
      doubtful: false,
      confirmedAt: hoursAgo(3),
      unreadSince: null,
      behind: { name: '检测站B', since: hoursAgo(3) },
    })
  })

  it('is held back by what is missing of a station that closed meanwhile, and not of one others declared closed', () => {
    const closing = { ...withGap(station('B'), hoursAgo(3)), closedUntil: hoursAgo(-9) }
    expect(standingOf({ stations: [station('A'), closing], record, now }).confirmedAt).toEqual(hoursAgo(3))
    const declared = { ...closing, isDeclaredClosed: true }
    expect(standingOf({ stations: [station('A'), declared], record, now }).confirmedAt).toEqual(hoursAgo(1))
    const whole = { ...station('B'), closedUntil: hoursAgo(-9) }
    expect(standingOf({ stations: [station('A'), whole], record, now }).confirmedAt).toEqual(hoursAgo(1))
  })

  it('is vouched for by nobody while a station misses something of before its first load', () => {
    const never = withGap(station('B'), new Date(0))
    expect(vouchedUntil(never, now)).toBeNull()
    expect(standingOf({ stations: [station('A'), never], record, now }).confirmedAt).toBeNull()
  })

  it('is as old as the gap of another station, however new the report itself is', () => {
    const stations = [station('A'), withGap(station('B'), hoursAgo(72))]
    const fresh = { stationId: 'A', happenedAt: hoursAgo(0) }
    expect(standingOf({ stations, record: fresh, now }).confirmedAt).toEqual(hoursAgo(72))
  })

  it.each([
    ['a gap', withGap(station('A'), hoursAgo(3))],
    [
      'silence',
      station('A', { coverage: { gap: false, heartbeatAt: hoursAgo(4), heartbeatEverySeconds: 3600 } }),
    ],
    ['something unread', station('A', { unreadSince: hoursAgo(1) })],
    ['a gap of who sends licences', station('A', { licenceGap: { since: hoursAgo(1) } })],
  ])('is doubtful by %s of its own station', (_, own) => {
    expect(standingOf({ stations: [own, station('B')], record, now }).doubtful).toBe(true)
  })

  it('is not doubtful by the silence of a station that is closed, nor until three beats after it opens', () => {
    const coverage = { gap: false, heartbeatAt: hoursAgo(15), heartbeatEverySeconds: 3600 }
    for (const closedUntil of [hoursAgo(-1), hoursAgo(2)])
      expect(standingOf({ stations: [station('A', { coverage, closedUntil })], record, now }).doubtful).toBe(
        false,
      )
    const late = station('A', { coverage, closedUntil: hoursAgo(4) })
    expect(standingOf({ stations: [late], record, now }).doubtful).toBe(true)
  })

  it('is doubtful while another station has a number for the vehicle, for three days', () => {
    const asked = (issuedAt: Date, stationId = 'B') =>
      standingOf({ stations: [station('A'), station('B')], record, expected: [{ stationId, issuedAt }], now })
    expect(asked(hoursAgo(20))).toMatchObject({
      doubtful: true,
      confirmedAt: hoursAgo(20),
      behind: { name: '检测站B', since: hoursAgo(20) },
    })
    expect(asked(new Date(now.getTime() - expectedForMs + 1)).doubtful).toBe(true)
    expect(asked(new Date(now.getTime() - expectedForMs)).doubtful).toBe(false)
    // Its own station vouches itself for what it sent.
    expect(asked(hoursAgo(20), 'A').doubtful).toBe(false)
  })
})

it('an answer by the word of a closed station reaches no further because another closed one misses something', () => {
  const own = station('A', { isDeclaredClosed: true, coverage: undefined })
  const other = station('B', { closedUntil: hoursAgo(-1) })
  const reached = (state: StationState) => standingOf({ stations: [own, state], record, now }).confirmedAt
  expect([reached(other), reached(withGap(other, now))]).toEqual([record.happenedAt, record.happenedAt])
})

describe('that there is none', () => {
  it('is vouched for by nobody where no station counts', () => {
    const stations = [
      station('A', { isLicensed: false }),
      station('B', { isDeclaredClosed: true }),
      station('C', { closedUntil: hoursAgo(-1) }),
      station('D', { coverage: { gap: false, heartbeatAt: now } }),
    ]
    expect(stations.filter((one) => isCounting(one, now))).toEqual([])
    expect(standingOf({ stations, now })).toMatchObject({ doubtful: false, confirmedAt: null })
  })

  it('is true up to the earliest word of the stations that count', () => {
    const stations = [station('A'), withGap(station('B'), hoursAgo(30)), station('C', { isLicensed: false })]
    expect(standingOf({ stations, now })).toMatchObject({
      doubtful: false,
      confirmedAt: hoursAgo(30),
      behind: { name: '检测站B', since: hoursAgo(30) },
    })
  })

  it('is doubtful while any station has a number for the vehicle', () => {
    const expected = [{ stationId: 'A', issuedAt: hoursAgo(1) }]
    expect(standingOf({ stations: [station('A')], expected, now }).doubtful).toBe(true)
  })
})

it('a station that was closed vouches by its closing for the time of it', () => {
  const coverage = { gap: false, initialLoadCompletedAt: hoursAgo(99), heartbeatAt: hoursAgo(17) }
  expect(vouchedUntil(station('A', { coverage, closedUntil: hoursAgo(2) }), now)).toEqual(hoursAgo(2))
  expect(vouchedUntil(station('A', { coverage, closedUntil: hoursAgo(-2) }), now)).toEqual(hoursAgo(17))
})

describe('whatever is known', () => {
  it('the order of stations and of numbers does not matter', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const turned = {
          ...question,
          stations: question.stations.toReversed(),
          expected: question.expected?.toReversed(),
        }
        expect(standingOf(turned)).toEqual(standingOf(question))
      }),
    )
  })

  it('nothing another station does or leaves undone makes an answer doubtful, or doubt less', () => {
    fc.assert(
      fc.property(questions, states, (question, others) => {
        const own = question.stations.filter(({ id }) => id === question.record?.stationId)
        const replaced = others
          .filter(({ id }) => id !== question.record?.stationId)
          .map((state) => ({ ...state, name: state.id }))
        expect(standingOf({ ...question, stations: [...own, ...replaced] }).doubtful).toBe(
          standingOf(question).doubtful,
        )
      }),
    )
  })

  it('no answer reaches further because a station falls behind, or one more counts', () => {
    fc.assert(
      fc.property(questions, fc.nat(3), hours, (question, place, behindBy) => {
        const before = standingOf(question)
        const at = question.stations[place % Math.max(question.stations.length, 1)]
        if (at === undefined || at.id === question.record?.stationId) return
        const slower = withGap(at, hoursAgo(behindBy))
        const after = standingOf({
          ...question,
          stations: question.stations.map((state) => (state === at ? slower : state)),
        })
        const wasSooner = at.coverage?.gap && (at.coverage.gapSince ?? hoursAgo(1000)) < hoursAgo(behindBy)
        if (!wasSooner && at.coverage !== undefined)
          expect(number(after.confirmedAt)).toBeLessThanOrEqual(number(before.confirmedAt))
        expect(after.doubtful).toBe(before.doubtful)
        const joined = standingOf({ ...question, stations: [...question.stations, station('Z')] })
        if (
          question.record !== undefined &&
          !question.stations.some(({ id }) => id === question.record?.stationId)
        )
          expect(number(joined.confirmedAt)).toBeLessThanOrEqual(number(before.confirmedAt))
      }),
    )
  })

  it('no answer reaches further than any station that counts vouches, nor is it doubtful without a reason', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { confirmedAt, doubtful, unreadSince } = standingOf(question)
        for (const state of question.stations)
          if (state.id !== question.record?.stationId && isCounting(state, now))
            expect(number(confirmedAt)).toBeLessThanOrEqual(number(vouchedUntil(state, now)))
        if (question.unreadSince !== undefined) {
          expect(doubtful).toBe(true)
          expect(number(unreadSince)).toBeLessThanOrEqual(number(question.unreadSince ?? null))
        }
      }),
    )
  })
})
