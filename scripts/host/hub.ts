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
import { requireHubPort } from './hub-port.ts'
import { type HubKeys, readHubKeys } from './keys.ts'
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
  settings: Pick<HubSettings, 'tmri' | 'callbackLoopback'> & Partial<Pick<HubSettings, 'door'>>
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
  close(): Promise<void>
}

const supergraphFile = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url))

/**
 * Starts the hub in one process. What is started later is closed first. Rooms and gateway are loaded once the data are
 * open: a directory in use, a taken port and a database out of reach are told at once.
 * @throws DataDirLocked when another process owns the data, PortTaken
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { dataDir, environment, host, port, log, progress, sample } = options
  const clock: Clock = systemClock
  const lock: DataLock = await lockDataDir(dataDir)
  await requireHubPort({ host, port })
  const keys = readHubKeys(dataDir)
  const db = await openDatabase(options)
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
  return openEmbeddedIssuer({ environment, origin: `http://${host}:${port}`, accounts, clock })
}

async function openDatabase(options: HubOptions): Promise<Database> {
  const { databaseUrl, migrationUrl, dataDir, progress, log } = options
  if (databaseUrl) {
    progress('migrations of the PostgreSQL database')
    const owner = await openPostgres(migrationUrl ?? databaseUrl, { connectionsMax: 1, log })
    await migrate(owner, roomMigrations()).finally(() => owner.close())
    return openPostgres(databaseUrl, { connectionsMax: 16, log })
  }
  const folder = `${dataDir}/pg`
  if (!existsSync(folder)) {
    progress('a new embedded database, from the image of a migrated one')
    return openPglite({ dataDir: folder, image: await migratedImage(roomMigrations()) })
  }
  progress('the embedded database')
  const db = await openPglite({ dataDir: folder })
  await migrate(db, roomMigrations())
  return db
}

/** Subgraphs of this process are called, not sent to. */
function callRoom(room: Room): Transport {
  return ({ body, headers }) => room.execute({ body, headers })
}
