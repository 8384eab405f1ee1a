import type { Database, Tenant } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import {
  type AuthorityRow,
  type DelegationKey,
  findAffiliations,
  findAppointments,
  findDelegations,
  findOfficesById,
  listAuthorities,
} from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** Loaders of one request. */
export function buildLoaders({ db, tenant }: { db: Database; tenant: Tenant }) {
  let authorities: Promise<AuthorityRow[]> | undefined
  return {
    /** The bureaus of the directory, read once. */
    authorities: (): Promise<AuthorityRow[]> => {
      authorities ??= listAuthorities(db)
      return authorities
    },
    affiliationsByOffice: groupByKey(
      (ids: readonly string[]) => findAffiliations(db, ids),
      ({ askedOffice }) => askedOffice,
    ),
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
