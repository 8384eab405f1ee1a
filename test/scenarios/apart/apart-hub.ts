import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedStations } from '@one-visit/inspections/store.ts'
import { migrate, roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { openPostgres } from '@one-visit/kit/database/postgres.ts'
import { freePort, type Running, start } from '@one-visit/scripts/demo/processes.ts'
import { demoAccounts } from '@one-visit/scripts/host/accounts.ts'
import { feedsOf } from '@one-visit/scripts/host/room-feeds.ts'
import { isFedRoom } from '@one-visit/scripts/host/room-names.ts'
import { partnersOf } from '@one-visit/scripts/sample/partners.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { stations } from '@one-visit/scripts/sample/sample-names.ts'
import { exportJWK, SignJWT } from 'jose'
import pg from 'pg'
import { type Hub, worldKeys } from '../../world.ts'

const roomNames = [
  'drivers',
  'vehicles',
  'operators',
  'inspections',
  'traffic-police',
  'platforms',
  'offices',
  'approvals',
] as const

/**
 * The hub as it runs in production: every room and the gateway a process of its own, PostgreSQL under logins that own
 * nothing, access tokens of an issuer outside.
 */
export async function startApart(server: string, policeUrl: string): Promise<Hub> {
  const name = `hub_apart_${randomBytes(6).toString('hex')}`
  const { owner, login } = await makeDatabase(server, name)
  const keys = worldKeys()
  const folder = mkdtempSync(join(tmpdir(), 'apart-'))
  const issuerKey = generateKeyPairSync('ed25519')
  const jwk = { ...(await exportJWK(issuerKey.publicKey)), kid: 'one', alg: 'EdDSA' }
  const issuer = createServer((_, reply) =>
    reply.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
  )
  const issuerUrl = await listening(issuer)
  const ports = new Map<string, number>()
  for (const room of [...roomNames, 'gateway']) ports.set(room, await freePort())
  const urlOf = (room: string): string => `http://127.0.0.1:${ports.get(room)}`

  const db = await openPostgres(owner, { connectionsMax: 1 })
  await seedStations(db, stations)
  for (const [room, registrations] of Object.entries(partnersOf(keys)))
    if (isFedRoom(room))
      await db.transaction((tx) => feedsOf(room, db, keys).sources.register(tx, registrations))
  await db.close()

  const rooms = keys.secretOf('hub-rooms')
  const common = {
    DATABASE_URL: login,
    DATABASE_CONNECTIONS_MAX: '4',
    LOG_LEVEL: 'info',
    HUB_PRINCIPAL_PUBLIC_KEY: der(keys.principal.publicKey, 'spki'),
    HUB_JOURNAL_KEY: keys.journal.export().toString('base64'),
    HUB_PSEUDONYM_KEY: `v1:${keys.pseudonym.key.export().toString('base64')}`,
    HUB_SUBSCRIBERS: JSON.stringify([
      { url: `${urlOf('approvals')}/events`, secret: rooms },
      {
        url: `${urlOf('vehicles')}/feeds/vehicles/identity-events`,
        secret: rooms,
        types: ['identity.observed'],
      },
    ]),
    HUB_POLICE_URL: policeUrl,
    HUB_GATEWAY_URL: `${urlOf('gateway')}/graphql`,
    HUB_SERVICE_KEY: der(keys.service.privateKey, 'pkcs8'),
    HUB_CERTIFICATE_KEY: der(keys.certificate, 'pkcs8'),
    HUB_AUDIT_KEY: der(keys.audit, 'pkcs8'),
    HUB_AUDIT_SINK: join(folder, 'checkpoints.ndjson'),
    HUB_VEHICLES_PERMITS_URL: `${urlOf('vehicles')}/feeds/vehicles/permits`,
    HUB_VEHICLES_PERMITS_SECRET: keys.secretOf('hub-approvals'),
    HUB_EVENT_SECRETS: rooms,
  }
  const running: Running[] = await Promise.all(
    roomNames.map((room) =>
      start(`subgraphs/${room}/server.ts`, [], {
        ready: /is ready/,
        env: { ...common, PORT: String(ports.get(room)) },
      }),
    ),
  )
  running.push(
    await start('gateway/server.ts', [], {
      ready: /is ready/,
      env: {
        NODE_ENV: 'production',
        PORT: String(ports.get('gateway')),
        HUB_ROOMS: JSON.stringify(Object.fromEntries(roomNames.map((room) => [room, urlOf(room)]))),
        HUB_PRINCIPAL_PRIVATE_KEY: der(keys.principal.privateKey, 'pkcs8'),
        HUB_SERVICE_PUBLIC_KEY: der(keys.service.publicKey, 'spki'),
        OIDC_ISSUER: issuerUrl,
        OIDC_JWKS_URL: `${issuerUrl}/jwks.json`,
      },
    }),
  )

  const url = urlOf('gateway')
  const accounts = demoAccounts(keys.pseudonym)
  const tokenOf = (id: string): Promise<string> => {
    const holder = accounts.find((account) => account.id === id)
    const { roles = [], organisation, division, ref } = holder ?? {}
    return new SignJWT({ roles, org: organisation, division, ref })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'one' })
      .setSubject(id)
      .setIssuer(issuerUrl)
      .setAudience('one-visit-hub')
      .setExpirationTime('5 minutes')
      .sign(issuerKey.privateKey)
  }
  const post = async (path: string, token: string | undefined, body: object) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const feed: Hub['feed'] = (path, partner, body) => post(`/feeds/${path}`, keys.tokenOf(partner), body)
  for (const { room, path, partner, records } of sampleBatches())
    if (room === 'offices' || room === 'platforms') await feed(`${room}/${path}`, partner, records)
  for (const [room, registrations] of Object.entries(partnersOf(keys)))
    for (const { heartbeatEverySeconds, tokens } of registrations)
      if (heartbeatEverySeconds !== undefined)
        await post(`/feeds/${room}/heartbeat`, tokens?.[0], {
          at: new Date().toISOString(),
          initialLoadCompleted: true,
        })

  return {
    url,
    keys,
    feed,
    ask: async (account, query, variables = {}) => {
      const token = account === '' ? undefined : await tokenOf(account)
      const { status, body } = await post('/graphql', token, { query, variables })
      return { status, data: (body.data ?? null) as never, errors: (body.errors ?? []) as never }
    },
    close: async () => {
      await Promise.all(running.map((program) => program.stop()))
      issuer.close()
      await dropDatabase(server, name)
      rmSync(folder, { recursive: true })
    },
  }
}

/** A database and a login that owns nothing in it. */
async function makeDatabase(server: string, name: string): Promise<{ owner: string; login: string }> {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const owner = new URL(server)
  owner.pathname = `/${name}`
  const db = await openPostgres(owner.href, { connectionsMax: 1 })
  await migrate(db, roomMigrations()).finally(() => db.close())
  await admin.query(`create role ${name} login password '${name}' in role hub_app`)
  await admin.end()
  const login = new URL(owner)
  login.username = name
  login.password = name
  return { owner: owner.href, login: login.href }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function der(key: KeyObject, type: 'spki' | 'pkcs8'): string {
  return (key.export({ format: 'der', type } as never) as unknown as Buffer).toString('base64')
}

async function dropDatabase(server: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.query(`drop role if exists ${name}`)
  await admin.end()
}
