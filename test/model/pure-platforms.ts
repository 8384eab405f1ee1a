/** What the platforms room answers, from rows in memory: its questions are said again, its answers are its own. */
import type { PlateChange, UnreadChange } from '@one-visit/platforms/plate-bearing.ts'
import { insuranceEvidence, mileageEvidence } from '@one-visit/platforms/plate-evidence.ts'
import type { Standing } from '@one-visit/platforms/standing-query.ts'
import { vehicleEvidence } from '@one-visit/platforms/vehicle-evidence.ts'
import type { PureFeed, PureRow } from './pure-feed.ts'
import { isNewer } from './pure-feed.ts'

const vehicleMessage = 'baseInfoVehicle'

/** The three facts of a vehicle on a platform, as the room's resolvers answer them. */
export function platformFacts(feed: PureFeed, companyId: string, vin: string, now: Date) {
  const pair = [vin, companyId] as const
  const history = feed.table(vehicleMessage).history.filter((row) => row.companyId === companyId)
  const report = [...feed.table(vehicleMessage).standing.values()].find(
    (row) => row.companyId === companyId && row.vin === vin,
  )
  const neverRead = neverReadOf(feed, companyId, history)
  const borne = [
    ...new Set([
      ...history.filter((row) => row.vin === vin).flatMap((row) => textOf(row.plateNumber)),
      ...neverRead.filter((one) => one.vin === vin).flatMap((one) => textOf(one.plateNumber)),
    ]),
  ]
  const about = {
    askedVin: vin,
    askedCompany: companyId,
    standing: standingOf(feed, companyId),
  }
  const unread = (messages: readonly string[], plates: readonly string[]) =>
    feed.unreadSince(
      messages.flatMap((message) => [
        `${message} VIN ${vin}`,
        ...plates.map((plate) => `${message} PLATE ${plate}`),
        `${message} SCOPE ${companyId}`,
        `${message} SCOPE *`,
      ]),
      [companyId],
    )
  const bearers = new Set(
    [...history, ...neverRead]
      .filter(({ plateNumber }) => borne.includes(String(plateNumber)))
      .map((one) => String(one.vin)),
  )
  const bearing = {
    changes: changesOf(history, bearers),
    unread: neverRead.filter((one) => bearers.has(one.vin)),
  }
  const ofPlates = (rows: Iterable<PureRow>) =>
    [...rows].filter((row) => row.companyId === companyId && borne.includes(String(row.plateNumber)))
  const rowsOf = (message: string, name: string, rows: readonly PureRow[]) => {
    const shared = { ...about, ...bearing, unreadSince: unread([vehicleMessage, message], borne) }
    return rows.length === 0 ? [{ ...shared, [name]: null }] : rows.map((row) => ({ ...shared, [name]: row }))
  }
  const policies = ofPlates(feed.table('baseInfoVehicleInsurance').standing.values()).sort(byExpiry)
  const figures = ofPlates(feed.table('baseInfoVehicleTotalMile').history).sort((a, b) =>
    isNewer(a, b) ? -1 : 1,
  )
  return {
    platformRecord: vehicleEvidence(
      pair,
      {
        ...about,
        report: report ?? null,
        unreadSince: unread([vehicleMessage], textOf(report?.plateNumber)),
      } as never,
      now,
    ),
    insurance: insuranceEvidence(pair, rowsOf('baseInfoVehicleInsurance', 'policy', policies) as never, now),
    mileage: mileageEvidence(pair, rowsOf('baseInfoVehicleTotalMile', 'figure', figures) as never, now),
  }
}

/** Latest expiry first, then by number and plate; one that was deleted has none and comes last. */
function byExpiry(a: PureRow, b: PureRow): number {
  const placeOf = (row: PureRow) => `${String(row.policyNumber)} ${String(row.plateNumber)}`
  const [one, other] = [String(a.validUntil ?? ''), String(b.validUntil ?? '')]
  return one === other ? (placeOf(a) < placeOf(b) ? -1 : 1) : one < other ? 1 : -1
}

const textOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : [])

/** As `standingTable` gives it: the company's senders, and how far each vouches for each scope. */
function standingOf(feed: PureFeed, companyId: string): Standing {
  const senders = [...feed.sources.values()].filter(({ allowed }) => allowed.includes(companyId))
  const text = (instant: Date | null) => instant?.toISOString() ?? null
  return {
    companyName: null,
    sourceName: senders[0]?.name ?? null,
    authority: senders[0]?.authority ?? null,
    parts: senders.flatMap(({ id, everySeconds }) =>
      ['*', companyId].flatMap((scope) => {
        const known = feed.scopes.get(`${id} ${scope}`)
        if (known === undefined) return []
        const { initialLoadCompletedAt, heartbeatAt, reconciledAt, gapSince, gap } = known
        return [
          [
            id,
            everySeconds ?? null,
            text(initialLoadCompletedAt),
            text(heartbeatAt),
            text(reconciledAt),
            text(gapSince),
            gap,
          ] as const,
        ]
      }),
    ),
  }
}

/**
 * As `madeUpFor` gives it: what was never read of the company's vehicles, up to the next word about each. It is closed, by no
 * administrator, and was not corrected: a correction is of the receipt that closed it, and of its instant where it had one.
 */
function neverReadOf(feed: PureFeed, companyId: string, history: readonly PureRow[]): UnreadChange[] {
  return feed.madeUpFor(vehicleMessage).flatMap(({ key, tokens, at, receivedAt, closedBy }) => {
    const [company, vin = ''] = (key ?? '').split('\t')
    const own = history.filter((row) => row.vin === vin)
    const after = own
      .map(({ sourceAt }) => sourceAt)
      .filter((time) => (at === undefined ? time >= receivedAt : time > at))
    const until = new Date(Math.min(...after.map(Number)))
    const isCorrected = own.some(
      ({ sourceAt, receiptId }) =>
        receiptId === closedBy &&
        (at === undefined ? sourceAt <= receivedAt : sourceAt.getTime() === at.getTime()),
    )
    if (company !== companyId || isCorrected || after.length === 0) return []
    const plate = tokens.find((token) => token.startsWith(`${vehicleMessage} PLATE `))
    return [{ vin, plateNumber: plate?.split(' ')[2] ?? null, at: at ?? null, until }]
  })
}

/** As `bearingTable` gives it: every change of plate of each of these vehicles. */
function changesOf(history: readonly PureRow[], vins: ReadonlySet<string>): PlateChange[] {
  return [...vins].flatMap((vin) => {
    const own = history.filter((row) => row.vin === vin)
    const instants = [...new Set(own.map(({ sourceAt }) => sourceAt.getTime()))].sort((a, b) => a - b)
    let before = ''
    return instants.flatMap((at): PlateChange[] => {
      const then = own.filter(({ sourceAt }) => sourceAt.getTime() === at)
      const flag = Math.max(...then.map(({ sourceSequence }) => sourceSequence))
      const written = [...new Set(then.filter((row) => row.sourceSequence === flag).map(writtenPlate))].sort()
      if (written.join() === before) return []
      before = written.join()
      const read = written.map((text) => {
        const [number = '', colour] = text.split(' ')
        return number === '' ? null : { number, colour: colour as never }
      })
      return [{ vin, at: new Date(at), plates: read }]
    })
  })
}

const writtenPlate = (row: PureRow): string =>
  row.deleted || row.inService !== true ? '' : `${String(row.plateNumber)} ${String(row.plateColour)}`
