/**
 * How far an answer about a vehicle's inspections reaches. Any station of the city may have tested the vehicle since, so
 * that "the latest" and "none" are true up to an instant: the earliest up to which the stations that count vouch. That
 * instant is no veto: a computer that is switched off at 17:00 holds it back, and its age is judged by approvals. Pure.
 */
import { type Coverage, type EvidenceBehind, isDoubtful, latest } from '@one-visit/kit/graph/evidence.ts'

/** What is known of a station by what it, and whoever relays for it, said. */
export interface StationState {
  id: string
  /** Name shown to people. */
  name: string
  /** Whether it has a licence today. */
  isLicensed: boolean
  /** Whether the authority or an administrator has declared it closed now. */
  isDeclaredClosed: boolean
  /** Until when it said itself that it is closed. */
  closedUntil?: Date | undefined
  /** How far its senders vouch together; none where it declared nothing. */
  coverage?: (Coverage & { gapSince?: Date | undefined }) | undefined
  /** Since when something of it is unread that names no vehicle. */
  unreadSince?: Date | undefined
  /** Where something of who sends its licences is known to be missing: since when, undefined where that was never whole. */
  licenceGap?: { since: Date | undefined } | undefined
}

/** A serial number that was given for the vehicle, and under which there is neither report nor cancellation. */
export interface ExpectedTest {
  stationId: string
  issuedAt: Date
}

/** What an answer is judged by. */
export interface StandingQuestion {
  stations: readonly StationState[]
  /** The latest inspection, and when that was, whenever its report was corrected; left out where there is none. */
  record?: { stationId: string; happenedAt: Date } | undefined
  /** Since when something is unread that names this vehicle, whoever sent it. */
  unreadSince?: Date | null | undefined
  expected?: readonly ExpectedTest[] | undefined
  /** Numbers that were given for a plate, which may be this vehicle's or any other's whose plate nobody knows. */
  possible?: readonly ExpectedTest[] | undefined
  now: Date
}

/** How far an answer stands. */
export interface Standing {
  /** Whether more is known to have been said or done than the answer holds. */
  doubtful: boolean
  /** The instant up to which it is true; null where nobody vouches for anything. */
  confirmedAt: Date | null
  unreadSince: Date | null
  behind: EvidenceBehind | null
}

/** How long a report is waited for after its serial number was given, ms. */
export const expectedForMs = 3 * 86_400_000

/**
 * Whether a station counts: what it has not sent yet could be an inspection. One that says that it is closed has still to
 * send what is known to be missing of it; of one that others declared closed nobody waits for that either.
 */
export function isCounting(station: StationState, now: Date): boolean {
  const { isLicensed, isDeclaredClosed, coverage, unreadSince } = station
  if (!isLicensed || coverage?.initialLoadCompletedAt === undefined) return false
  const isMissing = coverage.gap || unreadSince !== undefined
  return !isClosed(station, now) || (isMissing && !isDeclaredClosed)
}

/** Whether a station makes no tests now, by its own word or another's. */
function isClosed({ isDeclaredClosed, closedUntil }: StationState, now: Date): boolean {
  return isDeclaredClosed || (closedUntil !== undefined && closedUntil > now)
}

/**
 * The instant up to which a station has sent everything; null where it vouches for nothing. A time in which it was
 * closed is vouched for by its closing.
 */
export function vouchedUntil(
  { coverage, closedUntil, unreadSince, licenceGap }: StationState,
  now: Date,
): Date | null {
  if (coverage === undefined || (licenceGap && licenceGap.since === undefined)) return null
  const spoken = latest(
    coverage.heartbeatAt,
    coverage.reconciledAt,
    coverage.initialLoadCompletedAt,
    coverage.heartbeatAt && closedUntil && closedUntil <= now ? closedUntil : undefined,
  )
  if (spoken === null) return null
  const missing = coverage.gap ? (coverage.gapSince ?? coverage.initialLoadCompletedAt) : undefined
  if (coverage.gap && missing === undefined) return null
  // With something missing from before its first load was complete, it was never whole.
  if (missing && coverage.initialLoadCompletedAt && missing < coverage.initialLoadCompletedAt) return null
  return earliest([spoken, missing, unreadSince, licenceGap?.since])
}

/** How far the answer about one vehicle stands. */
export function standingOf(question: StandingQuestion): Standing {
  const { stations, record, unreadSince = null, expected = [], possible = [], now } = question
  const own = stations.find(({ id }) => id === record?.stationId)
  const bounds = boundsOf(question, own)
  const awaited = awaitedOf(expected, question)
  // A test that may be anybody's holds back what stations vouch for, and vouches for nothing itself.
  const all = [...awaited, ...bounds, ...(bounds.length === 0 ? [] : awaitedOf(possible, question))]
  const slowest = all.reduce<EvidenceBehind | null>(slower, null)
  return {
    doubtful: unreadSince !== null || awaited.length > 0 || (own !== undefined && isOwnDoubtful(own, now)),
    confirmedAt: slowest?.since ?? null,
    unreadSince: earliest([unreadSince ?? undefined, own?.unreadSince]),
    behind:
      awaited.reduce<EvidenceBehind | null>(slower, null) ?? (all.length > 1 || !record ? slowest : null),
  }
}

/** The numbers other stations were given whose report is waited for. */
function awaitedOf(
  tests: readonly ExpectedTest[],
  { stations, record, now }: StandingQuestion,
): EvidenceBehind[] {
  return tests
    .filter(({ stationId, issuedAt }) => stationId !== record?.stationId && isAwaited(issuedAt, now))
    .map(({ stationId, issuedAt }) => ({
      name: stations.find(({ id }) => id === stationId)?.name ?? stationId,
      since: issuedAt,
    }))
}

/** Of each station that stands behind the answer, up to when it vouches. */
function boundsOf(
  { stations, record, now }: StandingQuestion,
  own: StationState | undefined,
): EvidenceBehind[] {
  const counting = stations.filter((station) => station !== own && isCounting(station, now))
  const others = counting.map((station) => ({ name: station.name, since: vouchedUntil(station, now) }))
  if (record === undefined) return others
  // One that is closed has nothing more to send; where nobody else is open, its own word is all there is.
  if (own !== undefined && isClosed(own, now) && counting.some((station) => !isClosed(station, now)))
    return others
  // The record is its own station's word as of the test, whatever else that station said: who corrects a report need not
  // have told of the tests made in between.
  const said = latest(record.happenedAt, (own && vouchedUntil(own, now)) ?? undefined)
  return [...others, { name: own?.name ?? record.stationId, since: said }]
}

const isAwaited = (issuedAt: Date, now: Date): boolean => now.getTime() - issuedAt.getTime() < expectedForMs

/** Whether the station of the record itself has a gap, as who sends its licences can, something unread, or has fallen silent. */
function isOwnDoubtful(station: StationState, now: Date): boolean {
  const { coverage, closedUntil, unreadSince, licenceGap } = station
  if (unreadSince !== undefined || coverage?.gap || licenceGap !== undefined) return true
  if (coverage?.heartbeatAt === undefined || isClosed(station, now)) return false
  // Nothing is to be heard while it is closed.
  const heartbeatAt = latest(coverage.heartbeatAt, closedUntil) ?? coverage.heartbeatAt
  return isDoubtful({ coverage: { ...coverage, heartbeatAt }, now })
}

/** The one that vouches for less; of two alike the first by name, so that the order of stations does not matter. */
function slower(known: EvidenceBehind | null, other: EvidenceBehind): EvidenceBehind {
  if (known === null) return other
  const [a, b] = [known.since?.getTime() ?? -1, other.since?.getTime() ?? -1]
  return b < a || (b === a && other.name < known.name) ? other : known
}

function earliest(instants: readonly (Date | undefined)[]): Date | null {
  return instants.reduce<Date | null>(
    (first, instant) => (instant !== undefined && (first === null || instant < first) ? instant : first),
    null,
  )
}
