import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { HubError } from '../errors.ts'

/** Header that carries the principal token from gateway to room. */
export const principalHeader = 'x-hub-principal'
/** Header that carries the internet address a request came from, from gateway to room. */
export const clientHeader = 'x-hub-client'
/** Header that carries the request envelope from gateway to room. */
export const envelopeHeader = 'x-hub-request'

const principalShape = z.object({
  /** Name of the caller: subject of the access token, `anonymous`, or a service. */
  caller: z.string(),
  organisation: z.string().optional(),
  division: z.string().optional(),
  /** The authority an officer belongs to, as the directory names it, where the token says so. */
  authority: z.string().optional(),
  roles: z.array(z.string()),
  /** Item a call of the hub itself is made for. */
  itemCode: z.string().optional(),
  /** Application a call of the hub itself is made for. */
  applicationId: z.string().optional(),
  /** On whose behalf the hub itself calls: a clerk, or `machine:<item>`. */
  actor: z.string().optional(),
  /** The caller's own pseudonym, for citizens. */
  subjectRef: z.string().optional(),
})

/** The caller of a request, as the gateway found out; roles and organisation decide what it may see. */
export interface Principal extends z.infer<typeof principalShape> {
  /** The name of the account, in a room that knows its callers by pseudonyms; no token carries it. */
  account?: string
}

const envelopeShape = z.object({
  requestId: z.string(),
  applicationId: z.string().optional(),
  /** When the answer is of no use any more, epoch ms. */
  deadline: z.number(),
  /** 0 for a call from outside, 1 for one the hub makes while it serves such a call. */
  nesting: z.number().int().min(0),
})

/** What belongs to one request and not to the caller; unsigned, on the same connection. */
export type Envelope = z.infer<typeof envelopeShape>

const signedShape = principalShape.extend({ exp: z.number() })

/** How long a principal token is good for, seconds: longer than it is cached, shorter than anyone could use it. */
const ttlSeconds = 60

/** Signs a principal for the rooms (Ed25519): `payload.signature`, both base64url. */
export function signPrincipal(principal: Principal, key: KeyObject, now: Date): string {
  const payload = Buffer.from(
    JSON.stringify({ ...principal, exp: Math.floor(now.getTime() / 1000) + ttlSeconds }),
  ).toString('base64url')
  return `${payload}.${sign(null, Buffer.from(payload), key).toString('base64url')}`
}

/** The most tokens remembered as verified. */
const rememberedMax = 1_000

/**
 * Makes the verifier of one room. A token's signature is checked once, its expiry each time.
 * @throws HubError UNAUTHENTICATED from the verifier
 */
export function createPrincipalVerifier(
  key: KeyObject,
  clock: Clock,
): (token: string | undefined) => Principal {
  const remembered = new LRUCache<string, z.infer<typeof signedShape>>({ max: rememberedMax })

  const check = (token: string): z.infer<typeof signedShape> => {
    const [payload, signature, ...rest] = token.split('.')
    if (payload === undefined || signature === undefined || rest.length > 0)
      throw refused('it is no payload with its signature')
    if (!verify(null, Buffer.from(payload), key, Buffer.from(signature, 'base64url')))
      throw refused("its signature is not the gateway's")
    const read = signedShape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    if (!read.success) throw refused('its payload is no principal')
    return read.data
  }

  return (token) => {
    if (token === undefined || token === '') throw refused('there is none')
    const digest = createHash('sha256').update(token).digest('base64url')
    let signed = remembered.get(digest)
    if (signed === undefined) {
      signed = check(token)
      remembered.set(digest, signed)
    }
    if (signed.exp * 1000 <= clock().getTime()) throw refused('it has expired')
    const { exp: _, ...principal } = signed
    return principal
  }
}

function refused(why: string): HubError {
  return new HubError('UNAUTHENTICATED', `The principal token is not accepted: ${why}.`)
}

/**
 * Reads the request envelope.
 * @throws HubError BAD_REQUEST
 */
export function readEnvelope(text: string | undefined): Envelope {
  try {
    return envelopeShape.parse(JSON.parse(text ?? ''))
  } catch (cause) {
    throw new HubError(
      'BAD_REQUEST',
      `The header ${envelopeHeader} is missing or holds no request envelope.`,
      {},
      { cause },
    )
  }
}
