/** Everything a room answers below /feeds/<room>/, and the metrics of its quarantine. */
import type { KeyObject } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import type { Database } from '../../database/database.ts'
import { HubError } from '../../errors.ts'
import { createPrincipalVerifier, principalHeader } from '../../room/principal.ts'
import type { Heard } from '../coverage/coverage.ts'
import type { Quarantine } from '../kept/quarantine.ts'
import { feedMetrics, type QuarantineAlert } from '../kept/quarantine-alert.ts'
import type { FeedTables } from '../kept/tables.ts'
import type { Resubmit } from '../merge/resubmit.ts'
import type { AnyMessage } from '../message.ts'
import type { AdviseOn } from '../read/advice.ts'
import { type Asker, quarantineRoutes } from './quarantine-routes.ts'
import { countRequests, type RecordRouteParts, recordRoutes, refuse } from './record-routes.ts'
import { headerOf } from './route.ts'
import { type FindReceipt, senderRoutes } from './sender-routes.ts'

/** What the routes of a room's feeds are made of. */
export interface FeedRouteParts extends RecordRouteParts {
  db: Database
  tables: FeedTables
  /** Public key of the gateway's principal tokens; without it nobody is known as an administrator. */
  principalKey: KeyObject | undefined
  /** Messages the room takes in from outside. */
  messages: readonly AnyMessage[]
  quarantine: Quarantine
  resubmit: Resubmit
  alert: QuarantineAlert
  findReceipt: FindReceipt
  heard?: Heard | undefined
  adviseOn: AdviseOn
}

/** Registers the routes. Bodies are read as bytes, since signatures are over bytes. */
export function registerFeedRoutes(scope: FastifyInstance, parts: FeedRouteParts): void {
  const { room, log, limits, quarantine, alert, resubmit, adviseOn } = parts
  const prefix = `/feeds/${room}`
  const askerOf = createAskerOf(parts)
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.bodyBytesMax }, (_, body, done) =>
    done(null, body),
  )
  scope.setErrorHandler((error: FastifyError, request, reply) =>
    refuse(log, undefined, error, request, reply),
  )
  scope.register(async (records) => recordRoutes(records, prefix, parts))
  scope.register(async (others) => {
    countRequests(others, parts)
    senderRoutes(others, prefix, { ...parts, askerOf })
    quarantineRoutes(others, { prefix, quarantine, askerOf, resubmit, adviseOn })
  })
  // For the operators of the room: the gateway passes on what lies below /feeds/<room>/ only.
  scope.get('/metrics', async (_, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await feedMetrics([alert])),
  )
}

/** Finds out who asks: an administrator by the gateway's token, else a sender by its own. */
function createAskerOf({ principalKey, clock, sources }: FeedRouteParts) {
  const principalOf = principalKey && createPrincipalVerifier(principalKey, clock)
  return async (request: FastifyRequest, body: Buffer): Promise<Asker> => {
    const token = headerOf(request, principalHeader)
    if (principalOf === undefined || token === undefined)
      return { source: await sources.authenticate({ headers: request.headers, body }, clock()) }
    if (!principalOf(token).roles.includes('ADMINISTRATOR'))
      throw new HubError('FORBIDDEN', 'Only senders and administrators may see this.')
    return 'administrator'
  }
}
