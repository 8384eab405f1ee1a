import { callbackLoopback } from '@one-visit/approvals/callbacks/setting.ts'
import { readIssuer } from '@one-visit/gateway/config.ts'
import type { TokenIssuer } from '@one-visit/gateway/identity/authenticate.ts'
import { readConfig, readTogether } from '@one-visit/kit/config.ts'
import { readTmriOptions, type TmriOptions } from '@one-visit/traffic-police/config.ts'

/** Settings of the one-process mode that belong to one part of it, by the names the part has on its own. */
export interface HubSettings {
  /** HUB_POLICE_*: the police's exchange service. */
  tmri: TmriOptions
  /** HUB_CALLBACKS_LOOPBACK: whether callbacks of partners may lead to this machine. */
  callbackLoopback: boolean
  /** OIDC_*: whose access tokens are believed; the embedded issuer's where nothing is set. */
  issuer: TokenIssuer | undefined
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
    issuer: () => readIssuer(env),
  })
}
