import { randomBytes } from 'node:crypto'
import type { Database } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Feeds } from '@one-visit/kit/feed/feeds.ts'
import type { NewCredentials } from '@one-visit/kit/feed/kept/sources.ts'
import type { FeedSource } from '@one-visit/kit/feed/message.ts'
import { exits, type Given, parseCommand, usageOf, WrongCommand } from '../command.ts'
import { explanationOf } from '../host/explained.ts'
import { type FeedKeys, tellingFeedsOf } from '../host/room-feeds.ts'
import { partnerCommand, readPartner } from './partner-command.ts'

type Values = Given<typeof partnerCommand.options>['values']

/**
 * Registers who may send to a room, gives them new credentials, lists them. Yields what to show; returns 0, 1 for what
 * could not be done, 2 for a wrong question.
 */
export async function* partnerTool(
  db: Database,
  keys: FeedKeys,
  args: readonly string[],
): AsyncGenerator<string, number> {
  let asked: ReturnType<typeof readPartner>
  try {
    asked = readPartner(parseCommand(partnerCommand, args))
  } catch (error) {
    if (!(error instanceof WrongCommand)) throw error
    yield error.message
    yield usageOf(partnerCommand)
    return exits.wrongCommand
  }
  const { act, room, id, values } = asked
  const feeds = tellingFeedsOf(room, db, keys)
  try {
    if (act === 'register') yield* await register(db, feeds, id, values)
    else if (act === 'renew') yield* await renew(db, feeds, id, values)
    else if (act === 'retire') yield await retire(db, feeds, id, values)
    else for (const source of await feeds.sources.list()) yield await lineOf(feeds, source)
    return exits.done
  } catch (error) {
    if (error instanceof WrongCommand) {
      yield error.message
      return exits.wrongCommand
    }
    // What was asked for is refused; anything else that explains itself lies outside of the question.
    const isRefusal = error instanceof HubError && error.code !== 'STORE_UNAVAILABLE'
    if (!isRefusal && explanationOf(error) !== undefined) throw error
    yield error instanceof Error ? error.message : String(error)
    return exits.failed
  }
}

async function register(db: Database, { sources }: Feeds, id: string, values: Values): Promise<string[]> {
  const { name, authority, organisation, allow, heartbeat, quota, retention, key = [] } = values
  if (!name) throw new Error('A partner has a name: say it with --name NAME.')
  const isOut = (await sources.findRetirement(id)) !== undefined
  if (!isOut && (await sources.find(id)))
    throw new Error(`${id} is registered already; renew gives it new credentials.`)
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
    ...(heartbeat && { heartbeatEverySeconds: countOf('heartbeat', heartbeat) }),
    ...(quota && { requestsPerMinute: countOf('quota', quota) }),
    ...(retention && { retentionMonths: countOf('retention', retention) }),
  }
  await db.transaction((tx) => sources.register(tx, [registration]))
  const back = '; it was declared out, and vouches for nothing until it declares its initial load again'
  return [`${id} may send for ${registration.allowed.join(', ')}${isOut ? back : ''}`, ...shown(made)]
}

/** Of who is at the command line the hub knows that it may open the data. */
const toolCaller = 'tool:partner'

async function retire(
  db: Database,
  { sources }: Feeds,
  id: string,
  { because = '' }: Values,
): Promise<string> {
  const word = { by: toolCaller, because }
  if (!(await db.transaction((tx) => sources.retire(tx, id, word)))) throw notRegistered(id)
  return `${id} has no credentials and speaks for nobody: its silence and its gaps hold nobody's evidence back any more. What it sent stays.`
}

const notRegistered = (id: string): WrongCommand =>
  new WrongCommand(`${id} is not registered with this room: list says who is.`)

async function lineOf({ sources }: Feeds, { id, name, allowed }: FeedSource): Promise<string> {
  const out = await sources.findRetirement(id)
  return out === undefined
    ? `${id}  ${name}  sends for ${allowed.join(', ')}`
    : `${id}  ${name}  declared out at ${out.retiredAt}: ${out.because}`
}

function newCredentials(): NewCredentials {
  return {
    token: `hub_${randomBytes(32).toString('base64url')}`,
    webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
  }
}

/** The number an option says. @throws Error for anything but a whole number above 0 */
function countOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${option} is a whole number above 0, not ${text}.`)
  return Number(text)
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
  { 'drop-old': dropOld, key: webhookKeys = [] }: Values,
): Promise<string[]> {
  const made = newCredentials()
  if (!(await db.transaction((tx) => sources.renew(tx, id, made, { dropOld, webhookKeys }))))
    throw notRegistered(id)
  const old = dropOld ? 'the old credentials are dropped' : 'the old credentials are accepted beside them'
  return [`${id} has new credentials; ${old}`, ...shown(made)]
}
