import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, ownWork, rowsOf } from '../database/database.ts'
import { openPostgres } from '../database/postgres.ts'
import { maskError } from '../errors.ts'
import { silentLog } from '../log.ts'
import { fixedClock, scratchDatabase, testKeys } from '../testing.ts'
import { buildThings, makeThings, type Things } from './fixtures/things.ts'

const server = process.env.DATABASE_URL
if (!server) console.warn('SKIPPED: no DATABASE_URL, and the embedded database refuses nobody')

const login = `hub_refused_${process.pid}`

describe.skipIf(!server)('a room whose PostgreSQL refuses it', () => {
  let made: Database
  let db: Database
  let room: Things
  let name = ''

  const admin = async (...texts: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    for (const text of texts) await client.query(text)
    await client.end()
  }
  const endSessions = (): string =>
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${login}'`

  beforeAll(async () => {
    made = await scratchDatabase(makeThings)
    const found = await made.orm.execute(sql`select current_database() as name`)
    name = rowsOf<{ name: string }>(found)[0]?.name ?? ''
    await admin(`create role ${login} login password 'right' in role hub_app`)
    const url = Object.assign(new URL(server ?? ''), {
      pathname: `/${name}`,
      username: login,
      password: 'right',
    })
    db = await openPostgres(url.href, { connectionsMax: 4 })
    room = await buildThings({
      db,
      clock: fixedClock('2026-01-02T00:00:00Z'),
      journalKey: testKeys().journalKey,
    })
  })
  afterAll(async () => {
    await room?.close()
    await db?.close()
    await admin(`alter role ${login} login`, `alter database ${name} allow_connections true`)
    await made?.close()
    await admin(`drop role ${login}`)
  })

  const send = (key: string) =>
    room.app.inject({
      method: 'POST',
      url: '/feeds/things/thing',
      headers: {
        authorization: 'Bearer token-one',
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      payload: JSON.stringify([{ id: key, at: '2026-01-01T00:00:01Z', size: 1 }]),
    })

  it.each<[state: string, refuse: () => string, allow: () => string]>([
    [
      '55000',
      () => `alter database ${name} allow_connections false`,
      () => `alter database ${name} allow_connections true`,
    ],
    ['28000', () => `alter role ${login} nologin`, () => `alter role ${login} login`],
    [
      '53300',
      () => `alter role ${login} connection limit 0`,
      () => `alter role ${login} connection limit -1`,
    ],
    [
      '3D000',
      () => `alter database ${name} rename to ${name}_gone`,
      () => `alter database ${name}_gone rename to ${name}`,
    ],
  ])(
    'with %s is out of its store: 503, and when to come again; then it goes on',
    async (state, refuse, allow) => {
      expect((await send(`before-${state}`)).statusCode).toBe(201)
      // The scratch database's own sessions would keep it from being renamed.
      const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`
      await admin(state === '3D000' ? others : refuse(), state === '3D000' ? refuse() : endSessions())
      try {
        const refused = await send(`meanwhile-${state}`)
        expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5'])
        expect(refused.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' })
        // What a resolver throws is told alike.
        const thrown = await db
          .read(ownWork, (tx) => tx.execute(sql`select 1`))
          .catch((error: unknown) => error)
        expect(maskError(thrown, silentLog(), 'r').extensions).toMatchObject({
          code: 'STORE_UNAVAILABLE',
          retryAfterSeconds: 5,
        })
        expect((thrown as { cause?: { code?: string } }).cause?.code).toBe(state)
      } finally {
        await admin(allow())
      }
      await expect
        .poll(async () => (await send(`meanwhile-${state}`)).statusCode, { timeout: 20_000 })
        .toBe(201)
    },
  )
})
