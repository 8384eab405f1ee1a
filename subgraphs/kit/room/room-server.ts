import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { crashPointAt } from '../crash.ts'
import { type DataKey, keepKeys } from '../database/key-checks.ts'
import { openPostgres } from '../database/postgres.ts'
import { openLog } from '../log.ts'
import { closeOnSignal } from '../work/close-on-signal.ts'
import { httpPost } from '../work/http.ts'
import type { Subscriber } from '../work/outbox.ts'
import { readWebhookSecret } from '../work/webhook.ts'
import { outsideOf } from './explanation.ts'
import type { PersonRoomParts, RoomParts } from './parts.ts'
import type { PseudonymKey } from './pseudonym.ts'
import type { Room } from './server.ts'

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64')

const publicKey = base64.transform((text, context) => {
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an Ed25519 public key, SPKI DER in base64' })
    return z.NEVER
  }
})

const secretBytes = 32
const isSecret = (text: string): boolean => Buffer.from(text, 'base64').length === secretBytes
const secretKey = base64
  .refine(isSecret, `must be ${secretBytes} bytes in base64`)
  .transform((text) => createSecretKey(Buffer.from(text, 'base64')))

const pseudonymKey = z
  .string()
  .regex(/^v\d+:[A-Za-z0-9+/]+={0,2}$/, 'must be v<version>:<base64>')
  .refine((text) => isSecret(text.slice(text.indexOf(':') + 1)), `must hold ${secretBytes} bytes`)
  .transform((text): PseudonymKey => {
    const [version = '', key = ''] = text.split(':')
    return { version: Number(version.slice(1)), key: createSecretKey(Buffer.from(key, 'base64')) }
  })

const subscriberShape = z.strictObject({
  url: z.url(),
  /** Shared secret of Standard Webhooks, `whsec_` and base64. */
  secret: z.string().min(1),
  types: z.array(z.string()).optional(),
})

const subscribers = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' })
      return z.NEVER
    }
  })
  .pipe(z.array(subscriberShape))
  .transform((list): Subscriber[] =>
    list.map(({ url, secret, types }) => ({
      url,
      keys: [{ kind: 'hmac', secret: readWebhookSecret(secret) }],
      ...(types && { types }),
    })),
  )

const settings = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be postgres://...: a room on its own has a server'),
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(1).max(100).default(8),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  HUB_PRINCIPAL_PUBLIC_KEY: publicKey,
  HUB_JOURNAL_KEY: secretKey,
  HUB_SUBSCRIBERS: subscribers.default([]),
  HUB_CRASH_AT: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
}

/** Keys a tool needs to read a room's journal again, from the environment of that room. */
export function readFeedKeys(env: Env): { journal: KeyObject; pseudonym?: PseudonymKey | undefined } {
  const { HUB_JOURNAL_KEY: journal, HUB_PSEUDONYM_KEY: pseudonym } = readConfig(
    { HUB_JOURNAL_KEY: secretKey, HUB_PSEUDONYM_KEY: pseudonymKey.optional() },
    env,
  )
  return { journal, pseudonym }
}

/** The subscribers that HUB_SUBSCRIBERS of an environment names, for a tool that works in place of the room. */
export function readSubscribers(env: Env): readonly Subscriber[] {
  return readConfig({ HUB_SUBSCRIBERS: settings.HUB_SUBSCRIBERS }, env).HUB_SUBSCRIBERS
}

type Env = Readonly<Record<string, string | undefined>>
type Settings = Readonly<z.infer<z.ZodObject<typeof settings>>>

/** Runs a room as a process of its own: settings from the environment, every fault named at once; SIGTERM drains. */
export function runRoom(name: string, build: (parts: RoomParts) => Promise<Room>, env: Env): Promise<void> {
  return orExplain(() => serve(name, readConfig(settings, env), { build, keys: [] }))
}

async function orExplain(start: () => Promise<void>): Promise<void> {
  try {
    await start()
  } catch (error) {
    const explanation = outsideOf(error)
    if (explanation === undefined) throw error
    console.error(explanation)
    process.exit(1)
  }
}

async function serve(
  name: string,
  config: Settings,
  { build, keys }: { build: (parts: RoomParts) => Promise<Room>; keys: readonly DataKey[] },
): Promise<void> {
  const log = openLog(name, config.LOG_LEVEL)
  const db = await openPostgres(config.DATABASE_URL, { connectionsMax: config.DATABASE_CONNECTIONS_MAX, log })
  const journal = { name: 'journal', known: 'HUB_JOURNAL_KEY', key: config.HUB_JOURNAL_KEY }
  await keepKeys(db, [{ room: name, keys: [journal, ...keys] }])
  const room = await build({
    db,
    clock: systemClock,
    log,
    principalKey: config.HUB_PRINCIPAL_PUBLIC_KEY,
    journalKey: config.HUB_JOURNAL_KEY,
    subscribers: config.HUB_SUBSCRIBERS,
    post: httpPost(),
    crash: crashPointAt(config.HUB_CRASH_AT),
  })
  closeOnSignal({
    requests: room.requests,
    close: async () => {
      await room.close()
      await db.close()
    },
  })
  const address = await room.app.listen({ host: config.HOST, port: config.PORT })
  log.info({ address }, `${name} is ready`)
}

/**
 * Runs a room that receives persons as a process of its own, as runRoom does; HUB_PSEUDONYM_KEY turns their ID numbers
 * into references. `keys` are the room's own that its data depend on.
 */
export function runPersonRoom(
  name: string,
  build: (parts: PersonRoomParts) => Promise<Room>,
  env: Env,
  keys: () => readonly DataKey[] = () => [],
): Promise<void> {
  return orExplain(() => {
    const config = readConfig({ ...settings, HUB_PSEUDONYM_KEY: pseudonymKey }, env)
    const { HUB_PSEUDONYM_KEY: pseudonym } = config
    return serve(name, config, {
      build: (parts) => build({ ...parts, pseudonymKey: pseudonym }),
      keys: [
        { name: `pseudonym v${pseudonym.version}`, known: 'HUB_PSEUDONYM_KEY', key: pseudonym.key },
        ...keys(),
      ],
    })
  })
}
