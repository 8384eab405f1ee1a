import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../demo/processes.ts'
import { type HubProcess, killGroup, launch, startByNode } from './fixtures/hub-process.ts'

const server = process.env.DATABASE_URL
const folder = mkdtempSync(join(tmpdir(), 'keys-'))
const database = `hub_keys_${randomBytes(6).toString('hex')}`
const databaseUrl = server ? Object.assign(new URL(server), { pathname: `/${database}` }).href : ''
const dataDir = join(folder, 'data')
const keysFile = join(dataDir, 'keys.json')
const hubs: HubProcess[] = []
let port = 0
let kept = ''

const admin = async (text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

function start(env: NodeJS.ProcessEnv = {}): HubProcess {
  const args = ['--demo', '--no-sample', '--port', String(port), '--data', dataDir]
  const hub = startByNode(args, { DATABASE_URL: databaseUrl, ...env })
  hubs.push(hub)
  return hub
}

async function stopped(hub: HubProcess): Promise<void> {
  hub.child.kill('SIGTERM')
  expect(await hub.ended).toBe(0)
}

const tokenOf = async (account: string): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username: account, password: account }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const secret = (): string => randomBytes(32).toString('base64')
const pair = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')

beforeAll(async () => {
  if (server) await admin(`create database ${database}`)
  port = await freePort()
  const hub = start()
  await hub.said(/ready on/)
  await stopped(hub)
  kept = readFileSync(keysFile, 'utf8')
})
afterAll(async () => {
  for (const hub of hubs) killGroup(hub)
  if (server) await admin(`drop database if exists ${database} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

describe(`keys that are not those of the data (${server ? 'a server' : 'embedded'})`, () => {
  it.each([
    ['journal', secret()],
    ['pseudonym', secret()],
    ['partners', secret()],
    ['certificate', pair()],
    ['audit', pair()],
  ])('stop the start, which names %s and what to do, and changes nothing', async (name, other) => {
    const wrong = JSON.stringify({ ...JSON.parse(kept), [name]: other })
    writeFileSync(keysFile, wrong)
    const hub = start()
    expect(await hub.ended).toBe(1)
    const named = [...hub.output().matchAll(/^ {2}(\w+) in .*keys\.json/gm)].map(([, key]) => key)
    expect(named).toEqual([name])
    expect(hub.output()).toMatch(/Put the keys back/)
    expect(hub.output()).not.toMatch(/^\s+at |ready on/m)
    expect(hub.output()).not.toContain(other)
    expect(readFileSync(keysFile, 'utf8')).toBe(wrong)
    expect(existsSync(join(dataDir, 'owner.pid'))).toBe(false)
  })

  it('are not made anew where they are missing', async () => {
    rmSync(keysFile)
    const hub = start()
    expect(await hub.ended).toBe(1)
    expect(hub.output()).toMatch(/There is no keys\.json in .*backup/s)
    expect(hub.output()).not.toMatch(/^\s+at /m)
    expect(existsSync(keysFile)).toBe(false)
  })

  it.each(['{"journal": "', '[]', '{"journal": 1}', JSON.stringify({ journal: 'x', principal: 'x' })])(
    'are told where the file holds no keys: %s',
    async (text) => {
      writeFileSync(keysFile, text)
      const hub = start()
      expect(await hub.ended).toBe(1)
      expect(hub.output()).toMatch(/keys\.json does not hold the keys of a hub/)
      expect(hub.output()).not.toMatch(/^\s+at /m)
      expect(readFileSync(keysFile, 'utf8')).toBe(text)
    },
  )

  it('may be another for the audit, where the one before is named', async () => {
    const [before, next] = [JSON.parse(kept).audit as string, pair()]
    const open = createPublicKey({
      key: Buffer.from(before, 'base64'),
      format: 'der',
      type: 'pkcs8',
    } as never).export({ format: 'der', type: 'spki' })
    writeFileSync(keysFile, JSON.stringify({ ...JSON.parse(kept), audit: next }))
    const hub = start({ HUB_AUDIT_PUBLIC_KEYS: open.toString('base64') })
    await hub.said(/ready on/)
    await stopped(hub)
    // From now on the new one is the one that fits.
    const again = start()
    await again.said(/ready on/)
    await stopped(again)
    kept = readFileSync(keysFile, 'utf8')
  })
})

describe('the keys of the data', () => {
  it('let the tokens of before be used after a restart', async () => {
    writeFileSync(keysFile, kept)
    const before = start()
    await before.said(/ready on/)
    const authorization = `Bearer ${await tokenOf('station-clerk')}`
    await stopped(before)
    const after = start()
    await after.said(/ready on/)
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ applications { edges { node { id } } } }' }),
    })
    expect(await answer.json()).toEqual({ data: { applications: { edges: [] } } })
    await stopped(after)
  })
})

describe.skipIf(!server)('a room on its own', () => {
  it('stops where its key is not that of its data, and names the setting', async () => {
    const room = (journal: string): HubProcess => {
      const principal = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' })
      const hub = launch(process.execPath, ['--import', 'tsx', 'subgraphs/offices/server.ts'], {
        DATABASE_URL: databaseUrl,
        PORT: '0',
        HUB_PRINCIPAL_PUBLIC_KEY: principal.toString('base64'),
        HUB_JOURNAL_KEY: journal,
      })
      hubs.push(hub)
      return hub
    }
    const right = room(JSON.parse(kept).journal)
    await right.said(/offices is ready/)
    await stopped(right)
    const wrong = room(secret())
    expect(await wrong.ended).toBe(1)
    expect(wrong.output()).toMatch(/^ {2}HUB_JOURNAL_KEY$/m)
    expect(wrong.output()).not.toMatch(/^\s+at /m)
  })
})
