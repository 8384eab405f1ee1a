/**
 * The clock of Asia/Shanghai by its history, without locale data, so that the same instant has the same day on every
 * machine and years later.
 * @see the IANA time zone database, asia, Zone Asia/Shanghai (2025c): local mean time to 1901, summer time in 1919, 1940 to
 * 1949 and 1986 to 1991, eight hours since
 */

const hour = 60 * 60 * 1000
const standard = 8 * hour
const summer = 9 * hour

/** Local mean time of Shanghai, 8:05:43, until the end of 1900. */
const localMean = standard + 343 * 1000

/** When the clocks changed: beginning and end of each summer time, instants. */
const summers = [
  ['1919-04-12T16:00:00Z', '1919-09-30T15:00:00Z'],
  ['1940-05-31T16:00:00Z', '1940-10-12T15:00:00Z'],
  ['1941-03-14T16:00:00Z', '1941-11-01T15:00:00Z'],
  ['1942-01-30T16:00:00Z', '1945-09-01T15:00:00Z'],
  ['1946-05-14T16:00:00Z', '1946-09-30T15:00:00Z'],
  ['1947-04-14T16:00:00Z', '1947-10-31T15:00:00Z'],
  ['1948-04-30T16:00:00Z', '1948-09-30T15:00:00Z'],
  ['1949-04-30T16:00:00Z', '1949-05-27T15:00:00Z'],
  ['1986-05-03T18:00:00Z', '1986-09-13T17:00:00Z'],
  ['1987-04-11T18:00:00Z', '1987-09-12T17:00:00Z'],
  ['1988-04-16T18:00:00Z', '1988-09-10T17:00:00Z'],
  ['1989-04-15T18:00:00Z', '1989-09-16T17:00:00Z'],
  ['1990-04-14T18:00:00Z', '1990-09-15T17:00:00Z'],
  ['1991-04-13T18:00:00Z', '1991-09-14T17:00:00Z'],
] as const

/** Offsets from UTC in milliseconds, each with the instant from which it holds, the newest first. */
const periods: readonly (readonly [since: number, offset: number])[] = [
  [Number.NEGATIVE_INFINITY, localMean] as const,
  [Date.parse('1900-12-31T15:54:17Z'), standard] as const,
  ...summers.flatMap(([begin, end]) => [
    [Date.parse(begin), summer] as const,
    [Date.parse(end), standard] as const,
  ]),
].reverse()

/** Milliseconds the clock in Shanghai is ahead of UTC at an instant (milliseconds since 1970). */
export function shanghaiOffsetMs(instant: number): number {
  return periods.find(([since]) => instant >= since)?.[1] ?? standard
}

/**
 * The instant at which the clock in Shanghai shows a time, written as if it were UTC, in milliseconds. Of an hour that comes
 * twice, when summer time ends, the first; an hour the clocks leap over is read as if they had not.
 */
export function instantOfShanghaiClock(clock: number): number {
  const shown = periods.filter(([since, offset], index) => {
    const until = periods[index - 1]?.[0] ?? Number.POSITIVE_INFINITY
    return clock - offset >= since && clock - offset < until
  })
  const offset = shown.at(-1)?.[1] ?? shanghaiOffsetMs(clock - summer)
  return clock - offset
}
