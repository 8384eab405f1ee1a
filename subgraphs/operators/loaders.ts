import type { Database } from '@one-visit/kit/database/database.ts'
import { coverageLoader } from '@one-visit/kit/feed/coverage/coverage.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import { transportRegister } from './source.ts'
import { findLicencesByUscc, findRegistrationsByUscc } from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** Loaders of one request: one statement for each kind of fact, whatever the number of businesses asked about. */
export function buildLoaders({ db }: { db: Database }) {
  const coverageBySource = coverageLoader(db, feedTablesOfRoom)
  const vouched = coverageBySource.readFirst(transportRegister.id)
  return {
    registrationByUscc: byKey(
      vouched((usccs: readonly string[]) => findRegistrationsByUscc(db, usccs)),
      ({ askedUscc }) => askedUscc,
    ),
    licencesByUscc: groupByKey(
      vouched((usccs: readonly string[]) => findLicencesByUscc(db, usccs)),
      ({ askedUscc }) => askedUscc,
    ),
    coverageBySource,
  }
}

/** What resolvers of this room load with. */
export type OperatorLoaders = ReturnType<typeof buildLoaders>
