/** Whether a permit, a licence or a registration is in force: one definition for rooms, rules and the graph. */

/** States of a permit that is in force; one that is suspended stands in the way of another, and grants nothing. */
const inForceStates: readonly string[] = ['VALID', 'SUSPENDED']

/** What says whether something is in force on a day; days are YYYY-MM-DD, both ends belong to it. */
export interface Validity {
  state: string
  validFrom: string
  validUntil?: string | null | undefined
  /** Whether the source states that there is no last day. Without a last day and without this, nobody knows the end. */
  validUntilUnlimited?: boolean | null | undefined
}

/** Whether something is in force on a day: VALID or SUSPENDED, and the day among its days. UNKNOWN without a last day. */
export function inForceOn(validity: Validity, day: string): boolean | 'UNKNOWN' {
  return inForceStates.includes(validity.state) && isWithin(validity, day)
}

/** Whether something grants its right on a day: what is suspended grants nothing. */
export function grantsOn(validity: Validity, day: string): boolean | 'UNKNOWN' {
  return validity.state === 'VALID' && isWithin(validity, day)
}

/** Whether a day is among the days of something, both ends included. UNKNOWN where its end is not known or lies before its beginning. */
export function isWithin(
  { validFrom, validUntil, validUntilUnlimited }: Omit<Validity, 'state'>,
  day: string,
): boolean | 'UNKNOWN' {
  if (validUntil && validUntil < validFrom) return 'UNKNOWN'
  if (day < validFrom) return false
  if (validUntil) return day <= validUntil
  return validUntilUnlimited === true ? true : 'UNKNOWN'
}

/** How rooms store the end of what a source says has none; the graph shows null and `...Unlimited`. */
export const unlimitedDay = '9999-12-31'

/** First and last day of something in force, both included; `unlimitedDay` where there is no last day or nobody knows it. */
export interface Period {
  from: string
  until: string
}

/** The days of something; of one whose end lies before its beginning nobody knows which they are, and it may be any. */
export function periodOf({ validFrom, validUntil }: Pick<Validity, 'validFrom' | 'validUntil'>): Period {
  return validUntil && validUntil < validFrom
    ? { from: '', until: unlimitedDay }
    : { from: validFrom, until: validUntil || unlimitedDay }
}

/** The days two periods have in common; undefined where there are none. */
export function daysInCommon(one: Period, other: Period): Period | undefined {
  const from = one.from > other.from ? one.from : other.from
  const until = one.until < other.until ? one.until : other.until
  return from <= until ? { from, until } : undefined
}

/** Whether all days of a period are days of another. */
export function liesWithin(inner: Period, outer: Period): boolean {
  return outer.from <= inner.from && inner.until <= outer.until
}
