import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Gateway } from '@one-visit/gateway/app.ts'
import type { Transport } from '@one-visit/gateway/executor/transport.ts'
import type { TokenIssuer } from '@one-visit/gateway/identity/authenticate.ts'
import { type Clock, systemClock } from '@one-visit/kit/clock.ts'
import { type DataLock, lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { migratedImage } from '@one-visit/kit/database/image.ts'
import { migrate, roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { openPglite } from '@one-visit/kit/database/pglite.ts'
import { openPostgres } from '@one-visit/kit/database/postgres.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Room } from '@one-visit/kit/room/server.ts'
import { fittingKeys, keepHubKeys } from './data-keys.ts'
import { requireHubPort } from './hub-port.ts'
import type { HubKeys } from './keys.ts'
import type { Ask, Rooms } from './rooms.ts'
import type { HubSettings } from './settings.ts'

/** How the one-process mode is started. */
export interface HubOptions {
  /** Folder of keys, lock and, without a server, of the database. */
  dataDir: string
  /** PostgreSQL 15 or newer; the embedded database when left out. */
  databaseUrl?: string | undefined
  /** Owner of the tables, where the application's login is another. */
  migrationUrl?: string | undefined
  /** Production shows no schema and has no issuer of its own. */
  environment: 'production' | 'development'
  /** Whose access tokens are believed; the embedded issuer's when left out. */
  issuer?: TokenIssuer | undefined
  host: string
  port: number
  /** What the environment says of the parts of the hub. */
  settings: Pick<HubSettings, 'tmri' | 'callbackLoopback'> &
    Partial<Pick<HubSettings, 'door' | 'formerAuditKeys'>>
  /** Path of the file the checkpoints of the audit go to. */
  auditSink: string
  /** Whether partners and data of the sample are loaded once and kept alive. */
  sample: boolean
  log: Logger
  crashAt?: string | undefined
  /** Told what takes its time. */
  progress: (text: string) => void
}

/** The hub in one process: gateway, rooms, database. */
export interface Hub {
  url: string
  /** Whether the embedded issuer and its demo accounts serve. */
  hasDemoAccounts: boolean
  gateway: Gateway
  rooms: Rooms
  keys: HubKeys
  /** How many requests are not answered yet. */
  requests(): number
  close(): Promise<void>
}

const supergraphFile = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url))

/**
 * Starts the hub in one process. What is started later is closed first. Rooms and gateway are loaded once the data are
 * open: a directory in use, a taken port and a database out of reach are told at once.
 * @throws DataDirLocked when another process owns the data, PortTaken, ConfigError where the keys are not those of the data
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { dataDir, environment, host, port, log, progress, sample } = options
  const clock: Clock = systemClock
  const lock: DataLock = await lockDataDir(dataDir)
  await requireHubPort({ host, port })
  const { db, keys } = await openData(options)
  progress('rooms')
  const { serveTools } = await import('../tools/tools.ts')
  const { buildRooms } = await import('./rooms.ts')
  serveTools(lock, db, keys)
  // Approvals asks the gateway, the gateway asks approvals: whichever is asked first is there by then.
  let ask: Ask = async () => ({ status: 503, body: null })
  const rooms = await buildRooms({
    db,
    keys,
    log,
    clock,
    ...options.settings,
    ask: (request) => ask(request),
    auditSink: options.auditSink,
    crashAt: options.crashAt,
  })
  const { beatSample, loadSample } = await import('../sample/sample-feed.ts')
  const { loadMandates } = await import('../sample/sample-mandates.ts')
  if (sample) await loadSample({ db, rooms, keys, progress })
  if (sample) await loadMandates({ rooms, keys, clock })
  const stopBeating = sample ? await beatSample({ rooms, keys, clock }) : () => undefined
  progress('gateway')
  const { buildGateway } = await import('@one-visit/gateway/app.ts')
  const { feedMetrics } = await import('@one-visit/kit/feed/kept/quarantine-alert.ts')
  const { inProcessFeed } = await import('@one-visit/gateway/feeds/feeds.ts')
  const gateway = await buildGateway({
    environment,
    supergraph: { file: supergraphFile },
    transports: Object.fromEntries(Object.entries(rooms.all).map(([name, room]) => [name, callRoom(room)])),
    feeds: Object.fromEntries(
      Object.entries(rooms.all).map(([name, room]) => [name, inProcessFeed(room.app)]),
    ),
    issuer: options.issuer ?? (await ownIssuer(options, keys, clock)),
    serviceKey: keys.service.publicKey,
    principalPrivateKey: keys.principal.privateKey,
    ...options.settings.door,
    metricsOnLoopback: true,
    roomMetrics: () => feedMetrics(Object.values(rooms.fed).map(({ feeds }) => feeds.alert)),
    clock,
    log,
  })
  ask = gateway.ask
  const url = await gateway.app.listen({ host, port })
  return {
    url,
    hasDemoAccounts: options.issuer === undefined,
    gateway,
    rooms,
    keys,
    requests: gateway.requests,
    close: async () => {
      stopBeating()
      await gateway.close()
      await rooms.close()
      await db.close()
      await lock.release()
    },
  }
}

/** The embedded issuer with the demo accounts. */
async function ownIssuer(
  { environment, host, port }: HubOptions,
  keys: HubKeys,
  clock: Clock,
): Promise<TokenIssuer> {
  const { openEmbeddedIssuer } = await import('@one-visit/gateway/identity/issuer.ts')
  const { demoAccounts } = await import('./accounts.ts')
  const accounts = demoAccounts(keys.pseudonym)
  const origin = `http://${host}:${port}`
  return openEmbeddedIssuer({ environment, origin, accounts, clock, signingKey: keys.issuer })
}

/** Data of a hub and the keys that belong to them, held against each other before anything is written. */
async function openData(options: HubOptions): Promise<{ db: Database; keys: HubKeys }> {
  const at = { dataDir: options.dataDir, formerAuditKeys: options.settings.formerAuditKeys }
  const db = await openDatabase(options)
  try {
    const keys = await fittingKeys(db, at)
    await bringUpToDate(db, options)
    await keepHubKeys(db, keys, at)
    return { db, keys }
  } catch (error) {
    await db.close()
    throw error
  }
}

async function openDatabase({ databaseUrl, dataDir, progress, log }: HubOptions): Promise<Database> {
  if (databaseUrl) return openPostgres(databaseUrl, { connectionsMax: 16, log })
  const folder = `${dataDir}/pg`
  const isNew = !existsSync(folder)
  progress(isNew ? 'a new embedded database, from the image of a migrated one' : 'the embedded database')
  return openPglite({ dataDir: folder, ...(isNew && { image: await migratedImage(roomMigrations()) }) })
}

async function bringUpToDate(
  db: Database,
  { databaseUrl, migrationUrl, progress, log }: HubOptions,
): Promise<void> {
  if (!databaseUrl) return migrate(db, roomMigrations())
  progress('migrations of the PostgreSQL database')
  const owner = await openPostgres(migrationUrl || databaseUrl, { connectionsMax: 1, log })
  await migrate(owner, roomMigrations()).finally(() => owner.close())
}

/** Subgraphs of this process are called, not sent to. */
function callRoom(room: Room): Transport {
  return ({ body, headers }) => room.execute({ body, headers })
}
