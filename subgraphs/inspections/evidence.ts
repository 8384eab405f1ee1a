/** Envelopes of this room: what stations say, and how far all of them together stand behind it. */
import { type EvidenceRow, type EvidenceSource, envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { endOfDay } from '@one-visit/schema/stated-time.ts'
import type { InspectionFact } from './evidence-messages.ts'
import type { InspectionKind } from './generated/resolvers.ts'
import type { findConfirmations, findLatest } from './latest-store.ts'
import { type ExpectedTest, type Standing, type StandingQuestion, standingOf } from './station-coverage.ts'
import { type SenderState, stationsOf, stationsWith } from './station-states.ts'
import type { VisitRow } from './store.ts'

type Latest = Awaited<ReturnType<typeof findLatest>>[number]
type Confirmation = Awaited<ReturnType<typeof findConfirmations>>[number]

interface Known<Found> {
  found: Found | undefined
  senders: readonly SenderState[]
  now: Date
}

const all: EvidenceSource = { id: 'inspection-station', name: '检测站', authority: '全部联网检测站' }

/** Who sent a record. */
function sourceOf(senders: readonly SenderState[], source: string): EvidenceSource {
  const sender = senders.find((row) => row.sender === source)
  return { ...all, name: sender?.senderName ?? source, authority: sender?.authority ?? source }
}

/**
 * The latest inspection of a kind: true up to the earliest instant up to which the stations that count vouch. Doubtful,
 * STALE, by its own station's gap, silence or unread message; by an unread message about the vehicle, whoever sent it; and
 * by a serial number another station was given for it and has not reported on, which is named in `behind`.
 */
export function inspectionEvidence(vin: string, kind: InspectionKind, known: Known<Latest>) {
  const { found, senders, now } = known
  const unreadSince = found?.unreadSince ?? null
  const doubts = { unreadSince, expected: testsOf(found?.expected), possible: testsOf(found?.possible) }
  const { visit = null } = found ?? {}
  const isMoved = found?.isMoved === true
  if (visit === null) return noneOf(vin, kind, known, { ...doubts, isMoved })
  const stations = stationsWith(senders, kind, visit)
  const record = { stationId: visit.stationId, happenedAt: visit.inspectedAt }
  const standing = standingOf({ stations, record, ...doubts, now })
  const doubtful = standing.doubtful || found?.isLicenceOpen === true
  const envelope = envelopeOf({
    source: sourceOf(senders, visit.source),
    asked: vin,
    row: rowOf(visit),
    // How far the stations vouch is no coverage of one source: it can lie before the record's own time.
    coverage: { gap: doubtful },
    unreadSince: standing.unreadSince,
    conflicting: found?.isContradicted === true || isMoved,
    behind: standing.behind ?? undefined,
    now,
  })
  return {
    ...envelope,
    confirmedAt: standing.confirmedAt,
    record: recordOf({ ...visit, voidReason: null, isDuringClosure: found?.isDuringClosure === true }),
  }
}

/** Numbers that were given to stations, of which nothing came. */
function testsOf(given: Latest['expected'] | undefined): ExpectedTest[] {
  return (given ?? []).map(({ stationId, issuedAt }) => ({ stationId, issuedAt: new Date(issuedAt) }))
}

/**
 * The confirmed devices: what was looked at is not made younger by anything a station says later, nor by a signature on
 * another day than that of the look, as rows of the first mapping have it.
 */
export function equipmentEvidence(vin: string, known: Known<Confirmation>) {
  const { found, senders, now } = known
  const unreadSince = found?.unreadSince ?? null
  const { confirmation = null } = found ?? {}
  if (confirmation === null) return noneOf(vin, 'EQUIPMENT', known, { unreadSince, isMoved: false })
  const stations = stationsWith(senders, 'EQUIPMENT', confirmation)
  const { stationId, positioning, alarm, confirmedOn, signedBy, sourceAt } = confirmation
  const lookedUntil = endOfDay(confirmedOn)
  const lookedAt = sourceAt < lookedUntil ? sourceAt : lookedUntil
  const standing = standingOf({ stations, record: { stationId, happenedAt: lookedAt }, unreadSince, now })
  return {
    ...envelopeOf({
      source: sourceOf(senders, confirmation.source),
      asked: vin,
      row: { ...rowOf(confirmation), sourceAt: lookedAt },
      coverage: { gap: standing.doubtful },
      unreadSince: standing.unreadSince,
      ageing: true,
      now,
    }),
    record: { station: { id: stationId }, positioning, alarm, confirmedOn, signedBy },
  }
}

/** That there is none: only stations that count prove it, each up to when it vouches. */
function noneOf(
  vin: string,
  fact: InspectionFact,
  { senders, now }: Pick<Known<unknown>, 'senders' | 'now'>,
  known: Pick<StandingQuestion, 'unreadSince' | 'expected' | 'possible'> & { isMoved: boolean },
) {
  const { isMoved: conflicting, ...doubts } = known
  const standing = standingOf({ stations: stationsOf(senders, fact), ...doubts, now })
  return {
    ...envelopeOf({
      source: all,
      asked: vin,
      coverage: absenceOf(standing),
      unreadSince: standing.unreadSince,
      behind: standing.behind ?? undefined,
      conflicting,
      now,
    }),
    record: null,
  }
}

function absenceOf({ doubtful, confirmedAt }: Standing) {
  const vouched = confirmedAt ?? undefined
  return { gap: doubtful, initialLoadCompletedAt: vouched, reconciledAt: vouched }
}

function rowOf<Row extends Omit<EvidenceRow<unknown>, 'subject' | 'content'> & { vin: string }>(row: Row) {
  return { ...row, subject: row.vin, content: row }
}

/** A visit as the graph shows it. */
export function recordOf(row: VisitRow) {
  return {
    serial: row.serial,
    kind: row.kind,
    purpose: row.purpose ?? ('PERIODIC' as const),
    station: { id: row.stationId },
    plateNumber: row.plateNumber,
    inspectedAt: row.inspectedAt,
    attempt: row.attempt,
    verdict: row.verdict,
    grade: row.grade,
    validUntil: row.validUntil,
    failedItems: row.failedItems,
    odometerKm: row.odometerKm,
    annulled: row.voidReason === 'CANCELLED',
    line: row.line,
    voidReason: row.voidReason,
    duringClosure: row.isDuringClosure,
  }
}
