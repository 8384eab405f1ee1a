/** What the traffic-police room answers, from rows in memory, by its own resolvers; and what it keeps of its questions. */
import { gapUntil } from '@one-visit/kit/feed/coverage/scope-state.ts'
import { combineCoverage, coveragePartOf } from '@one-visit/kit/graph/combine-coverage.ts'
import { buildResolvers } from '@one-visit/traffic-police/resolvers.ts'
import { trafficPolice } from '@one-visit/traffic-police/source.ts'
import { police } from './cast.ts'
import type { Answering } from './model-hub.ts'
import { isNewer, type PureFeed, type PureRow } from './pure-feed.ts'
import { policeFields } from './wire.ts'

/** What became of the questions about one vehicle. */
export interface PurePull {
  answeredAt: Date | null
  absentAt: Date | null
  receiptId: string | null
  repeatedAt: Date | null
  digest: string | undefined
}

const neverAsked: PurePull = {
  answeredAt: null,
  absentAt: null,
  receiptId: null,
  repeatedAt: null,
  digest: undefined,
}

/** The police answer a question about a vehicle. */
export function takeAnswer(
  feed: PureFeed,
  pulls: Map<string, PurePull>,
  asked: { vin: string; plate: string; now: Date },
  { answer, rows }: Answering,
): void {
  const { vin, plate, now } = asked
  const known = pulls.get(vin) ?? neverAsked
  if (answer === 'NO_ANSWER') return
  const about = [`policeVehicle VIN ${vin}`]
  if (rows.length === 0) {
    // That there is nothing is the last word: what was not read before is overtaken.
    feed.closeAbout(about)
    pulls.set(vin, { ...known, answeredAt: now, absentAt: now })
    return
  }
  const standing = feed.table('policeVehicle').standing.get(vin)
  const digest = JSON.stringify([answer, rows])
  const isRepeated = digest === known.digest && standing?.receiptId === known.receiptId
  if (answer !== 'ANOTHER_VEHICLE' && isRepeated && feed.unreadSince(about) === null) {
    pulls.set(vin, { ...known, answeredAt: now, absentAt: null, repeatedAt: now })
    return
  }
  let receiptId: string | undefined
  for (const row of rows) {
    const fields = policeFields(answer === 'ANOTHER_VEHICLE' ? otherThan(vin) : vin, row)
    const value = {
      asked: { vin, plateNumber: plate, plateKind: '52' },
      answeredAt: now.toISOString(),
      fields,
    }
    receiptId = feed.take('policeVehicle', value, {
      source: police,
      now,
      ...(receiptId && { receiptId }),
    }).receiptId
  }
  if (answer !== 'ANOTHER_VEHICLE')
    pulls.set(vin, {
      answeredAt: now,
      absentAt: null,
      receiptId: receiptId ?? null,
      repeatedAt: null,
      digest,
    })
}

/** A vehicle that nobody asked about. */
export const otherThan = (vin: string): string => `${vin.slice(0, -1)}${(Number(vin.at(-1)) + 1) % 10}`

type PoliceField = 'usage' | 'policeStatus' | 'owner'

const { Vehicle } = buildResolvers({
  requestPull: nobodyAsks,
  requestLicence: nobodyAsks,
  source: trafficPolice,
} as never) as unknown as {
  Vehicle: Record<PoliceField, (of: { vin: string }, args: object, context: object) => Promise<object>>
}

function nobodyAsks(): never {
  throw new Error('A run asks the police by itself.')
}

/** The facts of a vehicle the police know, as the room's resolvers answer them. */
export async function policeFacts(
  feed: PureFeed,
  pulls: ReadonlyMap<string, PurePull>,
  vin: string,
  now: Date,
): Promise<Record<PoliceField, object>> {
  const context = { now, loaders: loadersOf(feed, pulls) }
  return {
    usage: await Vehicle.usage({ vin }, {}, context),
    policeStatus: await Vehicle.policeStatus({ vin }, {}, context),
    owner: await Vehicle.owner({ vin }, {}, context),
  }
}

function loadersOf(feed: PureFeed, pulls: ReadonlyMap<string, PurePull>) {
  const state = feed.scope(police, '*')
  const said = {
    ...state,
    source: police,
    heartbeatEverySeconds: feed.sources.get(police)?.everySeconds ?? null,
  }
  const coverage = combineCoverage([{ ...coveragePartOf(said), gapUntil: gapUntil(state) ?? undefined }])
  return {
    coverageBySource: { loadUndivided: async () => coverage },
    stateByVin: { load: async (vin: string) => stateOf(feed, pulls.get(vin), vin) },
    changesByVin: { load: async (vin: string) => changesOf(feed, vin) },
  }
}

/** As `findChangesByVin` gives them: each change with since when it is done, and what is unread about the vehicle. */
function changesOf(feed: PureFeed, vin: string) {
  const { standing, history } = feed.table('usageChange')
  const changes = [...standing.values()].filter((row) => row.vin === vin)
  const plates = [...changes, feed.table('policeVehicle').standing.get(vin)].flatMap((row) =>
    row === undefined ? [] : [String(row.plateNumber)],
  )
  const tokens = [`VIN ${vin}`, 'SCOPE *', ...plates.map((plate) => `PLATE ${plate}`)]
  return {
    vin,
    changes: changes
      .map(
        (row): PureRow => ({
          ...row,
          doneAt: doneSince(history.filter(({ changeId }) => changeId === row.changeId)),
        }),
      )
      .sort((a, b) => (String(a.changeId) < String(b.changeId) ? 1 : -1)),
    unreadSince: feed.unreadSince(tokens.map((token) => `usageChange ${token}`)),
  }
}

/** Since when a change is stated to be done, and nothing else after. */
function doneSince(history: readonly PureRow[]): Date | null {
  const done = history.filter(
    (row) =>
      row.state === 'DONE' && !history.some((next) => next.sourceAt > row.sourceAt && next.state !== 'DONE'),
  )
  return done.length === 0 ? null : new Date(Math.min(...done.map(({ sourceAt }) => sourceAt.getTime())))
}

function stateOf(feed: PureFeed, pull: PurePull | undefined, vin: string) {
  const { standing, history } = feed.table('policeVehicle')
  const row = standing.get(vin)
  return {
    vin,
    pull,
    vehicle: row && { ...repeated(row, pull), previous: previousOf(row, history) },
    unreadSince: feed.unreadSince([`policeVehicle VIN ${vin}`]),
  }
}

/** As `repeated` of the room: an answer that only says the same again moves the time of the record. */
function repeated(row: PureRow, pull: PurePull | undefined): PureRow {
  const at = pull?.receiptId === row.receiptId ? pull.repeatedAt : null
  return at === null || at <= row.sourceAt ? row : { ...row, sourceAt: at, receivedAt: at }
}

function previousOf(row: PureRow, history: readonly PureRow[]): string | null {
  const others = history.filter(
    (other) => other.vin === row.vin && other.usage !== row.usage && other.sourceAt <= row.sourceAt,
  )
  const newest = others.reduce<PureRow | undefined>(
    (last, other) => (last === undefined || isNewer(other, last) ? other : last),
    undefined,
  )
  return (newest?.usage as string | undefined) ?? null
}
