import type { Database } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import { findLicencesByUscc, findRegistrationsByUscc } from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** Loaders of one request: one statement for each kind of fact, whatever the number of businesses asked about. */
export function buildLoaders({ db }: { db: Database }) {
  return {
    registrationByUscc: byKey(
      (usccs: readonly string[]) => findRegistrationsByUscc(db, usccs),
      ({ askedUscc }) => askedUscc,
    ),
    licencesByUscc: groupByKey(
      (usccs: readonly string[]) => findLicencesByUscc(db, usccs),
      ({ askedUscc }) => askedUscc,
    ),
    coverageBySource: coverageLoader(db, feedTablesOfRoom),
  }
}

/** What resolvers of this room load with. */
export type OperatorLoaders = ReturnType<typeof buildLoaders>
