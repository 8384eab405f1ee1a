import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Role } from '@one-visit/schema/access.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createLocalJWKSet, exportJWK, type JWK, SignJWT } from 'jose'
import { hubAudience, type TokenIssuer } from './authenticate.ts'
import {
  answerRefusal,
  invalidClient,
  invalidGrant,
  missingParameter,
  type TokenRefusal,
  unreadForm,
  unsupportedGrant,
} from './token-refusals.ts'

/** Somebody the embedded issuer knows: a program (client credentials) or a person (password). */
export interface Account {
  readonly kind: 'client' | 'person'
  /** Client id or user name; the subject of its tokens. */
  readonly id: string
  /** Client secret or password. */
  readonly secret: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly organisation?: string
  readonly division?: string
  /** The authority of an officer, as the directory of offices names it. */
  readonly authority?: string
  /** Pseudonym of a citizen or driver. */
  readonly ref?: string
}

/** A token endpoint inside the gateway, for development, demo and tests. */
export interface EmbeddedIssuer extends TokenIssuer {
  /** A token for an account, as the endpoint would give it. */
  issue(account: Account): Promise<string>
  /** Registers /oauth/token, /oauth/jwks.json and the discovery document. */
  register(app: FastifyInstance, count: CountTokenRequest): Promise<void>
}

/** Counts a request for a token, of an address and of whom it says it is. @throws HubError RATE_LIMITED */
export type CountTokenRequest = (caller: string) => void

/** Whom the embedded issuer knows, and where it runs. */
export interface EmbeddedIssuerOptions {
  /** Where the gateway runs. In production this issuer refuses to start. */
  readonly environment: 'production' | 'development'
  /** Public origin of the gateway; the `iss` claim. */
  readonly origin: string
  readonly accounts: readonly Account[]
  readonly clock: Clock
  readonly tokenSeconds?: number
  /** Ed25519; with one that is kept, tokens survive a restart. */
  readonly signingKey?: KeyObject
}

const formBytesMax = 8 * 1024
const keyId = 'embedded'

/**
 * Opens the embedded issuer: `POST /oauth/token` (form) with `grant_type=client_credentials` for programs
 * (`client_id`, `client_secret`, or HTTP Basic) and `grant_type=password` for demo people (`username`, `password`).
 * Without a signing key its own is made and lives as long as the process.
 * @throws HubError FORBIDDEN in production
 */
export async function openEmbeddedIssuer(options: EmbeddedIssuerOptions): Promise<EmbeddedIssuer> {
  const { environment, origin, accounts, clock, tokenSeconds = 3_600 } = options
  if (environment === 'production')
    throw new HubError(
      'FORBIDDEN',
      'The embedded issuer does not serve in production; configure OIDC_ISSUER.',
    )
  const findAccount = accountFinder(accounts)
  const { signingKey = generateKeyPairSync('ed25519').privateKey } = options
  const jwk: JWK = { ...(await exportJWK(createPublicKey(signingKey))), kid: keyId, alg: 'EdDSA', use: 'sig' }

  const issue = (account: Account): Promise<string> => {
    const issuedAt = Math.floor(clock().getTime() / 1000)
    return new SignJWT({
      roles: [...account.roles],
      name: account.name,
      ...(account.organisation !== undefined && { org: account.organisation }),
      ...(account.division !== undefined && { division: account.division }),
      ...(account.authority !== undefined && { authority: account.authority }),
      ...(account.ref !== undefined && { ref: account.ref }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: keyId })
      .setIssuer(origin)
      .setAudience(hubAudience)
      .setSubject(account.id)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + tokenSeconds)
      .sign(signingKey)
  }

  const answerToken = async (
    request: FastifyRequest,
    reply: FastifyReply,
    count: CountTokenRequest,
  ): Promise<FastifyReply> => {
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
    const read = readTokenRequest(form, request.headers.authorization)
    // Before its secret is compared: whoever guesses one from many addresses is slowed, too.
    if ('id' in read) count(`${read.kind} ${read.id}`)
    const found = 'id' in read ? findAccount(read) : read
    void reply.header('cache-control', 'no-store')
    if ('error' in found) return answerRefusal(reply, found)
    return reply.send({ access_token: await issue(found), token_type: 'Bearer', expires_in: tokenSeconds })
  }

  return {
    issuer: origin,
    audience: hubAudience,
    algorithms: ['EdDSA'],
    keys: createLocalJWKSet({ keys: [jwk] }),
    issue,
    register: async (app, count) => {
      await app.register(async (scope) => {
        scope.removeAllContentTypeParsers()
        scope.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'string', bodyLimit: formBytesMax },
          (_, body, done) => done(null, body),
        )
        scope.setErrorHandler((error: { statusCode?: number }, _, reply) => {
          const refusal = unreadForm(error.statusCode)
          if (refusal === undefined) throw error
          return answerRefusal(reply, refusal)
        })
        // Compressed, the length of an answer would tell of the token in it.
        scope.post(
          '/oauth/token',
          { compress: false, onRequest: async (request) => count(`address ${request.ip}`) },
          (request, reply) => answerToken(request, reply, count),
        )
        scope.get('/oauth/jwks.json', () => ({ keys: [jwk] }))
        scope.get('/.well-known/openid-configuration', () => discoveryOf(origin))
      })
    },
  }
}

/** Who a token request says it is, and the secret that is to prove it. */
interface Claim {
  kind: Account['kind']
  id: string
  secret: string
}

/** Reads a token request, or says what is wrong with it (RFC 6749, 5.2). */
function readTokenRequest(form: URLSearchParams, authorization: string | undefined): Claim | TokenRefusal {
  switch (form.get('grant_type')) {
    case null:
      return missingParameter('grant_type')
    case 'client_credentials': {
      const { id, secret } = decodeBasic(authorization) ?? {
        id: form.get('client_id') ?? '',
        secret: form.get('client_secret') ?? '',
      }
      return { kind: 'client', id, secret }
    }
    case 'password': {
      const [username, password] = [form.get('username'), form.get('password')]
      if (username === null || password === null)
        return missingParameter(username === null ? 'username' : 'password')
      return { kind: 'person', id: username, secret: password }
    }
    default:
      return unsupportedGrant
  }
}

/** Finds the account a claim is proven for. */
function accountFinder(accounts: readonly Account[]): (claim: Claim) => Account | TokenRefusal {
  const byId = new Map(accounts.map((account) => [`${account.kind} ${account.id}`, account]))
  return ({ kind, id, secret }) => {
    const account = byId.get(`${kind} ${id}`)
    // Compared for an account nobody has too: how long the answer takes must not say which ids there are.
    const isRight = isSecret(account?.secret ?? '', secret)
    if (account !== undefined && isRight) return account
    return kind === 'client' ? invalidClient : invalidGrant
  }
}

/** Compares two secrets in the same time wherever they differ. */
function isSecret(a: string, b: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function decodeBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  try {
    return { id: decodeURIComponent(id), secret: decodeURIComponent(rest.join(':')) }
  } catch {
    return undefined
  }
}

/** The discovery document (OpenID Connect Discovery 1.0, 3). */
function discoveryOf(origin: string) {
  return {
    issuer: origin,
    token_endpoint: `${origin}/oauth/token`,
    jwks_uri: `${origin}/oauth/jwks.json`,
    grant_types_supported: ['client_credentials', 'password'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['EdDSA'],
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
  }
}
