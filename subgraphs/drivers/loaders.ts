import type { Database } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { groupByKey } from '@one-visit/kit/graph/loader.ts'
import { transportRegister } from './source.ts'
import { findQualificationsByRef, findRegistrationsByRef } from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** Loaders of one request: one statement for each kind of fact, whatever the number of drivers asked about. */
export function buildLoaders({ db }: { db: Database }) {
  const coverageBySource = coverageLoader(db, feedTablesOfRoom)
  const vouched = coverageBySource.readFirst(transportRegister.id)
  return {
    qualificationsByRef: groupByKey(
      vouched((refs: readonly string[]) => findQualificationsByRef(db, refs)),
      ({ askedRef }) => askedRef,
    ),
    registrationsByRef: groupByKey(
      vouched((refs: readonly string[]) => findRegistrationsByRef(db, refs)),
      ({ askedRef }) => askedRef,
    ),
    coverageBySource,
  }
}

/** What resolvers of this room load with. */
export type DriverLoaders = ReturnType<typeof buildLoaders>
