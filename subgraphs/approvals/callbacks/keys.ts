/** Keys callbacks are signed with: made here, shown once, sealed at rest. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { seal, unseal } from '@one-visit/kit/feed/kept/seal.ts'
import type { WebhookKey } from '@one-visit/kit/work/webhook.ts'
import type { CallbackSignature } from '../store/tables/callbacks.ts'

/** Length of a shared secret, bytes. */
const secretBytes = 32

/** A new key: sealed as stored, and what the partner is shown (`whsec_`, or the public half as `whpk_`). */
export function newCallbackKey(
  signature: CallbackSignature,
  key: KeyObject,
): { sealed: Buffer; shown: string } {
  if (signature === 'HMAC') {
    const secret = randomBytes(secretBytes)
    return { sealed: seal(key, secret), shown: `whsec_${secret.toString('base64')}` }
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  // The raw key is the end of its SPKI form: Standard Webhooks writes only these 32 bytes.
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const sealed = seal(key, privateKey.export({ format: 'der', type: 'pkcs8' }))
  return { sealed, shown: `whpk_${raw.toString('base64')}` }
}

/** A stored key, ready to sign. */
export function readCallbackKey(signature: CallbackSignature, sealed: Buffer, key: KeyObject): WebhookKey {
  const bytes = unseal(key, sealed)
  return signature === 'HMAC'
    ? { kind: 'hmac', secret: bytes }
    : { kind: 'ed25519', key: createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }) }
}
