import type { Database, Tenant } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import { type DelegationKey, findAppointments, findDelegations, findOfficesById } from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** Loaders of one request. */
export function buildLoaders({ db, tenant }: { db: Database; tenant: Tenant }) {
  return {
    officeById: byKey(
      (ids: readonly string[]) => findOfficesById(db, ids),
      ({ id }) => id,
    ),
    delegationsByKey: groupByKey(
      (keys: readonly DelegationKey[]) => findDelegations(db, keys),
      ({ askedOffice, askedItem }): DelegationKey => [askedOffice, askedItem],
    ),
    appointmentById: byKey(
      (ids: readonly string[]) => findAppointments(db, tenant, ids),
      ({ id }) => id,
    ),
    coverageBySource: coverageLoader(db, feedTablesOfRoom),
  }
}

/** What resolvers of this room load with. */
export type OfficeLoaders = ReturnType<typeof buildLoaders>
