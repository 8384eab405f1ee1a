import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { complaintsLog } from '@one-visit/kit/log.ts'
import { fedRooms } from '@one-visit/scripts/host/room-names.ts'
import { platforms, stations } from '@one-visit/scripts/sample/sample-names.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWorld, type World } from '../world.ts'
import { hostileParts, seed } from './values.ts'

const { log, complaints } = complaintsLog()
let world: World
beforeAll(async () => {
  world = await buildWorld({ log })
}, 120_000)
afterAll(() => world?.close())

const partnerOf: Readonly<Record<string, string>> = {
  platforms: platforms[0].companyId,
  inspections: stations[0].id,
  'traffic-police': 'traffic-police',
}

/** A request with one place for a value: in its address, a header, or a form. */
interface Route {
  readonly method: string
  readonly path: (part: string) => string
  readonly header?: string
  readonly form?: (part: string) => string
  /** Which credential it is sent with. */
  readonly by: { readonly partner: string } | { readonly account: string }
  readonly body?: string
}

const feedRoutes: readonly Route[] = fedRooms.flatMap((room) => {
  const by = { partner: partnerOf[room] ?? 'transport-register' }
  const at = (method: string, path: Route['path'], more: Partial<Route> = {}): Route => ({
    method,
    path: (part) => `/feeds/${room}${path(part)}`,
    by,
    ...more,
  })
  return [
    at('GET', (part) => `/receipts/${part}`),
    at('GET', (part) => `/quarantine?after=${part}`),
    at('GET', (part) => `/quarantine/${part}`),
    at('POST', (part) => `/quarantine/${part}/resubmit`, { body: '{}' }),
    at('POST', (part) => `/quarantine/${part}/discard`, { body: '{}' }),
    at('POST', (part) => `/records/${part}`, { body: '{"records":[]}' }),
    at('GET', (part) => `/${part}`),
    at('POST', () => '/heartbeat', { header: 'Idempotency-Key', body: '{}' }),
  ]
})

const station = { partner: stations[0].id }
const clerk = { account: 'bureau-clerk' }
const others: readonly Route[] = [
  { method: 'GET', path: (part) => `/feeds/${part}/quarantine`, by: station },
  { method: 'GET', path: (part) => `/feeds/inspections/files/${part}`, by: clerk },
  {
    method: 'POST',
    path: (part) => `/feeds/inspections/restapi/detecting/put_data;token=${part}`,
    by: station,
    body: '{}',
  },
  {
    method: 'POST',
    path: (part) => `/feeds/inspections/restapi/detecting/get_data;token=${part}`,
    by: station,
    body: '{}',
  },
  ...(
    ['Idempotency-Key', 'Feed-Sequence', 'webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
  ).map(
    (header): Route => ({
      method: 'POST',
      path: () => '/feeds/inspections/equipment-confirmations',
      header,
      by: station,
      body: '[]',
    }),
  ),
  { method: 'GET', path: (part) => `/paper-evidence/${part}/file`, by: clerk },
  { method: 'POST', path: (part) => `/uploads?name=${part}`, by: clerk, body: 'x' },
  { method: 'GET', path: (part) => `/graphql?query=${part}`, by: clerk },
  { method: 'GET', path: (part) => `/graphql?query={__typename}&variables=${part}`, by: clerk },
  { method: 'GET', path: (part) => `/graphql?query={__typename}&operationName=${part}`, by: clerk },
  { method: 'GET', path: (part) => `/graphql?query={__typename}&extensions=${part}`, by: clerk },
  { method: 'GET', path: (part) => `/${part}`, by: clerk },
  ...(['client_id', 'client_secret', 'username', 'grant_type', 'scope'] as const).map(
    (name): Route => ({
      method: 'POST',
      path: () => '/oauth/token',
      form: (part) => `grant_type=password&username=a&password=b&${name}=${part}`,
      by: clerk,
    }),
  ),
]

/** The bytes of a text as parts of an address hold them; half a character as UTF-8 would write it. */
const encoded = (part: string): string =>
  [...Buffer.from(part)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** What a header can carry of a text. */
const asHeader = (part: string): string => part.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 4_000)

async function answerTo(route: Route, part: string): Promise<{ status: number; body: string }> {
  const { method, path, header, form, by, body = form?.(encoded(part)) } = route
  const credential =
    'partner' in by
      ? { authorization: `Bearer ${world.keys.tokenOf(by.partner)}` }
      : await world.credentialOf(by.account)
  const sent = request(world.url, {
    method,
    // A server that refuses an address for its length ends the connection too.
    agent: false,
    path: path(encoded(part)),
    headers: {
      'apollo-require-preflight': '1',
      'content-type': form === undefined ? 'application/json' : 'application/x-www-form-urlencoded',
      ...credential,
      ...(header !== undefined && { [header]: asHeader(part) }),
    },
  })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, body: await text(answer) }
}

it('no value in any part of an address, header or form is a fault of the hub, nor logged as one', async () => {
  const faults: string[] = []
  for (const route of [...feedRoutes, ...others])
    for (const part of hostileParts()) {
      const { status, body } = await answerTo(route, part)
      const isShort = status < 400 || Buffer.byteLength(body) <= 4_096
      if (status >= 500 || body.includes('INTERNAL_SERVER_ERROR') || complaints.length > 0 || !isShort)
        faults.push(
          `${route.method} ${route.path('*')} ${route.header ?? ''} ${JSON.stringify(part).slice(0, 90)}: ${status} ${body.slice(0, 200)} ${complaints.splice(0).join().slice(0, 1_000)}`,
        )
    }
  expect(faults.slice(0, 40), `seed ${seed}, ${faults.length} faults`).toEqual([])
}, 300_000)
