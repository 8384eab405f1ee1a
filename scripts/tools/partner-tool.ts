import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { Database } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Feeds } from '@one-visit/kit/feed/feeds.ts'
import type { NewCredentials } from '@one-visit/kit/feed/kept/sources.ts'
import { explanationOf } from '../host/explained.ts'
import { type FeedKeys, fedRooms, findFeeds } from '../host/room-feeds.ts'

const usage = [
  'npm run partner -- list ROOM',
  'npm run partner -- register ROOM ID --name NAME [--authority NAME] [--organisation ID] [--allow ID,ID|*]',
  '                    [--heartbeat SECONDS] [--quota REQUESTS_PER_MINUTE] [--retention MONTHS] [--key KEY]',
  'npm run partner -- renew ROOM ID [--drop-old] [--key KEY]',
  'KEY is an Ed25519 public key of the partner: whpk_ and base64, or SPKI DER in base64',
  `ROOM is one of ${fedRooms.join(', ')}`,
]

const options = {
  name: { type: 'string' },
  authority: { type: 'string' },
  organisation: { type: 'string' },
  allow: { type: 'string' },
  heartbeat: { type: 'string' },
  quota: { type: 'string' },
  retention: { type: 'string' },
  key: { type: 'string', multiple: true },
  'drop-old': { type: 'boolean', default: false },
} as const

type Asked = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>

const idForm = /^[A-Za-z0-9._-]{1,64}$/

/**
 * Registers who may send to a room, gives them new credentials, lists them. Yields what to show; returns 0, 1 for what
 * could not be done, 2 for a wrong question.
 */
export async function* partnerTool(
  db: Database,
  keys: FeedKeys,
  args: readonly string[],
): AsyncGenerator<string, number> {
  const asked = readArgs(args)
  const [act, room = '', id = ''] = asked?.positionals ?? []
  const feeds = findFeeds(room, db, keys)
  const isAsked = act === 'list' || ((act === 'register' || act === 'renew') && idForm.test(id))
  if (asked === undefined || feeds === undefined || !isAsked) {
    yield* usage
    return 2
  }
  const { values } = asked
  try {
    if (act === 'register') yield* await register(db, feeds, id, values)
    else if (act === 'renew') yield* await renew(db, feeds, id, values)
    else
      for (const source of await feeds.sources.list())
        yield `${source.id}  ${source.name}  sends for ${source.allowed.join(', ')}`
    return 0
  } catch (error) {
    // What was asked for is refused; anything else that explains itself lies outside of the question.
    const isRefusal = error instanceof HubError && error.code !== 'STORE_UNAVAILABLE'
    if (!isRefusal && explanationOf(error) !== undefined) throw error
    yield error instanceof Error ? error.message : String(error)
    return 1
  }
}

/** Undefined for a flag there is not. */
function readArgs(args: readonly string[]): Asked | undefined {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    return undefined
  }
}

async function register(
  db: Database,
  { sources }: Feeds,
  id: string,
  values: Asked['values'],
): Promise<string[]> {
  const { name, authority, organisation, allow, heartbeat, quota, retention, key = [] } = values
  if (!name) throw new Error('a partner has a name: --name NAME')
  if (await sources.find(id)) throw new Error(`${id} is registered; renew gives it new credentials`)
  const made = newCredentials()
  const registration = {
    id,
    name,
    authority: authority ?? name,
    organisation: organisation ?? id,
    allowed: (allow ?? id).split(',').map((each) => each.trim()),
    tokens: [made.token],
    webhookSecrets: [made.webhookSecret],
    webhookKeys: key,
    ...counted('heartbeatEverySeconds', heartbeat),
    ...counted('requestsPerMinute', quota),
    ...counted('retentionMonths', retention),
  }
  await db.transaction((tx) => sources.register(tx, [registration]))
  return [`${id} may send for ${registration.allowed.join(', ')}`, ...shown(made)]
}

function newCredentials(): NewCredentials {
  return {
    token: `hub_${randomBytes(32).toString('base64url')}`,
    webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
  }
}

function counted(name: string, text: string | undefined): Record<string, number> {
  if (text === undefined) return {}
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`${name} is a whole number, not ${text}`)
  return { [name]: Number(text) }
}

/** Told once: the hub keeps the token's digest, and the secret sealed. */
function shown({ token, webhookSecret }: NewCredentials): string[] {
  return [
    `  token    ${token}`,
    `  secret   ${webhookSecret}   (Standard Webhooks)`,
    '  they are not shown again',
  ]
}

async function renew(
  db: Database,
  { sources }: Feeds,
  id: string,
  { 'drop-old': dropOld, key: webhookKeys = [] }: Asked['values'],
): Promise<string[]> {
  const made = newCredentials()
  if (!(await db.transaction((tx) => sources.renew(tx, id, made, { dropOld, webhookKeys }))))
    throw new Error(`${id} is not registered`)
  const old = dropOld ? 'the old credentials are dropped' : 'the old credentials are accepted beside them'
  return [`${id} has new credentials; ${old}`, ...shown(made)]
}
