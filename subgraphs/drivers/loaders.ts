import type { Database } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { groupByKey } from '@one-visit/kit/graph/loader.ts'
import { findQualificationsByRef, findRegistrationsByRef } from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** Loaders of one request: one statement for each kind of fact, whatever the number of drivers asked about. */
export function buildLoaders({ db }: { db: Database }) {
  return {
    qualificationsByRef: groupByKey(
      (refs: readonly string[]) => findQualificationsByRef(db, refs),
      ({ askedRef }) => askedRef,
    ),
    registrationsByRef: groupByKey(
      (refs: readonly string[]) => findRegistrationsByRef(db, refs),
      ({ askedRef }) => askedRef,
    ),
    coverageBySource: coverageLoader(db, feedTablesOfRoom),
  }
}

/** What resolvers of this room load with. */
export type DriverLoaders = ReturnType<typeof buildLoaders>
