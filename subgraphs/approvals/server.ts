/** The approval step as a process of its own. */
import { createPrivateKey } from 'node:crypto'
import { readConfig } from '@one-visit/kit/config.ts'
import type { DataKey } from '@one-visit/kit/database/key-checks.ts'
import { runPersonRoom } from '@one-visit/kit/room/room-server.ts'
import { z } from 'zod'
import { buildApp } from './app.ts'
import { auditPublicKeys } from './audit/public-keys.ts'
import { callbackLoopback } from './callbacks/setting.ts'
import { httpAsk } from './graph/http-ask.ts'

const privateKey = z.string().transform((text, context) => {
  try {
    return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an Ed25519 private key, PKCS #8 DER in base64' })
    return z.NEVER
  }
})
const secrets = z.string().transform((text) => text.split(',').map((each) => each.trim()))

const settings = {
  HUB_GATEWAY_URL: z.url(),
  HUB_SERVICE_KEY: privateKey,
  HUB_CERTIFICATE_KEY: privateKey,
  HUB_AUDIT_KEY: privateKey,
  HUB_AUDIT_SINK: z.string().min(1),
  HUB_AUDIT_PUBLIC_KEYS: auditPublicKeys,
  HUB_CERTIFICATE_AUTHORITY: z.string().optional(),
  HUB_VEHICLES_PERMITS_URL: z.url(),
  HUB_VEHICLES_PERMITS_SECRET: z.string().min(1),
  HUB_EVENT_SECRETS: secrets,
  HUB_CALLBACKS_LOOPBACK: callbackLoopback,
}

function own(env: NodeJS.ProcessEnv) {
  const config = readConfig(settings, env)
  return {
    ask: httpAsk(config.HUB_GATEWAY_URL),
    serviceKey: config.HUB_SERVICE_KEY,
    certificateKey: config.HUB_CERTIFICATE_KEY,
    auditKey: config.HUB_AUDIT_KEY,
    auditSink: config.HUB_AUDIT_SINK,
    ...(config.HUB_CERTIFICATE_AUTHORITY && { authority: config.HUB_CERTIFICATE_AUTHORITY }),
    feeds: { vehicles: { url: config.HUB_VEHICLES_PERMITS_URL, secret: config.HUB_VEHICLES_PERMITS_SECRET } },
    callbackLoopback: config.HUB_CALLBACKS_LOOPBACK,
    eventSecrets: config.HUB_EVENT_SECRETS,
  }
}

/** The keys approvals signs with what it keeps. */
function dataKeys(env: NodeJS.ProcessEnv): DataKey[] {
  const config = readConfig(settings, env)
  return [
    { name: 'certificate', known: 'HUB_CERTIFICATE_KEY', key: config.HUB_CERTIFICATE_KEY },
    {
      name: 'audit',
      known: 'HUB_AUDIT_KEY (where it was exchanged, HUB_AUDIT_PUBLIC_KEYS names the one before)',
      key: config.HUB_AUDIT_KEY,
      former: config.HUB_AUDIT_PUBLIC_KEYS,
    },
  ]
}

await runPersonRoom(
  'approvals',
  async (parts) => buildApp({ ...parts, ...own(process.env) }),
  process.env,
  () => dataKeys(process.env),
)
