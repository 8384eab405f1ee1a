import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DataLock, lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import { migratedImage } from '@one-visit/kit/database/image.ts'
import { roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { openPglite } from '@one-visit/kit/database/pglite.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'explained-'))
const taken = join(root, 'taken')
const empty = join(root, 'empty')
/** A database nobody has used. */
const fresh = join(root, 'fresh')
const keyless = join(root, 'keyless')
const keys = { HUB_JOURNAL_KEY: Buffer.alloc(32, 7).toString('base64') }
/** Nothing listens on port 1. */
const away = { DATABASE_URL: 'postgres://hub@127.0.0.1:1/hub' }
let lock: DataLock
/** A port another program listens on. */
const listening = createServer()
const busy = await new Promise<string>((resolve) => {
  listening.listen(0, '127.0.0.1', () => resolve(String((listening.address() as AddressInfo).port)))
})
const supergraph = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url))

beforeAll(async () => {
  mkdirSync(empty)
  writeFileSync(file, '')
  mkdirSync(withoutDatabase)
  writeFileSync(join(withoutDatabase, 'pg'), '')
  mkdirSync(join(keyless, 'pg'), { recursive: true })
  await (await openPglite({ dataDir: join(keyless, 'pg') })).close()
  const image = await migratedImage(roomMigrations())
  await (await openPglite({ dataDir: join(fresh, 'pg'), image })).close()
  // Its owner answers nobody: it is just starting.
  lock = await lockDataDir(taken)
})
afterAll(async () => {
  listening.close()
  await lock.release()
  rmSync(root, { recursive: true, force: true })
})

/** Where the programs are that are no tool. */
const folderOf: Readonly<Record<string, string>> = {
  start: 'host',
  gateway: 'host',
  import: 'import',
  simulate: 'simulators',
}

/** Runs a program as its operator does. */
async function run(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ exit: number | null; out: string }> {
  const { DATABASE_URL: _, MIGRATION_DATABASE_URL: __, HUB_JOURNAL_KEY: ___, ...rest } = process.env
  const program = fileURLToPath(new URL(`../${folderOf[name] ?? 'tools'}/${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { env: { ...rest, ...env } })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      out += data
    })
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exit, out }
}

/** What a gateway or a room on its own is told beside where the rooms, or the data, are. */
const pair = generateKeyPairSync('ed25519')
const gateway = {
  PORT: '0',
  HUB_PRINCIPAL_PRIVATE_KEY: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  HUB_PRINCIPAL_PUBLIC_KEY: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  HUB_SERVICE_PUBLIC_KEY: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  OIDC_ISSUER: 'http://127.0.0.1:1',
  OIDC_JWKS_URL: 'http://127.0.0.1:1/keys',
}
const other = { HUB_DATA_DIR: join(root, 'other'), PORT: '0' }
/** A file lies where the database would be. */
const withoutDatabase = join(root, 'file-for-database')
const partner = ['list', 'vehicles']
const refused = /ECONNREFUSED/
const file = join(root, 'vehicles.csv')

describe.concurrent.each<
  [name: string, args: readonly string[], env: Readonly<Record<string, string>>, exit: number, says: RegExp]
>([
  ['partner', partner, { ...keys, ...away }, 4, refused],
  ['replay', ['--all'], away, 4, refused],
  ['migrate', [], away, 4, refused],
  // A replay that decided nothing has proven nothing, and is no success.
  ['replay', ['--all', '--data', fresh], {}, 1, /no decision was found: nothing is proven/],
  ['replay', ['--all', '--data', empty], {}, 1, /There is no database here/],
  ['replay', ['--all', '--data', join(root, 'nowhere')], {}, 2, /There is no folder/],
  ['import', ['vehicles', file], { ...keys, ...away }, 4, refused],
  ['partner', partner, { HUB_DATA_DIR: taken }, 4, /hung up/],
  ['migrate', [], { HUB_DATA_DIR: taken }, 4, /is in use by process/],
  ['start', [], { HUB_DATA_DIR: taken }, 1, /is in use by process/],
  ['start', ['--port', busy], { HUB_DATA_DIR: join(root, 'new') }, 1, /--port N, or PORT=N/],
  ['start', [], { HUB_DATA_DIR: join(root, 'newer'), PORT: busy }, 1, /--port N, or PORT=N/],
  ['start', ['--data', join(file, 'data')], {}, 1, /cannot be a folder of data .*--data DIR/],
  ['start', ['--data', file], {}, 1, /cannot be a folder of data .*--data DIR/],
  ['start', ['--data', withoutDatabase], {}, 1, /cannot be a folder of data/],
  ['start', ['--demo'], { ...other, DATABASE_URL: 'mysql://hub:word@127.0.0.1/hub' }, 1, /must be postgres:/],
  ['start', ['--demo'], { ...other, DATABASE_URL: 'nonsense' }, 1, /must be postgres:/],
  ['start', ['--host', 'nowhere.invalid', '--demo'], other, 1, /nowhere\.invalid/],
  ['migrate', [], { DATABASE_URL: 'mysql://hub:word@127.0.0.1/hub' }, 2, /must be postgres:/],
  ['migrate', [], { HUB_DATA_DIR: file }, 2, /cannot be a folder of data/],
  [
    '../../gateway/server',
    [],
    { ...gateway, HUB_ROOMS: '{"vehicles":"http://127.0.0.1:1"}' },
    1,
    /HUB_ROOMS/,
  ],
  ['../../gateway/server', [], { ...gateway, HUB_SUPERGRAPH: '/nowhere', HUB_ROOMS: '{}' }, 1, /\/nowhere/],
  ['../../subgraphs/offices/server', [], { ...keys, ...away, ...gateway }, 1, refused],
  ['gateway', ['--supergraph', supergraph, '--open', '--port', busy], {}, 1, /--port N/],
  ['simulate', ['police', '--port', busy], {}, 1, /--port N/],
  ['rebuild', ['vehicles'], { HUB_DATA_DIR: keyless }, 2, /There are no keys in/],
  ['rebuild', ['vehicles', '--all'], {}, 2, /Unknown option '--all'/],
  ['audit', [], { HUB_DATA_DIR: empty }, 3, /There is no database here/],
  ['import', ['vehicles', file], { HUB_DATA_DIR: empty }, 3, /There is no database here/],
])('npm run %s -- %j with %j', (name, args, env, exit, says) => {
  it(`ends with ${exit} and says why without a stack`, async ({ expect }) => {
    const ended = await run(name, args, env)
    expect(ended.out).toMatch(says)
    expect(ended.out).not.toMatch(/^\s+at /m)
    expect(ended.out).not.toContain('word@')
    expect(ended.out.trim().split('\n').length).toBeLessThanOrEqual(2)
    expect(ended.exit).toBe(exit)
  })
})

describe.skipIf(!process.env.DATABASE_URL)('a login of the server that may do nothing', () => {
  const server = process.env.DATABASE_URL
  const name = `hub_nothing_${process.pid}`
  const admin = async (...texts: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    for (const text of texts) await client.query(text)
    await client.end()
  }
  beforeAll(() =>
    admin(
      `create role ${name} login password 'nothing'`,
      `create database ${name}`,
      `revoke all on database ${name} from public`,
      `grant connect on database ${name} to ${name}`,
    ),
  )
  afterAll(() => admin(`drop database ${name} with (force)`, `drop role ${name}`))

  it('is told what it lacks, in a line', async () => {
    const url = Object.assign(new URL(server ?? ''), { pathname: name, username: name, password: 'nothing' })
    const ended = await run('start', ['--demo'], { ...other, DATABASE_URL: url.href })
    expect(ended.out).toMatch(/may not do what is needed \(permission denied .*MIGRATION_DATABASE_URL/)
    expect(ended.out).not.toMatch(/^\s+at /m)
    expect(ended.exit).toBe(1)
  })
})
