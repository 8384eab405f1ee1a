import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** HUB_AUDIT_PUBLIC_KEYS: whose checkpoints are believed, the keys of before among them; none where nothing is said. */
export const auditPublicKeys = z
  .string()
  .default('')
  .transform((text, context): readonly KeyObject[] => {
    try {
      return text
        .split(',')
        .filter((part) => part.trim() !== '')
        .map((part) => createPublicKey({ key: Buffer.from(part, 'base64'), format: 'der', type: 'spki' }))
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be Ed25519 public keys, SPKI DER in base64, commas between',
      })
      return z.NEVER
    }
  })
