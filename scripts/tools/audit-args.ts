import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { auditPublicKeys } from '@one-visit/approvals/audit/public-keys.ts'
import type { SinkToVerify } from '@one-visit/approvals/audit/verify-sink.ts'
import { ConfigError, readConfig } from '@one-visit/kit/config.ts'
import { auditSinkOf } from '../host/data-dirs.ts'
import { findAuditPublicKey } from '../host/keys.ts'

/**
 * The sink and the keys that whoever audits believes, as arguments: a running hub that does the work is not asked whom to
 * believe.
 * @throws ConfigError for a key that is none, and where there is a sink and no key to check it by
 */
export function auditArgs(where: {
  readonly dataDir: string
  readonly sink: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}): string[] {
  const { dataDir, sink, env } = where
  const own = findAuditPublicKey(dataDir)
  const said = readConfig({ HUB_AUDIT_PUBLIC_KEYS: auditPublicKeys }, env).HUB_AUDIT_PUBLIC_KEYS
  const keys = (said.length > 0 || own === undefined ? said : [own]).map(textOf)
  const path = sink === undefined ? auditSinkOf(dataDir) : resolve(sink)
  if (keys.length === 0 && existsSync(path))
    throw new ConfigError(
      `These settings cannot be used:\n  HUB_AUDIT_PUBLIC_KEYS: must be set: there is no key in ${dataDir} to check the checkpoints in ${path} by`,
    )
  return [path, ...keys]
}

/** The sink such arguments name; none where there are none. */
export function readAuditArgs([path, ...keys]: readonly string[]): SinkToVerify | undefined {
  return path === undefined ? undefined : { path, keys: keys.map(publicKeyOf) }
}

const textOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64')

const publicKeyOf = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
