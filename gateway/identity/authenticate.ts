import { createHash, type KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { anonymous } from '@one-visit/kit/room/access.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { roles } from '@one-visit/schema/access.ts'
import {
  createRemoteJWKSet,
  decodeJwt,
  type JWTPayload,
  type JWTVerifyGetKey,
  errors as joseErrors,
  jwtVerify,
} from 'jose'
import { LRUCache } from 'lru-cache'

/** Signature algorithms an access token may use; anything else, `none` and HMAC above all, is refused. */
export const acceptedAlgorithms = ['EdDSA', 'ES256', 'RS256'] as const

/** Who issues access tokens for people and organisations. */
export interface TokenIssuer {
  /** The `iss` claim, compared to the letter. */
  readonly issuer: string
  /** The `aud` claim tokens must carry. */
  readonly audience: string
  readonly algorithms: readonly string[]
  readonly keys: JWTVerifyGetKey
}

/** An OpenID provider outside, by configuration. */
export function externalIssuer(options: {
  issuer: string
  audience: string
  jwksUrl: string
  algorithms?: readonly (typeof acceptedAlgorithms)[number][]
}): TokenIssuer {
  return {
    issuer: options.issuer,
    audience: options.audience,
    algorithms: options.algorithms ?? acceptedAlgorithms,
    keys: createRemoteJWKSet(new URL(options.jwksUrl), {
      timeoutDuration: 2_000,
      cooldownDuration: 10_000,
      cacheMaxAge: 600_000,
    }),
  }
}

/** Who calls: as the rooms are told, and whether it is the hub itself while it serves another call. */
export interface Caller {
  readonly principal: Principal
  readonly applicationId: string | undefined
  readonly isInner: boolean
}

/** The caller without a token: sees only what no access directive guards. */
export const nobody: Caller = {
  principal: { caller: anonymous, roles: [] },
  applicationId: undefined,
  isInner: false,
}

/** Issuer of the service tokens of approvals. */
export const serviceIssuer = 'hub-approvals'
/** Audience of every token for the hub. */
export const hubAudience = 'one-visit-hub'
/** The one role a service token may carry and no access token may. */
const serviceRole = 'HUB_EVIDENCE'
/** Longest life of a service token, seconds. */
const serviceSecondsMax = 120
const clockToleranceSeconds = 5

/** Finds out who calls. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>

/** Whose tokens are believed. */
export interface AuthenticateOptions {
  readonly issuer: TokenIssuer | undefined
  /** Public key (Ed25519) of approvals' service tokens. */
  readonly serviceKey: KeyObject | undefined
  readonly clock: Clock
}

/** The most tokens remembered as verified. */
const rememberedMax = 10_000
/** A token longer than this is not looked at. */
const tokenCharactersMax = 8_192

/**
 * Makes the check of access tokens: `Authorization: Bearer <JWT>` of the configured issuer, or a service token of
 * approvals. A token's signature is checked once, its expiry each time. No header is nobody; a token that is not
 * accepted is refused and never taken for nobody.
 * @throws HubError UNAUTHENTICATED from the check; SOURCE_UNAVAILABLE when the issuer's keys are out of reach
 */
export function createAuthenticate({ issuer, serviceKey, clock }: AuthenticateOptions): Authenticate {
  const remembered = new LRUCache<string, { caller: Caller; expiresAtMs: number }>({ max: rememberedMax })

  const verifyService = async (token: string): Promise<JWTPayload> => {
    if (serviceKey === undefined) throw refused('its issuer is not known')
    const { payload } = await jwtVerify(token, serviceKey, {
      issuer: serviceIssuer,
      audience: hubAudience,
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: clockToleranceSeconds,
      currentDate: clock(),
    })
    if ((payload.exp ?? 0) - (payload.iat ?? 0) > serviceSecondsMax) throw refused('it lives too long')
    return payload
  }

  const verifyAccess = async (token: string): Promise<JWTPayload> => {
    if (issuer === undefined) throw refused('its issuer is not known')
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: clockToleranceSeconds,
      currentDate: clock(),
    })
    return payload
  }

  const verify = async (token: string): Promise<{ caller: Caller; expiresAtMs: number }> => {
    try {
      const isService = decodeJwt(token).iss === serviceIssuer
      const claims = isService ? await verifyService(token) : await verifyAccess(token)
      return {
        caller: isService ? serviceCallerOf(claims) : callerOf(claims),
        expiresAtMs: ((claims.exp ?? 0) + clockToleranceSeconds) * 1000,
      }
    } catch (error) {
      if (error instanceof HubError) throw error
      if (error instanceof joseErrors.JWKSTimeout || !(error instanceof joseErrors.JOSEError))
        throw new HubError(
          'SOURCE_UNAVAILABLE',
          "The token issuer's keys are out of reach.",
          {},
          { cause: error },
        )
      throw refused(whyOf(error), error)
    }
  }

  return async (authorization) => {
    if (authorization === undefined || authorization === '') return nobody
    const token = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(authorization)?.[1]
    if (token === undefined || token.length > tokenCharactersMax)
      throw refused(
        `it is not a Bearer token with the three parts of a JWT and at most ${tokenCharactersMax} characters`,
      )
    const digest = createHash('sha256').update(token).digest('base64url')
    const before = remembered.get(digest)
    if (before !== undefined) {
      if (before.expiresAtMs > clock().getTime()) return before.caller
      remembered.delete(digest)
      throw refused('it has expired')
    }
    const verified = await verify(token)
    remembered.set(digest, verified)
    return verified.caller
  }
}

function refused(why: string, cause?: unknown): HubError {
  return new HubError('UNAUTHENTICATED', `The access token is not accepted: ${why}.`, {}, { cause })
}

function serviceCallerOf(claims: JWTPayload): Caller {
  const actor = text((claims.act as { sub?: unknown } | undefined)?.sub)
  const itemCode = text(claims.item)
  if (claims.sub !== serviceIssuer || actor === undefined || itemCode === undefined)
    throw refused('a service token names subject, actor and item')
  return {
    principal: { caller: serviceIssuer, roles: [serviceRole], itemCode, actor },
    applicationId: text(claims.application),
    isInner: true,
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined
}

function callerOf(claims: JWTPayload): Caller {
  const caller = text(claims.sub)
  if (caller === undefined || caller === anonymous) throw refused('it names no subject')
  const held = Array.isArray(claims.roles) ? claims.roles : []
  return {
    principal: {
      caller,
      roles: held.filter(
        (role): role is string => Object.hasOwn(roles, String(role)) && role !== serviceRole,
      ),
      ...given({
        organisation: text(claims.org),
        division: text(claims.division),
        authority: text(claims.authority),
        subjectRef: text(claims.ref),
      }),
    },
    applicationId: undefined,
    isInner: false,
  }
}

function given<T extends object>(values: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>
  }
}

function whyOf(error: unknown): string {
  if (error instanceof joseErrors.JWTExpired) return 'it has expired'
  if (error instanceof joseErrors.JWTClaimValidationFailed) return `its claim ${error.claim} is not right`
  if (error instanceof joseErrors.JOSEAlgNotAllowed) return 'its algorithm is not allowed'
  if (error instanceof joseErrors.JWSSignatureVerificationFailed) return 'its signature is not right'
  if (error instanceof joseErrors.JWKSNoMatchingKey) return 'its key is not known'
  return 'it is not a JWT that can be read'
}
