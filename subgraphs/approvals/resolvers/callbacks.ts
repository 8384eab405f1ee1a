/** Resolvers of callbacks. */
import { connectionOf, readPage } from '@one-visit/kit/graph/paging.ts'
import {
  type CallbackRow,
  type DeliveryRow,
  deliveryPositionOf,
  disableCallback,
  listCallbacks,
  listDeliveries,
  registerCallback,
  resendDelivery,
  rotateCallbackSecret,
} from '../callbacks/register.ts'
import type {
  MutationDisableCallbackArgs,
  MutationRegisterCallbackArgs,
  MutationResendDeliveryArgs,
  MutationRotateCallbackSecretArgs,
  QueryCallbackDeliveriesArgs,
  QueryCallbacksArgs,
} from '../generated/resolvers.ts'
import type { ApprovalsContext, ResolverOptions } from './query.ts'

/** Names of event types in the schema, and as messages carry them. */
const typeNames = {
  APPLICATION_STATE_CHANGED: 'application.state.changed',
  CERTIFICATE_ISSUED: 'certificate.issued',
  CERTIFICATE_VALID: 'certificate.valid',
  CERTIFICATE_FLAGGED: 'certificate.flagged',
} as const

function nameOf(type: string): string | undefined {
  return Object.entries(typeNames).find(([, each]) => each === type)?.[0]
}

/** Fields of type Query. */
export function callbackQueries(_: ResolverOptions): object {
  return {
    callbacks: (__: unknown, { first, after }: QueryCallbacksArgs, { db, tenant }: ApprovalsContext) => {
      const page = readPage({ first: first ?? 100 }, 1)
      return db.read(tenant, (tx) => listCallbacks(tx, { first: page.first, after: after ?? undefined }))
    },
    callbackDeliveries: async (
      __: unknown,
      args: QueryCallbackDeliveriesArgs,
      { db, tenant }: ApprovalsContext,
    ) => {
      const page = readPage(args, 2)
      const rows = await db.read(tenant, (tx) => listDeliveries(tx, args.callbackId, page))
      return connectionOf(rows, page.first, deliveryPositionOf, (row) => row)
    },
  }
}

/** Fields of type Mutation. */
export function callbackMutations({ callbacks }: ResolverOptions): object {
  return {
    registerCallback: (_: unknown, { input }: MutationRegisterCallbackArgs, partner: ApprovalsContext) =>
      registerCallback(callbacks, partner, {
        url: input.url,
        types: input.types.map((name) => typeNames[name]),
        signature: input.signature ?? 'HMAC',
      }),
    rotateCallbackSecret: (_: unknown, { id }: MutationRotateCallbackSecretArgs, partner: ApprovalsContext) =>
      rotateCallbackSecret(callbacks, partner, id),
    disableCallback: (_: unknown, { id }: MutationDisableCallbackArgs, partner: ApprovalsContext) =>
      disableCallback(callbacks, partner, id),
    resendDelivery: (_: unknown, { id }: MutationResendDeliveryArgs, partner: ApprovalsContext) =>
      resendDelivery(callbacks, partner, id),
  }
}

/** Types of callbacks. */
export const callbackTypes: object = {
  Callback: { types: (row: CallbackRow) => row.types.flatMap((type) => nameOf(type) ?? []) },
  CallbackDelivery: { type: (row: DeliveryRow) => nameOf(row.type) },
}
