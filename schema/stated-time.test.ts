import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unlimitedDay } from './in-force.ts'
import { instantOfShanghaiClock, shanghaiOffsetMs } from './shanghai-zone.ts'
import {
  plausibleDay,
  plausibleInstant,
  readStatedDay,
  readStatedInstant,
  readStatedLimit,
  startOfDay,
} from './stated-time.ts'
import { readDay, shanghaiDay, shanghaiMinute, TimeError } from './time.ts'

const numRuns = 500

const locale = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The clock in Shanghai as the locale data of the machine have it, YYYY-MM-DD hh:mm:ss. */
function clockByLocale(instant: Date): string {
  const parts = Object.fromEntries(locale.formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`
}

const secondsBetween = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 })
    .map((seconds) => new Date(seconds * 1000))
const summerYears = secondsBetween('1985-01-01T00:00:00Z', '1992-12-31T00:00:00Z')
const anyYears = secondsBetween('1890-01-01T00:00:00Z', '2098-12-31T00:00:00Z')

const faultOf = (read: () => unknown): string => {
  try {
    read()
    return 'none'
  } catch (error) {
    return error instanceof TimeError ? error.code : 'another error'
  }
}

describe('a stated day', () => {
  it.each([
    ['2026-09-30', '2026-09-30'],
    ['20260930', '2026-09-30'],
    ['2026/9/30', '2026-09-30'],
    ['2026/09/05', '2026-09-05'],
    [' 2026-09-30 ', '2026-09-30'],
    ['2026-09-30 00:00:00', '2026-09-30'],
    ['2026-09-30  00:00:00.0', '2026-09-30'],
    ['2026-09-30 23:59:59', '2026-09-30'],
    ['2026/9/5 9:00', '2026-09-05'],
    ['20260930235959', '2026-09-30'],
    ['2026-09-30T16:30:00Z', '2026-10-01'],
    ['2026-09-30T15:59:59Z', '2026-09-30'],
    ['2018-11-29T16:00:00.000+0000', '2018-11-30'],
    ['2018-11-29T16:00:00.000-08:00', '2018-11-30'],
    ['2018-11-30T00:00:00+08:00', '2018-11-30'],
    // Summer time: midnight in Shanghai was 15:00 in Greenwich.
    ['1988-07-09T15:00:00Z', '1988-07-10'],
    ['1988-07-09T14:59:59Z', '1988-07-09'],
    ['1992-07-09T15:00:00Z', '1992-07-09'],
    ['9999-12-31T23:59:59Z', unlimitedDay],
  ])('%s is %s', (text, day) => {
    expect(readStatedDay(text)).toBe(day)
  })

  it.each([
    '2026-09-30 rubbish',
    '2026-09-30T',
    '2026-13-40',
    '2026-02-29',
    '20261301',
    '2026-9/30',
    '2026-09-30 24:00:00',
    '2026-09-30 12:60:00',
    '2026-09-30T16:30:00+8',
    '2026-09-30T16:30:00+25:00',
    '2026-09-30+08:00',
    '1790000000000',
    '1790000000',
    '45930',
    '0000-01-01',
    '0',
    '',
    '二〇二六年九月三十日',
  ])('%j is none', (text) => {
    expect(faultOf(() => readStatedDay(text))).toBe('DATE_FORM')
  })

  it('is the same in every form, and the same day at every hour of it', () => {
    fc.assert(
      fc.property(anyYears, (instant) => {
        const clock = clockByLocale(instant)
        const day = clock.slice(0, 10)
        const [year, month, dayOfMonth] = day.split('-').map(Number)
        for (const text of [
          day,
          day.replaceAll('-', ''),
          `${year}/${month}/${dayOfMonth}`,
          clock,
          clock.replace(' ', '  '),
          clock.replace(' ', 'T'),
          clock.replace(/[-: ]/g, ''),
        ])
          expect(readStatedDay(text)).toBe(day)
      }),
      { numRuns },
    )
  })
})

describe('a stated instant', () => {
  it.each([
    ['2026-09-30 16:30:00', '2026-09-30T08:30:00.000Z'],
    ['2026-09-30  9:00:00', '2026-09-30T01:00:00.000Z'],
    ['2026-09-30 16:30:00.0', '2026-09-30T08:30:00.000Z'],
    ['2026/9/30 16:30:00.1239', '2026-09-30T08:30:00.123Z'],
    ['20260930163000', '2026-09-30T08:30:00.000Z'],
    ['2026-09-30T16:30:00Z', '2026-09-30T16:30:00.000Z'],
    ['2026-09-30T16:30:00.000+0000', '2026-09-30T16:30:00.000Z'],
    ['2026-09-30 16:30:00 +08:00', '2026-09-30T08:30:00.000Z'],
    ['1988-07-10 00:00:00', '1988-07-09T15:00:00.000Z'],
    // Half past one came twice that night, half past two of the spring before never: no guess is refused for it.
    ['1988-09-11 01:30:00', '1988-09-10T16:30:00.000Z'],
    ['1988-04-17 02:30:00', '1988-04-16T18:30:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(readStatedInstant(text).toISOString()).toBe(instant)
  })

  it.each(['2026-09-30', '20260930', '2026-13-40 10:00:00', '2026-09-30 10', 'now'])('%j is none', (text) => {
    expect(faultOf(() => readStatedInstant(text))).toBe('DATE_FORM')
  })

  it('is itself again, whatever offset it is written with', () => {
    fc.assert(
      fc.property(
        anyYears,
        fc.integer({ min: -1439, max: 1439 }),
        fc.boolean(),
        (instant, offset, hasColon) => {
          const sign = offset < 0 ? '-' : '+'
          const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
            String(part).padStart(2, '0'),
          )
          const clock = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1)
          const text = `${clock}${sign}${hours}${hasColon ? ':' : ''}${minutes}`
          expect(readStatedInstant(text)).toEqual(instant)
          expect(readStatedDay(text)).toBe(clockByLocale(instant).slice(0, 10))
        },
      ),
      { numRuns },
    )
  })

  it('without an offset shows the clock it was written with, except the hour that came twice', () => {
    fc.assert(
      fc.property(fc.oneof(summerYears, anyYears), (instant) => {
        const clock = clockByLocale(instant)
        const read = readStatedInstant(clock)
        expect(clockByLocale(read)).toBe(clock)
        expect([0, 3_600_000]).toContain(instant.getTime() - read.getTime())
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('the clock in Shanghai', () => {
  it('agrees with the locale data of the machine', () => {
    const agrees = (instant: Date) => {
      const clock = clockByLocale(instant)
      expect(shanghaiDay(instant)).toBe(clock.slice(0, 10))
      expect(shanghaiMinute(instant)).toBe(clock.slice(0, 16))
      expect(shanghaiOffsetMs(instant.getTime())).toBe(
        Date.parse(`${clock.replace(' ', 'T')}Z`) - instant.getTime(),
      )
    }
    fc.assert(fc.property(fc.oneof(summerYears, anyYears), agrees), { numRuns: 2_000 })
  })

  it('changes when the locale data of the machine say so, to the second', () => {
    const offsetByLocale = (at: number) =>
      Date.parse(`${clockByLocale(new Date(at)).replace(' ', 'T')}Z`) - at
    const dayMs = 24 * 3_600_000
    const changes: number[] = []
    for (let at = Date.parse('1900-06-01T00:00:00Z'); at < Date.parse('1992-01-01T00:00:00Z'); at += dayMs) {
      if (offsetByLocale(at) === offsetByLocale(at + dayMs)) continue
      let [before, after] = [at, at + dayMs]
      while (after - before > 1000) {
        const middle = before + Math.floor((after - before) / 2000) * 1000
        if (offsetByLocale(middle) === offsetByLocale(at)) before = middle
        else after = middle
      }
      changes.push(after)
      expect(shanghaiOffsetMs(after - 1)).toBe(offsetByLocale(before))
      expect(shanghaiOffsetMs(after)).toBe(offsetByLocale(after))
    }
    expect(changes).toHaveLength(29)
  })

  it('begins each day at its own midnight', () => {
    fc.assert(
      fc.property(anyYears, (instant) => {
        const day = clockByLocale(instant).slice(0, 10)
        const start = startOfDay(day)
        expect(shanghaiDay(start)).toBe(day)
        expect(shanghaiDay(new Date(start.getTime() - 1))).not.toBe(day)
        expect(readDay(day)).toBe(day)
      }),
      { numRuns },
    )
    expect(instantOfShanghaiClock(Date.parse('2026-09-30T00:00:00Z'))).toBe(
      Date.parse('2026-09-29T16:00:00Z'),
    )
  })
})

describe('a plausible instant', () => {
  it('is of a plausible day in Shanghai, or of one to come', () => {
    for (const text of ['2026-09-30T16:30:00Z', '2031-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])
      expect(plausibleInstant(new Date(text))).toEqual(new Date(text))
    for (const text of [
      '0001-01-01T00:00:00Z',
      '1900-12-31T15:59:59Z',
      '1970-01-01T00:00:00Z',
      '1969-12-31T16:00:00Z',
    ])
      expect(faultOf(() => plausibleInstant(new Date(text)))).toBe('DATE_IMPLAUSIBLE')
  })
})

describe('a plausible day', () => {
  it.each(['0001-01-01', '1899-12-30', '1900-01-01', '1900-12-31', '1970-01-01', '2099-12-31', '9999-12-31'])(
    'is not %s',
    (day) => {
      expect(faultOf(() => plausibleDay(day))).toBe('DATE_IMPLAUSIBLE')
    },
  )

  it.each(['1901-01-01', '1969-12-31', '1970-01-02', '2026-09-30', '2098-12-31'])('may be %s', (day) => {
    expect(plausibleDay(day)).toBe(day)
  })

  it('lies within what its caller knows, both ends included', () => {
    const limits = { notBefore: '2020-01-01', notAfter: '2026-09-30' }
    expect(plausibleDay('2020-01-01', limits)).toBe('2020-01-01')
    expect(plausibleDay('2026-09-30', limits)).toBe('2026-09-30')
    expect(faultOf(() => plausibleDay('2019-12-31', limits))).toBe('DATE_IMPLAUSIBLE')
    expect(faultOf(() => plausibleDay('2026-10-01', limits))).toBe('DATE_IMPLAUSIBLE')
  })

  it('is a last day or says that there is none, and nothing between', () => {
    expect(readStatedLimit('20991231')).toBe(unlimitedDay)
    expect(readStatedLimit('9999-12-30T16:00:00Z')).toBe(unlimitedDay)
    expect(readStatedLimit('2030-06-30')).toBe('2030-06-30')
    expect(faultOf(() => readStatedLimit('2100-01-01'))).toBe('DATE_IMPLAUSIBLE')
    expect(faultOf(() => readStatedLimit('1900-01-01'))).toBe('DATE_IMPLAUSIBLE')
    expect(faultOf(() => readStatedLimit('0'))).toBe('DATE_FORM')
  })
})
