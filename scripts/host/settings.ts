import type { KeyObject } from 'node:crypto'
import { auditPublicKeys } from '@one-visit/approvals/audit/public-keys.ts'
import { callbackLoopback } from '@one-visit/approvals/callbacks/setting.ts'
import { type DoorOptions, readDoor, readIssuer } from '@one-visit/gateway/config.ts'
import type { TokenIssuer } from '@one-visit/gateway/identity/authenticate.ts'
import { ConfigError, readConfig, readTogether } from '@one-visit/kit/config.ts'
import { readTmriOptions, type TmriOptions } from '@one-visit/traffic-police/config.ts'

/** How the hub is started: what a demo is told by, beside the environment. */
interface Started {
  readonly demo: boolean
  readonly host: string
}

/**
 * Whether a hub comes with demo accounts, schema and sample: by itself where it serves this machine alone on an embedded database, else
 * only where that is said, and never in production.
 * @throws ConfigError where there are neither demo accounts nor an issuer, so that nobody could be known
 */
export function isDemo(
  { demo, host }: Started,
  env: Readonly<Record<string, string | undefined>>,
  issuer: TokenIssuer | undefined,
): boolean {
  const isProduction = env.NODE_ENV === 'production'
  const isAlone = !env.DATABASE_URL && /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)
  if (demo && isProduction) throw new ConfigError('NODE_ENV=production has no demo: leave one of them out.')
  if (!isProduction && (demo || isAlone)) return true
  if (issuer !== undefined) return false
  const why = isProduction
    ? 'in production'
    : env.DATABASE_URL
      ? 'on a database server'
      : `on the address ${host}`
  throw new ConfigError(
    `A hub ${why} has no demo accounts, and nobody says whose tokens are believed.\n  Set OIDC_ISSUER and OIDC_JWKS_URL${isProduction ? '.' : ', or start it with --demo to try it out: everybody who reaches it can then act as anybody.'}`,
  )
}

/** Settings of the one-process mode that belong to one part of it, by the names the part has on its own. */
export interface HubSettings {
  /** HUB_POLICE_*: the police's exchange service. */
  tmri: TmriOptions
  /** HUB_CALLBACKS_LOOPBACK: whether callbacks of partners may lead to this machine. */
  callbackLoopback: boolean
  /** HUB_AUDIT_PUBLIC_KEYS: the keys of the audit before the one at hand. */
  formerAuditKeys: readonly KeyObject[]
  /** OIDC_*: whose access tokens are believed; the embedded issuer's where nothing is set. */
  issuer: TokenIssuer | undefined
  /** HUB_QUERY_TEXT_BYTES, HUB_TRUSTED_PROXIES, HUB_RATE_*: the door of the gateway. */
  door: DoorOptions
}

/**
 * Reads the settings of every part from environment variables.
 * @throws ConfigError naming the faults of all of them at once
 */
export function readHubSettings(env: Readonly<Record<string, string | undefined>>): HubSettings {
  return readTogether({
    tmri: () => readTmriOptions(env),
    callbackLoopback: () =>
      readConfig({ HUB_CALLBACKS_LOOPBACK: callbackLoopback }, env).HUB_CALLBACKS_LOOPBACK,
    formerAuditKeys: () => readConfig({ HUB_AUDIT_PUBLIC_KEYS: auditPublicKeys }, env).HUB_AUDIT_PUBLIC_KEYS,
    issuer: () => readIssuer(env),
    door: () => readDoor(env),
  })
}
