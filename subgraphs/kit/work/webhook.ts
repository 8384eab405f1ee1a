/**
 * Standard Webhooks by hand, in both directions and both kinds of signature: the published library signs with shared
 * secrets only, and a partner's Ed25519 key must do here too.
 */
import { createHmac, createPublicKey, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto'
import { clockSkewSeconds } from '@one-visit/schema/clock-skew.ts'
import { HubError } from '../errors.ts'

/**
 * Standard Webhooks signatures: `webhook-id`, `webhook-timestamp`, `webhook-signature` over id.timestamp.body.
 * `v1` is HMAC-SHA256 with a shared secret, `v1a` is Ed25519.
 * @see https://www.standardwebhooks.com
 */
export type WebhookKey = { kind: 'hmac'; secret: Buffer } | { kind: 'ed25519'; key: KeyObject }

/** Bytes of a shared secret: fewer can be guessed, more are of no use to HMAC-SHA256. */
const secretBytes = { min: 24, max: 64 } as const

/**
 * Reads a shared secret as partners are given it: `whsec_` and base64 of 24 to 64 bytes.
 * @throws HubError BAD_USER_INPUT; an empty key would make everybody a signer
 */
export function readWebhookSecret(text: string): Buffer {
  const secret = Buffer.from(text.replace(/^whsec_/, ''), 'base64')
  if (secret.length < secretBytes.min || secret.length > secretBytes.max)
    throw new HubError('BAD_USER_INPUT', 'A webhook secret has 24 to 64 bytes, written as whsec_ and base64.')
  return secret
}

/** What stands before the 32 bytes of an Ed25519 public key in SPKI DER. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * Reads an Ed25519 public key as partners give it: `whpk_` and base64 of its 32 bytes, or SPKI DER in base64.
 * @throws HubError BAD_USER_INPUT
 */
export function readWebhookPublicKey(text: string): KeyObject {
  const bytes = Buffer.from(text.replace(/^whpk_/, ''), 'base64')
  const der = text.startsWith('whpk_') ? Buffer.concat([spkiPrefix, bytes]) : bytes
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // not a key at all: refused below
  }
  throw new HubError(
    'BAD_USER_INPUT',
    'A webhook key is an Ed25519 public key, written as whpk_ and base64, or as SPKI DER in base64.',
  )
}

/** The three headers of a signed message. Several keys give several signatures, for the time of a rotation. */
export function signWebhook(
  message: { id: string; body: string | Buffer; at: Date },
  keys: readonly WebhookKey[],
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000))
  const signed = content(message.id, timestamp, Buffer.from(message.body))
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => signature(key, signed)).join(' '),
  }
}

function content(id: string, timestamp: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
}

function signature(key: WebhookKey, signed: Buffer): string {
  return key.kind === 'hmac'
    ? `v1,${createHmac('sha256', key.secret).update(signed).digest('base64')}`
    : `v1a,${sign(null, signed, key.key).toString('base64')}`
}

/** Longest webhook-id, characters. */
const webhookIdMax = 200

/** Signatures read from one message at the most. */
const signaturesMax = 10

/**
 * Checks a signed message against every key the sender may use; answers its id, by which repeats are known.
 * @throws HubError UNAUTHENTICATED
 */
export function verifyWebhook(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
  keys: readonly WebhookKey[],
  now: Date,
): string {
  const { id, timestamp, signatures } = readSignedHead(headers, now)
  const signed = content(id, timestamp, body)
  if (!signatures.some((one) => keys.some((key) => matches(one, key, signed))))
    throw new HubError('UNAUTHENTICATED', 'No signature of the message is by a key of the sender.')
  return id
}

/** Reads what a signature is checked with, as far as headers tell before the body has come. @throws HubError UNAUTHENTICATED */
export function readSignedHead(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  now: Date,
): { id: string; timestamp: string; signatures: readonly string[] } {
  const header = (name: string): string => {
    const value = headers[name]
    if (typeof value !== 'string' || value === '')
      throw new HubError('UNAUTHENTICATED', `The header ${name} is missing.`)
    return value
  }
  const id = header('webhook-id')
  // A dot in the id would let the boundary between id, time and body be moved without breaking the signature.
  if (id.length > webhookIdMax || id.includes('.'))
    throw new HubError(
      'UNAUTHENTICATED',
      `A webhook-id has at most ${webhookIdMax} characters and no full stop.`,
    )
  const timestamp = header('webhook-timestamp')
  const skew = Math.abs(now.getTime() / 1000 - Number(timestamp))
  if (!/^\d{1,12}$/.test(timestamp) || skew > clockSkewSeconds)
    throw new HubError(
      'UNAUTHENTICATED',
      `The webhook-timestamp is more than ${clockSkewSeconds} s away from the clock of the hub.`,
    )
  return { id, timestamp, signatures: header('webhook-signature').split(' ').slice(0, signaturesMax) }
}

function matches(given: string, key: WebhookKey, signed: Buffer): boolean {
  const [version, encoded = ''] = given.split(',')
  const bytes = Buffer.from(encoded, 'base64')
  if (key.kind === 'ed25519') return version === 'v1a' && verify(null, signed, key.key, bytes)
  if (version !== 'v1') return false
  const expected = createHmac('sha256', key.secret).update(signed).digest()
  return expected.length === bytes.length && timingSafeEqual(expected, bytes)
}
