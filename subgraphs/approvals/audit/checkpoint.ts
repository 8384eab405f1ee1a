/** Checkpoints: signed words on how far the chain had come, one line each, kept where the database's owner cannot change them. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../judging/canonical.ts'

/** Where the chain ended at an instant, and who says so. */
export interface Checkpoint {
  /** Place of the last row. */
  readonly sequence: number
  /** Its digest, which covers every row before it. */
  readonly digest: string
  readonly at: Date
  /** Which key signed: the beginning of the digest of its public half. */
  readonly key: string
  /** Ed25519, base64url. */
  readonly signature: string
}

/** Says of other things a key may come to sign that they are no checkpoint. */
const kind = 'one-visit audit checkpoint'

/** Signs where the chain ends. @param key private half of the audit's key */
export function signCheckpoint(
  end: Pick<Checkpoint, 'sequence' | 'digest' | 'at'>,
  key: KeyObject,
): Checkpoint {
  const said = { ...end, key: keyNameOf(createPublicKey(key)) }
  return { ...said, signature: sign(null, signedBytes(said), key).toString('base64url') }
}

/** Whether one of these public keys signed the checkpoint as it is. */
export function isSignedBy(checkpoint: Checkpoint, keys: readonly KeyObject[]): boolean {
  const signature = Buffer.from(checkpoint.signature, 'base64url')
  return keys.some(
    (key) => keyNameOf(key) === checkpoint.key && verify(null, signedBytes(checkpoint), key, signature),
  )
}

/** A checkpoint as a line of the sink, without its end. */
export const lineOf = ({ sequence, digest, at, key, signature }: Checkpoint): string =>
  canonicalJson({ sequence, digest, at: at.toISOString(), key, signature })

const lineForm = z.strictObject({
  sequence: z.int().positive(),
  digest: z.string(),
  at: z.iso.datetime().transform((text) => new Date(text)),
  key: z.string(),
  signature: z.string(),
})

/** The checkpoint a line holds; undefined for one that is not whole. */
export function readLine(line: string): Checkpoint | undefined {
  try {
    return lineForm.parse(JSON.parse(line))
  } catch {
    return undefined
  }
}

function signedBytes({ sequence, digest, at, key }: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.from(canonicalJson({ kind, sequence, digest, at: at.toISOString(), key }))
}

function keyNameOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16)
}
