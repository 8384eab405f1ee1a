import type { Database } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import { trafficPolice } from './source.ts'
import {
  findChangesById,
  findChangesByVin,
  findLicencesByRef,
  findStatesByVin,
  findUsagePeriodsByVin,
} from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** Loaders of one request: one statement for each kind of fact. */
export function buildLoaders({ db }: { db: Database }) {
  const coverageBySource = coverageLoader(db, feedTablesOfRoom)
  const vouched = coverageBySource.readFirst(trafficPolice.id)
  return {
    stateByVin: byKey(
      vouched((vins: readonly string[]) => findStatesByVin(db, vins)),
      ({ vin }) => vin,
    ),
    usagePeriodsByVin: groupByKey(
      (vins: readonly string[]) => findUsagePeriodsByVin(db, vins),
      ({ vin }) => vin,
    ),
    changesByVin: byKey(
      vouched((vins: readonly string[]) => findChangesByVin(db, vins)),
      ({ vin }) => vin,
    ),
    changeById: byKey(
      (ids: readonly string[]) => findChangesById(db, ids),
      ({ changeId }) => changeId,
    ),
    licenceByRef: byKey(
      vouched((refs: readonly string[]) => findLicencesByRef(db, refs)),
      ({ ref }) => ref,
    ),
    coverageBySource,
  }
}

/** What resolvers of this room load with. */
export type PoliceLoaders = ReturnType<typeof buildLoaders>
