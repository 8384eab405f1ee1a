import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readConfig } from '@one-visit/kit/config.ts'
import { z } from 'zod'
import { acceptedAlgorithms, externalIssuer, type TokenIssuer } from './identity/authenticate.ts'

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64')

const privateKey = base64.transform((text, context) => {
  try {
    return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an Ed25519 private key, PKCS8 DER in base64' })
    return z.NEVER
  }
})

const publicKey = base64.transform((text, context) => {
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  } catch {
    context.addIssue({ code: 'custom', message: 'must be an Ed25519 public key, SPKI DER in base64' })
    return z.NEVER
  }
})

const httpUrl = z.url({ protocol: /^https?$/ })

const rooms = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON: {"vehicles":"http://host:port", ...}' })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), httpUrl))

const port = z.coerce.number().int().min(0).max(65_535)

const issuerSettings = {
  OIDC_ISSUER: httpUrl,
  OIDC_JWKS_URL: httpUrl,
  OIDC_AUDIENCE: z.string().default('one-visit-hub'),
  OIDC_ALGORITHMS: z
    .string()
    .default(acceptedAlgorithms.join(' '))
    .transform((text) => text.split(/[ ,]+/))
    .pipe(z.array(z.enum(acceptedAlgorithms)).min(1)),
}

const settings = {
  HOST: z.string().default('127.0.0.1'),
  PORT: port,
  /** Metrics and health, for the machine and its operators only. */
  PRIVATE_HOST: z.string().default('127.0.0.1'),
  PRIVATE_PORT: port.optional(),
  HUB_SUPERGRAPH: z.string().default(new URL('../schema/supergraph.graphql', import.meta.url).pathname),
  /** Origin of each room; its graph is at /graphql, its feeds at /feeds/<room>/. */
  HUB_ROOMS: rooms,
  HUB_PRINCIPAL_PRIVATE_KEY: privateKey,
  HUB_SERVICE_PUBLIC_KEY: publicKey,
  ...issuerSettings,
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
}

/** Settings of a gateway of its own. */
export type GatewayConfig = Readonly<z.infer<z.ZodObject<typeof settings>>>

/**
 * Reads the settings of a gateway of its own.
 * @throws ConfigError naming all faults at once
 */
export function readGatewayConfig(env: Readonly<Record<string, string | undefined>>): GatewayConfig {
  return readConfig(settings, env)
}

/** The OpenID provider that the settings describe. */
export function issuerOf(config: Readonly<z.infer<z.ZodObject<typeof issuerSettings>>>): TokenIssuer {
  return externalIssuer({
    issuer: config.OIDC_ISSUER,
    audience: config.OIDC_AUDIENCE,
    jwksUrl: config.OIDC_JWKS_URL,
    algorithms: config.OIDC_ALGORITHMS,
  })
}

/**
 * The OpenID provider of the one-process mode; undefined where no setting speaks of one.
 * @throws ConfigError naming all faults at once
 */
export function readIssuer(env: Readonly<Record<string, string | undefined>>): TokenIssuer | undefined {
  return env.OIDC_ISSUER || env.OIDC_JWKS_URL ? issuerOf(readConfig(issuerSettings, env)) : undefined
}
