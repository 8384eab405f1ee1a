import { createPublicKey } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ownWork } from '@one-visit/kit/database/database.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { readWebhookSecret, verifyWebhook } from '@one-visit/kit/work/webhook.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { clerk, goodEvidence, outcome, start, submitAs, type TestRoom, testRoom } from '../testing/room.ts'
import { pausesSeconds } from './deliver.ts'
import { callbackLoopback } from './setting.ts'

const platform: Principal = { caller: 'platform-1', roles: ['PLATFORM'], organisation: 'PF1' }
const otherPlatform: Principal = { caller: 'platform-2', roles: ['PLATFORM'], organisation: 'PF2' }

interface Call {
  headers: IncomingHttpHeaders
  body: string
}

/** A partner's server on loopback: what it got, and what it answers next. */
const partner = { calls: [] as Call[], status: 200, location: undefined as string | undefined }
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    partner.calls.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
    response.writeHead(partner.status, partner.location ? { location: partner.location } : {})
    response.end('x'.repeat(1000))
  })
})
let port = 0
let world: TestRoom
beforeAll(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  port = (server.address() as AddressInfo).port
  world = await testRoom({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
})
afterAll(async () => {
  await world.close()
  server.close()
})
beforeEach(() => {
  world.clock.set(start)
  world.played.evidence = goodEvidence()
  Object.assign(partner, { calls: [], status: 200, location: undefined })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const each of [platform, otherPlatform])
    for (const { id, disabledAt } of (await list(each)).value)
      if (!disabledAt) await act('disableCallback', id, each)
})

const fields = 'id url types signature disabledAt disabledWhy failingSince'
interface Seen {
  id: string
  disabledAt: string | null
  disabledWhy: string | null
  failingSince: string | null
}

function register(input: Record<string, unknown> = {}, as = platform, at = world) {
  return outcome<{ callback: Seen; secret: string }>(
    at.graph(
      `mutation($input: RegisterCallbackInput!) { registerCallback(input: $input) { secret callback { ${fields} } } }`,
      { input: { url: `http://127.0.0.1:${port}/hook`, types: ['APPLICATION_STATE_CHANGED'], ...input } },
      as,
    ),
    'registerCallback',
  )
}

function list(as = platform) {
  return outcome<Seen[]>(world.graph(`{ callbacks { ${fields} } }`, {}, as), 'callbacks')
}

function act(name: string, id: string, as = platform) {
  const selection = { rotateCallbackSecret: 'secret', disableCallback: 'id', resendDelivery: 'id state' }[
    name
  ]
  return outcome<{ secret: string; state: string }>(
    world.graph(`mutation($id: ID!) { ${name}(id: $id) { ${selection} } }`, { id }, as),
    name,
  )
}

async function deliveries(callbackId: string, as = platform) {
  const { value, code } = await outcome<{
    edges: {
      node: {
        id: string
        state: string
        attempts: number
        lastStatus: number | null
        lastFault: string | null
      }
    }[]
  } | null>(
    world.graph(
      `query($callbackId: ID!) { callbackDeliveries(callbackId: $callbackId) { edges { node {
        id type body state attempts lastStatus lastFault } } } }`,
      { callbackId },
      as,
    ),
    'callbackDeliveries',
  )
  return { code, nodes: value?.edges.map(({ node }) => node) ?? [] }
}

async function happen() {
  await submitAs(world)
  await world.settle()
}

/** Makes the next attempt of a delivery now, not after its pause. */
async function attempt(deliveryId: string) {
  await world.db.write(ownWork, (tx) => world.jobs.send(tx, 'deliver-callback', { deliveryId }))
  await world.settle()
}

describe('a callback', () => {
  it('is told of its own applications, signed with the secret shown once, without personal data', async () => {
    const { value } = await register()
    expect(value.secret).toMatch(/^whsec_/)
    expect(JSON.stringify(await list())).not.toContain(value.secret.slice(6))
    await register({}, otherPlatform)
    await happen()
    expect(partner.calls).toHaveLength(1)
    const [call] = partner.calls
    const key = { kind: 'hmac', secret: readWebhookSecret(value.secret) } as const
    const body = call?.body ?? ''
    const id = verifyWebhook(call?.headers ?? {}, Buffer.from(body), [key], world.clock())
    expect((await deliveries(value.callback.id)).nodes).toMatchObject([
      { id, state: 'DELIVERED', lastStatus: 200 },
    ])
    expect(JSON.parse(body)).toMatchObject({
      type: 'application.state.changed',
      data: { application: { state: 'READY' } },
    })
    expect(body).not.toMatch(/测试|330399199001010012|138000|浙C|v1\./)
  })

  it('is listed page by page, each once, and never beside those of another organisation', async () => {
    for (let count = 0; count < 5; count += 1) await register()
    const { value: foreign } = await register({}, otherPlatform)
    const page = (variables: object) =>
      outcome<{ id: string }[]>(
        world.graph(
          'query($first: Int, $after: ID) { callbacks(first: $first, after: $after) { id } }',
          { ...variables },
          platform,
        ),
        'callbacks',
      )
    const all = (await list()).value.map(({ id }) => id)
    expect(all.length).toBeGreaterThanOrEqual(5)
    const seen: string[] = []
    for (let after: string | undefined; ; after = seen.at(-1)) {
      const { value } = await page({ first: 2, after })
      if (value.length === 0) break
      expect(value.length).toBeLessThanOrEqual(2)
      seen.push(...value.map(({ id }) => id))
    }
    expect(seen).toEqual(all)
    for (const asked of [{ after: foreign.callback.id }, { after: 'x' }, { first: 0 }, { first: 201 }])
      expect((await page(asked)).code).toBe('BAD_USER_INPUT')
  })

  it('may be signed with Ed25519 instead', async () => {
    const { value } = await register({ signature: 'ED25519' })
    await happen()
    const raw = Buffer.from(value.secret.replace('whpk_', ''), 'base64')
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const [call] = partner.calls
    verifyWebhook(
      call?.headers ?? {},
      Buffer.from(call?.body ?? ''),
      [{ kind: 'ed25519', key }],
      world.clock(),
    )
  })

  it('is signed with the old and the new secret for a day after a rotation', async () => {
    const { value } = await register()
    const { value: rotated } = await act('rotateCallbackSecret', value.callback.id)
    await happen()
    world.clock.set('2025-06-03T02:00:01.000Z')
    await act('resendDelivery', (await deliveries(value.callback.id)).nodes[0]?.id ?? '')
    await world.settle()
    const verifies = (secret: string, call: Call | undefined) => {
      const at = new Date(Number(call?.headers['webhook-timestamp']) * 1000)
      const key = { kind: 'hmac', secret: readWebhookSecret(secret) } as const
      return () => verifyWebhook(call?.headers ?? {}, Buffer.from(call?.body ?? ''), [key], at)
    }
    expect(verifies(value.secret, partner.calls[0])).not.toThrow()
    expect(verifies(rotated.secret, partner.calls[0])).not.toThrow()
    expect(verifies(value.secret, partner.calls.at(-1))).toThrow('signature')
    expect(verifies(rotated.secret, partner.calls.at(-1))).not.toThrow()
  })

  it('belongs to its organisation: to others it and its deliveries are not there', async () => {
    const { value } = await register()
    await happen()
    const [delivery] = (await deliveries(value.callback.id)).nodes
    expect((await list(otherPlatform)).value.map(({ id }) => id)).not.toContain(value.callback.id)
    expect((await deliveries(value.callback.id, otherPlatform)).code).toBe('NOT_FOUND')
    for (const name of ['rotateCallbackSecret', 'disableCallback'])
      expect((await act(name, value.callback.id, otherPlatform)).code).toBe('NOT_FOUND')
    expect((await act('resendDelivery', delivery?.id ?? '', otherPlatform)).code).toBe('NOT_FOUND')
    expect((await register({}, clerk)).code).toBe('FORBIDDEN')
  })

  it('that answers a redirect is not followed, and is tried again', async () => {
    const { value } = await register()
    Object.assign(partner, { status: 302, location: `http://127.0.0.1:${port}/elsewhere` })
    await happen()
    expect(partner.calls).toHaveLength(1)
    expect((await deliveries(value.callback.id)).nodes).toMatchObject([
      { state: 'PENDING', attempts: 1, lastStatus: 302 },
    ])
  })

  it('gets a message again until the last attempt, then by hand; after days of failure it is disabled', async () => {
    const { value } = await register()
    partner.status = 500
    await happen()
    const id = (await deliveries(value.callback.id)).nodes[0]?.id ?? ''
    expect((await act('resendDelivery', id)).code).toBe('CONFLICT')
    for (const _ of pausesSeconds) await attempt(id)
    expect((await deliveries(value.callback.id)).nodes).toMatchObject([
      { id, state: 'DEAD', attempts: pausesSeconds.length + 1 },
    ])
    partner.status = 200
    expect((await act('resendDelivery', id)).value.state).toBe('PENDING')
    await world.settle()
    expect((await deliveries(value.callback.id)).nodes).toMatchObject([{ id, state: 'DELIVERED' }])
    expect(new Set(partner.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1)

    partner.status = 500
    await act('resendDelivery', id)
    await world.settle()
    world.clock.set('2025-06-08T02:00:00.000Z')
    for (const _ of pausesSeconds) await attempt(id)
    const seen = (await list()).value.find((each) => each.id === value.callback.id)
    expect(seen).toMatchObject({ disabledWhy: 'FAILING', failingSince: '2025-06-02T02:00:00.000Z' })
    expect((await act('resendDelivery', id)).code).toBe('CONFLICT')
  })

  it('is one of ten at the most, and names a type', async () => {
    expect((await register({ types: [] })).code).toBe('BAD_USER_INPUT')
    for (let each = 0; each < 10; each += 1) expect((await register()).code).toBeUndefined()
    expect((await register()).code).toBe('CONFLICT')
  })

  it('may lead to this machine in development, never in production', () => {
    expect(callbackLoopback.parse('yes')).toBe(true)
    vi.stubEnv('NODE_ENV', 'production')
    expect(callbackLoopback.safeParse('yes').success).toBe(false)
    expect(callbackLoopback.parse(undefined)).toBe(false)
  })
})

describe('the host of a callback', () => {
  it('that answers a public address first and this machine later is not connected to', async () => {
    const answers = ['8.8.8.8', '127.0.0.1']
    const asked: string[] = []
    const guarded = await testRoom({
      loopback: false,
      resolve: async (host) => {
        asked.push(host)
        return [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]
      },
    })
    try {
      const local = await register({ url: `http://127.0.0.1:${port}/` }, platform, guarded)
      expect(local.code).toBe('BAD_USER_INPUT')
      const { value } = await register({ url: 'https://rebinding.example/hook' }, platform, guarded)
      expect(asked).toEqual(['rebinding.example'])
      await submitAs(guarded)
      await guarded.settle()
      expect(partner.calls).toEqual([])
      expect(asked).toHaveLength(2)
      const { value: page } = await outcome<{ edges: unknown[] }>(
        guarded.graph(
          'query($id: ID!) { callbackDeliveries(callbackId: $id) { edges { node { state lastFault } } } }',
          { id: value.callback.id },
          platform,
        ),
        'callbackDeliveries',
      )
      expect(page.edges).toMatchObject([
        { node: { state: 'PENDING', lastFault: 'the host has an address that is not public' } },
      ])
      const late = await register({ url: 'https://late.example/' }, platform, guarded)
      expect(late.code).toBe('BAD_USER_INPUT')
    } finally {
      await guarded.close()
    }
  })

  it('is resolved once, and the connection goes to the address that was looked at', async () => {
    const { openCallbackPost } = await import('./post.ts')
    let asked = 0
    const post = openCallbackPost(async () => {
      asked += 1
      return [{ address: '127.0.0.1', family: 4 }]
    }, true)
    // No resolver of this machine knows the name, and the port speaks no TLS: the fault shows where it connected.
    await expect(post(`https://partner.invalid:${port}/`, {}, '{}')).rejects.toThrow(
      /SSL|TLS|wrong version|packet length|socket/i,
    )
    expect(asked).toBe(1)
  })
})
