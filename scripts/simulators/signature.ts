import { createHmac, type KeyObject, sign } from 'node:crypto'

/** By what a message is signed: a shared secret (`whsec_` and base64), or a private Ed25519 key. */
export type SigningKey = { kind: 'hmac'; secret: string } | { kind: 'ed25519'; key: KeyObject }

/** What is signed, by whose clock, under which id. */
export interface SignedMessage {
  id: string
  body: string | Buffer
  at: Date
}

/** Standard Webhooks headers over id.timestamp.body; several keys, as during a rotation, give several signatures. */
export function signedBy(
  keys: readonly SigningKey[],
  { id, body, at }: SignedMessage,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)])
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => signatureOf(key, content)).join(' '),
  }
}

function signatureOf(key: SigningKey, content: Buffer): string {
  return key.kind === 'hmac'
    ? `v1,${createHmac('sha256', Buffer.from(key.secret.replace(/^whsec_/, ''), 'base64'))
        .update(content)
        .digest('base64')}`
    : `v1a,${sign(null, content, key.key).toString('base64')}`
}

/** The three headers of a message signed with one shared secret, `whsec_` and base64. */
export function signed(secret: string, message: SignedMessage): Record<string, string> {
  return signedBy([{ kind: 'hmac', secret }], message)
}
