import type { Database, Tenant } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import { officeDirectory } from './source.ts'
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
  const coverageBySource = coverageLoader(db, feedTablesOfRoom)
  const vouched = coverageBySource.readFirst(officeDirectory.id)
  const readAuthorities = vouched(() => listAuthorities(db))
  let authorities: Promise<AuthorityRow[]> | undefined
  return {
    /** The bureaus of the directory, read once. */
    authorities: (): Promise<AuthorityRow[]> => {
      authorities ??= readAuthorities(undefined)
      return authorities
    },
    affiliationsByOffice: groupByKey(
      vouched((ids: readonly string[]) => findAffiliations(db, ids)),
      ({ askedOffice }) => askedOffice,
    ),
    officeById: byKey(
      vouched((ids: readonly string[]) => findOfficesById(db, ids)),
      ({ id }) => id,
    ),
    delegationsByKey: groupByKey(
      vouched((keys: readonly DelegationKey[]) => findDelegations(db, keys)),
      ({ askedOffice, askedItem }): DelegationKey => [askedOffice, askedItem],
    ),
    appointmentById: byKey(
      (ids: readonly string[]) => findAppointments(db, tenant, ids),
      ({ id }) => id,
    ),
    coverageBySource,
  }
}

/** What resolvers of this room load with. */
export type OfficeLoaders = ReturnType<typeof buildLoaders>
