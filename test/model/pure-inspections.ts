/** What the inspections room answers, from rows in memory: its questions are said again, its answers are its own. */
import { equipmentEvidence, inspectionEvidence } from '@one-visit/inspections/evidence.ts'
import { messagesOf } from '@one-visit/inspections/evidence-messages.ts'
import { expectedForMs } from '@one-visit/inspections/station-coverage.ts'
import type { SenderState } from '@one-visit/inspections/station-states.ts'
import type { PureFeed, PureRow } from './pure-feed.ts'
import type { Expected } from './said.ts'

/** The two facts of a vehicle at the stations, as the room's resolvers answer them. */
export function inspectionFacts(feed: PureFeed, expected: readonly Expected[], vin: string, now: Date) {
  const senders = senderStates(feed)
  const unread = (messages: readonly string[]) =>
    feed.unreadSince(messages.map((message) => `${message} VIN ${vin}`))
  const rows = [...feed.table('safetyVerdict').standing.values()]
  const cancelled = feed.table('visitAnnulment').standing
  const annulmentOf = (row: PureRow) => cancelled.get(`${String(row.stationId)}\t${String(row.serial)}`)
  const counting = rows.filter(
    (row) => row.vin === vin && !row.deleted && isLastAttempt(row, rows) && !voids(annulmentOf(row)),
  )
  const [visit = null] = counting.sort(latestFirst)
  const twin = counting.find(
    (row) =>
      row !== visit &&
      visit !== null &&
      momentOf(row) === momentOf(visit) &&
      contentOf(row) !== contentOf(visit),
  )
  const confirmation = [...feed.table('equipmentConfirmation').standing.values()].find(
    (row) => row.vin === vin,
  )
  return {
    safety: inspectionEvidence(vin, 'SAFETY', {
      found: {
        vin,
        kind: 'SAFETY',
        visit,
        isContradicted:
          visit !== null &&
          (visit.contradicted || annulmentOf(visit)?.contradicted === true || twin !== undefined),
        isLicenceOpen: false,
        isDuringClosure: false,
        unreadSince: unread(messagesOf.SAFETY),
        expected: expected
          .filter((given) => given.vin === vin && now.getTime() - given.at < expectedForMs)
          .filter(({ station, serial }) => {
            const annulment = cancelled.get(`${station}\t${serial}`)
            const isReported = rows.some(
              (row) => row.stationId === station && row.serial === serial && row.vin === vin && !row.deleted,
            )
            const isVoid = voids(annulment) && annulment?.vin === vin
            return !isReported && !isVoid
          })
          .map(({ station, at }) => ({ stationId: station, issuedAt: new Date(at).toISOString() })),
      } as never,
      senders,
      now,
    }),
    equipment: equipmentEvidence(vin, {
      found: { vin, confirmation: confirmation ?? null, unreadSince: unread(messagesOf.EQUIPMENT) } as never,
      senders,
      now,
    }),
  }
}

/** Whether a visit counts for nothing: one that is contradicted voids nothing, and is a doubt. */
const voids = (annulment: PureRow | undefined): boolean =>
  annulment !== undefined && !annulment.deleted && !annulment.contradicted

function isLastAttempt(row: PureRow, rows: readonly PureRow[]): boolean {
  return !rows.some(
    (other) =>
      other.stationId === row.stationId &&
      other.serial === row.serial &&
      !other.deleted &&
      Number(other.attempt) > Number(row.attempt),
  )
}

const momentOf = (row: PureRow): number => (row.inspectedAt as Date).getTime()
const contentOf = ({ verdict, grade, validUntil }: PureRow): string =>
  JSON.stringify([verdict, grade, validUntil])

/** The newest first; of one instant the later attempt, then the greater serial number. */
function latestFirst(a: PureRow, b: PureRow): number {
  return (
    momentOf(b) - momentOf(a) ||
    Number(b.attempt) - Number(a.attempt) ||
    (String(a.serial) < String(b.serial) ? 1 : -1)
  )
}

/** As `findSenderStates` gives them: every station licensed, none declared closed. */
function senderStates(feed: PureFeed): SenderState[] {
  return [...feed.sources.values()].flatMap(({ id, name, authority, everySeconds }): SenderState[] => {
    const unread = (fact: keyof typeof messagesOf) =>
      feed.unreadSince(
        messagesOf[fact].flatMap((message) => [`${message} SCOPE ${id}`, `${message} SCOPE *`]),
        [id],
      )
    const shared = {
      sender: id,
      senderName: name,
      authority,
      heartbeatEverySeconds: everySeconds ?? null,
      isForAll: false,
      isForOne: true,
      station: id,
      stationName: name,
      isLicensed: true,
      isDeclaredClosed: false,
      sendsLicences: false,
      SAFETY: unread('SAFETY'),
      EMISSION: unread('EMISSION'),
      COMPREHENSIVE: unread('COMPREHENSIVE'),
      EQUIPMENT: unread('EQUIPMENT'),
      licencesUnreadSince: null,
      allLicencesUnreadSince: null,
    }
    // What a scope does not say is null, though its columns are read as instants.
    const scopes = ['*', id].flatMap((scope) => {
      const known = feed.scopes.get(`${id} ${scope}`)
      return known === undefined ? [] : [{ ...shared, ...known, scope }]
    })
    return (scopes.length > 0 ? scopes : [{ ...shared, ...nothingSaid }]) as SenderState[]
  })
}

const nothingSaid = {
  scope: null,
  initialLoadCompletedAt: null,
  heartbeatAt: null,
  reconciledAt: null,
  gap: null,
  gapSince: null,
  closedUntil: null,
}
