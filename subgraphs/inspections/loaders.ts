import type { Database } from '@one-visit/kit/database/database.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { findConfirmations, findLatest, type VinAndKind } from './latest-store.ts'
import { findSenderStates } from './station-states.ts'
import {
  findAttempts,
  findBySerial,
  findFiles,
  findLicences,
  findStations,
  listByVin,
  type VisitKey,
  type VisitRow,
} from './store.ts'

/** Loaders of one request: one statement for each kind of fact. */
export function buildLoaders({ db, now }: { db: Database; now: Date }) {
  let states: ReturnType<typeof findSenderStates> | undefined
  const senderStates = () => {
    states ??= findSenderStates(db, now)
    return states
  }
  /** How far stations vouch is read before what they say: what came in between would be vouched for and not read. */
  const vouched =
    <Keys, Row>(read: (keys: Keys) => Promise<Row[]>) =>
    async (keys: Keys): Promise<Row[]> => {
      await senderStates()
      return read(keys)
    }
  const pages = new Map<string, ReturnType<typeof groupByKey<string, VisitRow>>>()
  return {
    /** Loader of one and the same page of many vehicles; of one station's visits where it is named. */
    historyPage: (page: Page, station?: string) => {
      const name = JSON.stringify([page, station])
      const made =
        pages.get(name) ??
        groupByKey(
          (vins: readonly string[]) => listByVin(db, vins, page, station),
          ({ vin }: VisitRow) => vin,
        )
      pages.set(name, made)
      return made
    },
    latest: byKey(
      vouched((keys: readonly VinAndKind[]) => findLatest(db, keys, now)),
      ({ vin, kind }): VinAndKind => [vin, kind],
    ),
    bySerial: byKey(
      (serials: readonly string[]) => findBySerial(db, serials),
      ({ serial }) => serial,
    ),
    confirmation: byKey(
      vouched((vins: readonly string[]) => findConfirmations(db, vins)),
      ({ vin }) => vin,
    ),
    station: byKey(
      (ids: readonly string[]) => findStations(db, ids),
      ({ id }) => id,
    ),
    licences: groupByKey(
      (ids: readonly string[]) => findLicences(db, ids),
      ({ stationId }) => stationId,
    ),
    attempts: groupByKey(
      (keys: readonly VisitKey[]) => findAttempts(db, keys),
      ({ stationId, serial, kind }): VisitKey => [stationId, serial, kind],
    ),
    files: groupByKey(
      (keys: readonly (readonly [string, string])[]) => findFiles(db, keys),
      ({ stationId, serial }): readonly [string, string] => [stationId, serial],
    ),
    senderStates,
  }
}

/** What resolvers of this room load with. */
export type InspectionLoaders = ReturnType<typeof buildLoaders>
