/** Resolvers of mandates. */
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { followMandate } from '../cases/follow-mandate.ts'
import { readOptionalText, readText } from '../cases/input.ts'
import { hasUpload } from '../cases/uploads.ts'
import type { MutationResolvers, QueryResolvers, Resolvers } from '../generated/resolvers.ts'
import { endMandate } from '../mandates/end-mandate.ts'
import { grantMandate } from '../mandates/grant-mandate.ts'
import { isInForce, lastDayOf } from '../mandates/in-force.ts'
import { listMandates, mandatePositionOf } from '../mandates/list-mandates.ts'
import type { ApprovalsContext, ResolverOptions } from './context.ts'

/** Fields of type Query. */
export function mandateQueries(): QueryResolvers<ApprovalsContext> {
  return {
    myMandates: async (_, args, { db, tenant, principal }) => {
      const page = readPage(args, ['instant', 'identifier'])
      const rows = await db.read(tenant, (tx) => listMandates(tx, principal, page))
      return connectionOf(rows, page.first, mandatePositionOf, (row) => row)
    },
  }
}

/** Fields of type Mutation. */
export function mandateMutations({
  frame,
  pseudonymKey,
}: ResolverOptions): MutationResolvers<ApprovalsContext> {
  return {
    grantMandate: (_, { input, idempotencyKey }, { principal, tenant }) =>
      grantMandate(
        frame,
        {
          principal,
          tenant,
          pseudonymKey,
          idempotencyKey: readText('idempotencyKey', idempotencyKey, 200),
          hasUpload: (tx, fileDigest) => hasUpload(tx, principal, fileDigest),
        },
        input,
      ),
    endMandate: (_, { id, lastDay, reason }, { principal }) =>
      endMandate(frame, {
        principal,
        id,
        lastDay: lastDay ?? undefined,
        reason: readOptionalText('reason', reason, 2000),
        follow: (tx, ended, at) => followMandate(frame, tx, ended, at),
      }),
  }
}

/** Fields of the types of mandates. */
export const mandateTypeResolvers: Resolvers<ApprovalsContext> = {
  Mandate: {
    validUntil: (row) => lastDayOf(row),
    inForce: (row, _, { now }) => isInForce(row, shanghaiDay(now)),
  },
}
