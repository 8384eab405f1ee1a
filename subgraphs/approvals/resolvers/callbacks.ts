/** Resolvers of callbacks. */
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import { deliveryPositionOf, listDeliveries, resendDelivery } from '../callbacks/deliveries.ts'
import {
  disableCallback,
  listCallbacks,
  registerCallback,
  rotateCallbackSecret,
} from '../callbacks/register.ts'
import type {
  CallbackEventType,
  MutationResolvers,
  QueryResolvers,
  Resolvers,
} from '../generated/resolvers.ts'
import type { CallbackType } from '../store/tables/callbacks.ts'
import type { ApprovalsContext, ResolverOptions } from './context.ts'

/** Types of event as messages carry them, by their names in the schema. */
const types = {
  APPLICATION_STATE_CHANGED: 'application.state.changed',
  CERTIFICATE_ISSUED: 'certificate.issued',
  CERTIFICATE_VALID: 'certificate.valid',
  CERTIFICATE_FLAGGED: 'certificate.flagged',
} as const satisfies Readonly<Record<CallbackEventType, CallbackType>>

/** Names of types of event in the schema. */
const names = Object.fromEntries(Object.entries(types).map(([name, type]) => [type, name])) as Readonly<
  Record<CallbackType, CallbackEventType>
>

/** Fields of type Query. */
export function callbackQueries(): QueryResolvers<ApprovalsContext> {
  return {
    callbacks: (_, { first, after }, { db, tenant, principal }) => {
      const page = { first: readPage({ first: first ?? 100 }, []).first, after: after ?? undefined }
      return db.read(tenant, (tx) => listCallbacks(tx, principal, page))
    },
    callbackDeliveries: async (_, args, { db, tenant }) => {
      const page = readPage(args, ['instant', 'identifier'])
      const rows = await db.read(tenant, (tx) => listDeliveries(tx, args.callbackId, page))
      return connectionOf(rows, page.first, deliveryPositionOf, (row) => row)
    },
  }
}

/** Fields of type Mutation. */
export function callbackMutations({ callbacks }: ResolverOptions): MutationResolvers<ApprovalsContext> {
  return {
    registerCallback: (_, { input }, partner) =>
      registerCallback(callbacks, partner, {
        url: input.url,
        types: input.types.map((name) => types[name]),
        signature: input.signature ?? 'HMAC',
      }),
    rotateCallbackSecret: (_, { id }, partner) => rotateCallbackSecret(callbacks, partner, id),
    disableCallback: (_, { id }, partner) => disableCallback(callbacks, partner, id),
    resendDelivery: (_, { id }, partner) => resendDelivery(callbacks, partner, id),
  }
}

/** Fields of the types of callbacks. */
export const callbackTypeResolvers: Resolvers<ApprovalsContext> = {
  Callback: { types: (row) => row.types.map((type) => names[type]) },
  CallbackDelivery: { type: (row) => names[row.type] },
}
