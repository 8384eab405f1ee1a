import { createHash, type KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { type Principal, signPrincipal } from '@one-visit/kit/room/principal.ts'
import { LRUCache } from 'lru-cache'

/** How long a signed principal is used again, ms; a token is good for twice that. */
const reusedMs = 30_000
/** The most callers remembered. */
const rememberedMax = 10_000

/** Signs a principal for the rooms; the same caller gets the same token for half a minute. */
export type PrincipalSigner = (principal: Principal) => string

/** A signer on the gateway's Ed25519 key. What the application is belongs to the request, not to the token. */
export function createPrincipalSigner(key: KeyObject, clock: Clock): PrincipalSigner {
  const remembered = new LRUCache<string, { token: string; signedAt: number }>({ max: rememberedMax })
  return ({ applicationId: _, ...principal }) => {
    const digest = createHash('sha256').update(JSON.stringify(principal)).digest('base64url')
    const now = clock()
    const before = remembered.get(digest)
    const ageMs = before === undefined ? Number.POSITIVE_INFINITY : now.getTime() - before.signedAt
    if (before !== undefined && ageMs >= 0 && ageMs < reusedMs) return before.token
    const token = signPrincipal(principal, key, now)
    remembered.set(digest, { token, signedAt: now.getTime() })
    return token
  }
}
