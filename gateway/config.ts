import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readConfig } from '@one-visit/kit/config.ts'
import { z } from 'zod'
import type { GatewayOptions } from './app.ts'
import { hubLimits } from './door/limits.ts'
import { hubRates } from './door/rates.ts'
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

const rate = z.coerce.number().min(0.1).max(100_000)

/** Whether a text is an origin as a browser names it: scheme, host and port, nothing behind. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text
}

const doorSettings = {
  /** Origins whose pages may ask the graph from a browser, commas between, each in full. */
  HUB_CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(
      z.array(
        z.string().refine(isOrigin, 'must be whole origins, https://desk.example.cn, commas between; no *'),
      ),
    ),
  /** Requests of one caller a second, by what they are. */
  HUB_RATE_QUERIES: rate.default(hubRates.query),
  HUB_RATE_MUTATIONS: rate.default(hubRates.mutation),
  HUB_RATE_FEEDS: rate.default(hubRates.feed),
  HUB_RATE_TOKENS: rate.default(hubRates.token),
  /** Proxies in front of the gateway that are believed about where a request came from: addresses and networks, e.g. `10.0.0.0/8`. */
  HUB_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(/[ ,]+/).filter((part) => part !== ''))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be addresses and networks'))),
  HUB_QUERY_TEXT_BYTES: z.coerce.number().int().min(1_024).max(1_048_576).default(hubLimits.text),
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
  ...doorSettings,
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
}

/** What is settled of the door: how much and how often may be asked, and who stands before it. */
export type DoorOptions = Required<
  Pick<GatewayOptions, 'limits' | 'trustedProxies' | 'rates' | 'corsOrigins'>
>

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

/** What the settings say of the door. */
export function doorOf(config: Readonly<z.infer<z.ZodObject<typeof doorSettings>>>): DoorOptions {
  return {
    limits: { text: config.HUB_QUERY_TEXT_BYTES },
    trustedProxies: config.HUB_TRUSTED_PROXIES,
    corsOrigins: config.HUB_CORS_ORIGINS,
    rates: {
      query: config.HUB_RATE_QUERIES,
      mutation: config.HUB_RATE_MUTATIONS,
      feed: config.HUB_RATE_FEEDS,
      token: config.HUB_RATE_TOKENS,
    },
  }
}

/**
 * The door of the one-process mode.
 * @throws ConfigError naming all faults at once
 */
export function readDoor(env: Readonly<Record<string, string | undefined>>): DoorOptions {
  return doorOf(readConfig(doorSettings, env))
}

/**
 * The OpenID provider of the one-process mode; undefined where no setting speaks of one.
 * @throws ConfigError naming all faults at once
 */
export function readIssuer(env: Readonly<Record<string, string | undefined>>): TokenIssuer | undefined {
  return env.OIDC_ISSUER || env.OIDC_JWKS_URL ? issuerOf(readConfig(issuerSettings, env)) : undefined
}
