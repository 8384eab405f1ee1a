/** Loaders of one request: a page of applications costs the same few statements however long it is. */
import type { Database, Orm, Tenant } from '@one-visit/kit/database.ts'
import { byKey, groupByKey } from '@one-visit/kit/loader.ts'
import { isIdentifier } from './authority.ts'
import { findFlagsOf } from './flags.ts'
import {
  findApplications,
  findCertificates,
  findCertificatesOf,
  findDecisionsOf,
  findEvaluations,
  findPaperOf,
} from './store.ts'

/** Makes the loaders of a request; row-level security of the tenant decides what they see. */
export function createLoaders({ db, tenant }: { db: Database; tenant: Tenant }) {
  const read =
    <Row>(query: (tx: Orm, keys: readonly string[]) => Promise<Row[]>) =>
    async (keys: readonly string[]): Promise<Row[]> => {
      const known = keys.filter(isIdentifier)
      return known.length === 0 ? [] : db.read(tenant, (tx) => query(tx, known))
    }
  return {
    applicationById: byKey(read(findApplications), (row) => row.id),
    evaluationById: byKey(read(findEvaluations), (row) => row.id),
    certificateById: byKey(read(findCertificates), (row) => row.id),
    certificateByApplicationId: byKey(read(findCertificatesOf), (row) => row.applicationId),
    flagsByCertificateId: groupByKey(read(findFlagsOf), (row) => row.certificateId),
    decisionsByApplicationId: groupByKey(read(findDecisionsOf), (row) => row.applicationId),
    paperByApplicationId: groupByKey(read(findPaperOf), (row) => row.applicationId),
  }
}

/** Loaders of one request. */
export type ApprovalsLoaders = ReturnType<typeof createLoaders>
