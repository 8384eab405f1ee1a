import type { Database } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
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
  return {
    stateByVin: byKey(
      (vins: readonly string[]) => findStatesByVin(db, vins),
      ({ vin }) => vin,
    ),
    usagePeriodsByVin: groupByKey(
      (vins: readonly string[]) => findUsagePeriodsByVin(db, vins),
      ({ vin }) => vin,
    ),
    changesByVin: byKey(
      (vins: readonly string[]) => findChangesByVin(db, vins),
      ({ vin }) => vin,
    ),
    changeById: byKey(
      (ids: readonly string[]) => findChangesById(db, ids),
      ({ changeId }) => changeId,
    ),
    licenceByRef: byKey(
      (refs: readonly string[]) => findLicencesByRef(db, refs),
      ({ ref }) => ref,
    ),
    coverageBySource: coverageLoader(db, feedTablesOfRoom),
  }
}

/** What resolvers of this room load with. */
export type PoliceLoaders = ReturnType<typeof buildLoaders>
