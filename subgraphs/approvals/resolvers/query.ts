/** Resolvers of questions: arguments read, rows found. */
import { connectionOf, pageMax, readPage } from '@one-visit/kit/graph/paging.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { listApplications, positionOf } from '../cases/work-list.ts'
import { catalogue } from '../catalogue/items/index.ts'
import { flagPositionOf, listOpenFlags } from '../certificates/flags.ts'
import { verifyCertificate } from '../certificates/verify-certificate.ts'
import type { QueryResolvers } from '../generated/resolvers.ts'
import { listAudit } from '../store/audit.ts'
import type { ApprovalsContext, ResolverOptions } from './context.ts'
import { findServiceItem } from './types.ts'

/** Fields of type Query, but for those of callbacks. */
export function queryResolvers({ certificateKey }: ResolverOptions): QueryResolvers<ApprovalsContext> {
  return {
    serviceItems: (_, __, { now }) => catalogue.flatMap(({ code }) => findServiceItem(code, now) ?? []),
    serviceItem: (_, { code }, { now }) => findServiceItem(code, now),
    application: (_, { id }, { loaders }) => loaders.applicationById.load(id),
    applications: async (_, args, { db, tenant, principal, loaders, now }) => {
      const page = readPage(args, ['instant', 'identifier'])
      const viewer = { principal, day: shanghaiDay(now) }
      const rows = await db.read(tenant, (tx) => listApplications(tx, viewer, args, page))
      for (const row of rows) loaders.applicationById.prime(row.id, row)
      return connectionOf(rows, page.first, positionOf, (row) => row)
    },
    verifyCertificate: (_, { token }, { db, now }) =>
      verifyCertificate({ db, key: certificateKey }, token, now),
    certificateFlags: async (_, args, { db, tenant, principal }) => {
      const page = readPage(args, ['instant', 'identifier'])
      const rows = await db.read(tenant, (tx) => listOpenFlags(tx, principal, page))
      return connectionOf(rows, page.first, flagPositionOf, (row) => row)
    },
    auditTrail: (_, { applicationId, ...asked }, { db, tenant }) => {
      const { first } = readPage({ first: asked.first ?? pageMax }, [])
      const page = { first, after: asked.after ?? 0 }
      return isIdentifier(applicationId) ? db.read(tenant, (tx) => listAudit(tx, applicationId, page)) : []
    },
  }
}
