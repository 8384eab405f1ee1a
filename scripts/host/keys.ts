import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '@one-visit/kit/config.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { z } from 'zod'

const storedShape = z.object({
  principal: z.string(),
  service: z.string(),
  certificate: z.string(),
  audit: z.string(),
  issuer: z.string(),
  journal: z.string(),
  pseudonym: z.string(),
  partners: z.string(),
})

/** Keys of the one-process mode. In production each process gets its own by its environment. */
export interface HubKeys {
  /** Signs principal tokens of the gateway. */
  principal: { privateKey: KeyObject; publicKey: KeyObject }
  /** Signs service tokens of approvals. */
  service: { privateKey: KeyObject; publicKey: KeyObject }
  /** Signs certificate tokens. */
  certificate: KeyObject
  /** Signs checkpoints of the audit. */
  audit: KeyObject
  /** Signs access tokens of demo people. */
  issuer: KeyObject
  journal: KeyObject
  pseudonym: PseudonymKey
  /** Bearer token of a sample partner, the same at every start. */
  tokenOf(partner: string): string
  /** Shared webhook secret of a sample partner (`whsec_` and base64). */
  secretOf(partner: string): string
}

/** The keys in a data directory, made at the first start and readable to its owner only. */
export function readHubKeys(dataDir: string): HubKeys {
  const stored = readOrMake(keysFile(dataDir))
  const secret = (text: string): Buffer => Buffer.from(text, 'base64')
  const derive = (purpose: string): Buffer =>
    createHmac('sha256', secret(stored.partners)).update(purpose).digest()
  return {
    principal: pairOf(stored.principal),
    service: pairOf(stored.service),
    certificate: pairOf(stored.certificate).privateKey,
    audit: pairOf(stored.audit).privateKey,
    issuer: pairOf(stored.issuer).privateKey,
    journal: createSecretKey(secret(stored.journal)),
    pseudonym: { version: 1, key: createSecretKey(secret(stored.pseudonym)) },
    tokenOf: (partner) => `hub_${derive(`token ${partner}`).toString('base64url')}`,
    secretOf: (partner) => `whsec_${derive(`secret ${partner}`).toString('base64')}`,
  }
}

/**
 * Public half of the key that signs checkpoints of the audit, in a data directory; undefined where there are no keys yet, or
 * those of a hub from before it had one. Makes none.
 */
export function findAuditPublicKey(dataDir: string): KeyObject | undefined {
  const file = keysFile(dataDir)
  if (!existsSync(file)) return undefined
  const { audit } = storedShape.partial().parse(JSON.parse(readFileSync(file, 'utf8')))
  return audit === undefined ? undefined : pairOf(audit).publicKey
}

/** Whether there are keys in a data directory. */
export const hasHubKeys = (dataDir: string): boolean => existsSync(keysFile(dataDir))

const keysFile = (dataDir: string): string => join(dataDir, 'keys.json')

function readOrMake(file: string): z.infer<typeof storedShape> {
  const kept = existsSync(file) ? readStored(file) : undefined
  const whole = storedShape.safeParse(kept)
  if (whole.success) return whole.data
  // Keys that came after the directory was made are added; those that are there stay.
  const made = keysOf(file, kept)
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

function readStored(file: string): object {
  try {
    return z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw unreadable(file)
  }
}

function keysOf(file: string, kept: object | undefined): z.infer<typeof storedShape> {
  if (kept === undefined) return newKeys()
  const whole = storedShape.safeParse({ audit: newPair(), issuer: newPair(), ...kept })
  if (!whole.success) throw unreadable(file)
  return whole.data
}

const unreadable = (file: string): ConfigError =>
  new ConfigError(`${file} does not hold the keys of a hub. Put it back from its backup.`)

function newKeys(): z.infer<typeof storedShape> {
  return {
    principal: newPair(),
    service: newPair(),
    certificate: newPair(),
    audit: newPair(),
    issuer: newPair(),
    journal: randomBytes(32).toString('base64'),
    pseudonym: randomBytes(32).toString('base64'),
    partners: randomBytes(32).toString('base64'),
  }
}

function newPair(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

function pairOf(text: string): { privateKey: KeyObject; publicKey: KeyObject } {
  const privateKey = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}
