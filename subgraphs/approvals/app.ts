/** Builds the approval step: its part of the graph, its routes and its background work. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { CrashPoint } from '@one-visit/kit/crash.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { PersonRoomParts } from '@one-visit/kit/room/parts.ts'
import { createPrincipalVerifier, principalHeader } from '@one-visit/kit/room/principal.ts'
import { buildRoom, type Room, tenantOf } from '@one-visit/kit/room/server.ts'
import { openJobs } from '@one-visit/kit/work/jobs.ts'
import { openOutbox } from '@one-visit/kit/work/outbox.ts'
import { readWebhookSecret, type WebhookKey } from '@one-visit/kit/work/webhook.ts'
import { readEvidenceTable, readSchema } from '@one-visit/schema/load.ts'
import { fileSink } from './audit/sink.ts'
import { startAuditWriter } from './audit/writer.ts'
import { startBackground } from './background.ts'
import { type Resolve, systemResolve } from './callbacks/address.ts'
import type { Callbacks } from './callbacks/context.ts'
import { pseudonymous } from './cases/known-as.ts'
import { mountPaperFiles } from './cases/paper-file.ts'
import { mountUploads } from './cases/uploads.ts'
import type { Frame } from './context.ts'
import { mountEvents } from './graph/event-routes.ts'
import { type Ask, openGateway } from './graph/gateway.ts'
import { type ApprovalsLoaders, createLoaders } from './resolvers/loaders.ts'
import { auditRefusedActs } from './resolvers/refused-acts.ts'
import { createResolvers } from './resolvers/resolvers.ts'
import { sealingKey } from './store/sealing-key.ts'

/** What the approval step is built of. */
export interface ApprovalsAppOptions extends Omit<PersonRoomParts, 'crash'> {
  readonly crash?: CrashPoint
  /** Sends an operation to the gateway. */
  readonly ask: Ask
  /** Private Ed25519 key of service tokens; the gateway knows its public half. */
  readonly serviceKey: KeyObject
  /** Private Ed25519 key of certificate tokens. */
  readonly certificateKey: KeyObject
  /** Private Ed25519 key of the audit's checkpoints. */
  readonly auditKey: KeyObject
  /** Path of the file the checkpoints go to; outside the database. */
  readonly auditSink: string
  /** Name of the issuing authority 发证机关, printed on certificates. */
  readonly authority?: string
  /** Feeds of the rooms that own what is issued. */
  readonly feeds: { readonly vehicles: { readonly url: string; readonly secret: string } }
  /** Whether callbacks of partners may lead to this machine: in development only. */
  readonly callbackLoopback?: boolean
  /** Finds the addresses of callbacks' hosts; the system's resolver when left out. */
  readonly resolve?: Resolve
  /** Shared secrets the rooms sign their events with (`whsec_` and base64). */
  readonly eventSecrets: readonly string[]
}

const sharedKey = (secret: string): WebhookKey => ({ kind: 'hmac', secret: readWebhookSecret(secret) })

/** Builds the room; its workers run until it is closed. */
export async function buildApp(options: ApprovalsAppOptions): Promise<Room> {
  const { db, clock, log, certificateKey } = options
  const jobs = await openJobs({ db, room: 'approvals', log })
  const { subscribers, post, crash = () => undefined } = options
  const outbox = await openOutbox({ jobs, subscribers, post, clock, crash })
  const frame: Frame = {
    db,
    jobs,
    outbox,
    clock,
    log,
    gateway: openGateway({ ask: options.ask, serviceKey: options.serviceKey, clock }),
    evidenceTable: readEvidenceTable(),
    numberKey: sealingKey(options.journalKey, 'approvals resident numbers'),
    crash,
  }
  const callbacks: Callbacks = {
    frame,
    key: sealingKey(options.journalKey, 'approvals callbacks'),
    resolve: options.resolve ?? systemResolve,
    loopback: options.callbackLoopback === true,
  }
  const writer = await startAuditWriter({
    db,
    clock,
    log,
    key: options.auditKey,
    sink: fileSink(options.auditSink),
    crash,
  })
  const verifyPrincipal = createPrincipalVerifier(options.principalKey, clock)
  const knownAs = pseudonymous(options.pseudonymKey)
  const authenticate = (headers: IncomingHttpHeaders) => {
    const token = headers[principalHeader]
    if (typeof token !== 'string')
      throw new HubError('UNAUTHENTICATED', `The header ${principalHeader} is missing.`)
    const principal = knownAs(verifyPrincipal(token))
    return { principal, tenant: tenantOf(principal) }
  }
  const room = await buildRoom<ApprovalsLoaders>({
    name: 'approvals',
    typeDefs: readSchema('approvals'),
    resolvers: createResolvers({
      frame,
      pseudonymKey: options.pseudonymKey,
      callbacks,
      certificateKey: createPublicKey(certificateKey),
    }),
    db,
    clock,
    log,
    principalKey: options.principalKey,
    knownAs,
    loaders: createLoaders,
    onRefusedActs: auditRefusedActs(frame),
    routes: async (app) => {
      // For the operators of the room: the gateway passes on what lies below /feeds/ only.
      app.get('/metrics', async (_, reply) =>
        reply.type('text/plain; version=0.0.4; charset=utf-8').send(await writer.metrics()),
      )
      await app.register(async (scope) => mountUploads(scope, { db, clock, authenticate }))
      await app.register(async (scope) => mountPaperFiles(scope, { frame, authenticate }))
      await app.register(async (scope) =>
        mountEvents(scope, { db, jobs, clock, keys: options.eventSecrets.map(sharedKey) }),
      )
    },
    onClose: async () => {
      await jobs.stop()
      await writer.stop()
    },
  })
  await startBackground({
    frame,
    callbacks,
    certificateKey,
    authority: options.authority ?? '温州市道路运输管理局',
    post: options.post,
    target: { url: options.feeds.vehicles.url, keys: [sharedKey(options.feeds.vehicles.secret)] },
  })
  return room
}
