import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildGateway, type Gateway } from '@one-visit/gateway/app.ts'
import type { Transport } from '@one-visit/gateway/executor/transport.ts'
import { inProcessFeed } from '@one-visit/gateway/feeds/feeds.ts'
import { type Account, openEmbeddedIssuer } from '@one-visit/gateway/identity/issuer.ts'
import { type Clock, systemClock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { type Logger, silentLog } from '@one-visit/kit/log.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { readSupergraph } from '@one-visit/schema/load.ts'
import { demoAccounts } from '@one-visit/scripts/host/accounts.ts'
import type { HubKeys } from '@one-visit/scripts/host/keys.ts'
import { type Ask, buildRooms, type Rooms } from '@one-visit/scripts/host/rooms.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { beatSample, seedPartners } from '@one-visit/scripts/sample/sample-feed.ts'
import { readTmriOptions } from '@one-visit/traffic-police/config.ts'

/** A hub as everybody outside knows it: an address, and what each partner and person proves itself by. */
export interface Hub {
  url: string
  keys: Pick<HubKeys, 'tokenOf' | 'secretOf'>
  /** Asks as a demo account, or as nobody. */
  ask<Data = Record<string, unknown>>(
    account: string,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<{
    status: number
    data: Data | null
    errors: { message: string; path?: unknown[]; extensions: { code: string } }[]
  }>
  /** Sends a batch as a partner does, through the gateway. */
  feed(
    path: string,
    partner: string,
    body: object,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  close(): Promise<void>
}

/** The hub in one process, as `npm start` builds it, with every way between gateway and rooms in the test's hands. */
export interface World extends Hub {
  db: Database
  keys: HubKeys
  rooms: Rooms
  gateway: Gateway
  /** What happens on the way to a room; put another in its place to break it. */
  ways: Record<string, Transport>
  /** How approvals asks the gateway; put another in its place to break it. */
  approvalsAsk: Ask
  /** The unbroken way to a room. */
  plainWay(room: string): Transport
  /** Header by which a demo account proves itself; none for nobody. */
  credentialOf(account: string): Promise<Record<string, string>>
}

/** What a world is built of, where a test brings its own. */
export interface WorldOptions {
  policeUrl?: string
  /** Closed with the world; an empty one of its own when left out. */
  db?: Database
  keys?: HubKeys
  clock?: Clock
  /** Where rooms and gateway log; nowhere when left out. */
  log?: Logger
  /** Whether callbacks of partners may lead to this machine. */
  callbackLoopback?: boolean
  /** Whether partners, offices and platforms of the sample are there already. */
  isFed?: boolean
  /** What happens once the rooms are at work and there is no gateway yet. */
  beforeGateway?: () => Promise<void>
  /** Accounts beside those of the demo. */
  accounts?: readonly Account[]
}

/** Keys of a test world; nothing outside it knows them. */
export function worldKeys(): HubKeys {
  const pair = generateKeyPairSync('ed25519')
  const service = generateKeyPairSync('ed25519')
  return {
    principal: pair,
    service,
    certificate: generateKeyPairSync('ed25519').privateKey,
    audit: generateKeyPairSync('ed25519').privateKey,
    issuer: generateKeyPairSync('ed25519').privateKey,
    journal: createSecretKey(randomBytes(32)),
    pseudonym: { version: 1, key: createSecretKey(randomBytes(32)) },
    tokenOf: (partner) => `token-of-${partner}`,
    secretOf: (partner) => `whsec_${Buffer.from(`shared secret of ${partner}`).toString('base64')}`,
  }
}

/** Builds the world with partners, offices and platforms of the sample; without its fleet. */
export async function buildWorld(options: WorldOptions = {}): Promise<World> {
  const { keys = worldKeys(), clock = systemClock, callbackLoopback = false, isFed = false } = options
  const { log = silentLog() } = options
  const db = options.db ?? (await testDatabase())
  const folder = mkdtempSync(join(tmpdir(), 'world-'))
  const auditSink = join(folder, 'checkpoints.ndjson')
  const way: Pick<World, 'approvalsAsk'> = { approvalsAsk: async () => ({ status: 503, body: null }) }
  const rooms = await buildRooms({
    db,
    keys,
    log,
    clock,
    tmri: readTmriOptions({ HUB_POLICE_URL: options.policeUrl }),
    callbackLoopback,
    ask: (request) => way.approvalsAsk(request),
    auditSink,
  })
  await options.beforeGateway?.()
  if (!isFed) await seedPartners({ db, rooms, keys })
  const plainWay =
    (name: string): Transport =>
    ({ body, headers }) => {
      const room = rooms.all[name]
      if (room === undefined) throw new Error(`no room ${name}`)
      return room.execute({ body, headers })
    }
  const ways = Object.fromEntries(Object.keys(rooms.all).map((name) => [name, plainWay(name)]))
  const accounts = [...demoAccounts(keys.pseudonym), ...(options.accounts ?? [])]
  const issuer = await openEmbeddedIssuer({
    environment: 'development',
    origin: 'http://hub.test',
    accounts,
    clock,
  })
  const gateway = await buildGateway({
    environment: 'development',
    supergraph: { text: readSupergraph() },
    transports: Object.fromEntries(
      Object.keys(ways).map((name) => [name, (request) => (ways[name] ?? plainWay(name))(request)]),
    ),
    feeds: Object.fromEntries(
      Object.entries(rooms.all).map(([name, room]) => [name, inProcessFeed(room.app)]),
    ),
    issuer,
    // A test asks as fast as it can.
    rates: { query: 1e6, mutation: 1e6, feed: 1e6, token: 1e6 },
    serviceKey: keys.service.publicKey,
    principalPrivateKey: keys.principal.privateKey,
    clock,
    log,
  })
  way.approvalsAsk = gateway.ask
  const url = await gateway.app.listen({ host: '127.0.0.1', port: 0 })

  const feed: World['feed'] = async (path, partner, body) => {
    const answer = await fetch(`${url}/feeds/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${keys.tokenOf(partner)}` },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  for (const { room, path, partner, records } of isFed ? [] : sampleBatches())
    if (room === 'offices' || room === 'platforms') await feed(`${room}/${path}`, partner, records)
  const stopBeating = await beatSample({ rooms, keys, clock })

  const credentialOf: World['credentialOf'] = async (account) => {
    const holder = accounts.find(({ id }) => id === account)
    return holder === undefined ? {} : { authorization: `Bearer ${await issuer.issue(holder)}` }
  }

  return Object.assign(way, {
    url,
    db,
    keys,
    rooms,
    gateway,
    ways,
    plainWay,
    feed,
    credentialOf,
    ask: async (account, query, variables = {}) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await credentialOf(account)) },
        body: JSON.stringify({ query, variables }),
      })
      const { data = null, errors = [] } = (await answer.json()) as { data?: never; errors?: never[] }
      return { status: answer.status, data, errors }
    },
    close: async () => {
      stopBeating()
      await gateway.close()
      await rooms.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  } satisfies Omit<World, 'approvalsAsk'>)
}
