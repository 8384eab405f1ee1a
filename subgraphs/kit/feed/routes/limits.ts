/**
 * What a room takes on at once, limited by hand: plugins count requests, and what runs out here is memory. A body counts
 * before it is read, and as it comes where its length is not said.
 */
import { type Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Clock } from '../../clock.ts'
import { HubError } from '../../errors.ts'
import { bodyBytesMax, type FeedSource } from '../message.ts'

/** What a room takes on at the same time, all callers together. */
export interface FeedLimits {
  bodyBytesMax: number
  inFlightBytesMax: number
  inFlightRequestsMax: number
}

/** Who takes a place: a sender its token proves, or whoever is behind an address and has proved nothing yet. */
export type PlaceTaker = { readonly sender: string } | { readonly address: string }

/** Which part of all one caller may take at most, and all those together who have proved nothing. */
const shares = { sender: 1 / 2, address: 1 / 8, strangers: 1 / 2 }

/** Limits of a room that says nothing else. */
export const defaultLimits: FeedLimits = {
  bodyBytesMax,
  inFlightBytesMax: 4 * bodyBytesMax,
  inFlightRequestsMax: 64,
}

/** Room a request takes while it is worked on. */
export interface Admitted {
  /** Takes more of it, for a body of unknown length. @throws HubError OVERLOADED, PAYLOAD_TOO_LARGE */
  grow(bytes: number): void
  leave(): void
}

/** Lets so much in and no more; what does not fit is told to come again before its body is read. */
export interface Admission {
  /** @throws HubError OVERLOADED, PAYLOAD_TOO_LARGE */
  enter(bytes: number, taker: PlaceTaker): Admitted
}

/** What is being worked on of those who share a limit, and that limit. */
interface Pool {
  readonly whose: string
  readonly requestsMax: number
  readonly bytesMax: number
  requests: number
  bytes: number
}

/**
 * Admission by count and size of what is being worked on. Nobody fills all of it: a sender takes at most half, an address behind
 * which nobody is known an eighth, and all such addresses together half. One body of the largest size always fits.
 */
export function createAdmission(limits: FeedLimits = defaultLimits): Admission {
  const pools = new Map<string, Pool>()
  const poolOf = (name: string, whose: string, share: number): Pool => {
    const known = pools.get(name)
    if (known !== undefined) return known
    const made = {
      whose,
      requestsMax: Math.max(1, Math.floor(limits.inFlightRequestsMax * share)),
      bytesMax: Math.max(limits.bodyBytesMax, Math.floor(limits.inFlightBytesMax * share)),
      requests: 0,
      bytes: 0,
    }
    pools.set(name, made)
    return made
  }
  const poolsOf = (taker: PlaceTaker): Pool[] => [
    poolOf('', 'The room', 1),
    ...('sender' in taker
      ? [poolOf(`sender ${taker.sender}`, 'The room for one sender', shares.sender)]
      : [
          poolOf('strangers', 'The room for callers it does not know yet', shares.strangers),
          poolOf(`address ${taker.address}`, 'The room for one address', shares.address),
        ]),
  ]
  const reserve = (of: readonly Pool[], own: number, more: number): void => {
    if (own + more > limits.bodyBytesMax)
      throw new HubError('PAYLOAD_TOO_LARGE', `A body has at most ${limits.bodyBytesMax} bytes.`, {
        bytesMax: limits.bodyBytesMax,
      })
    for (const pool of of)
      if (pool.bytes > 0 && pool.bytes + more > pool.bytesMax) throw overloaded(pool, 'bytes')
    for (const pool of of) pool.bytes += more
  }
  return {
    enter: (bytes, taker) => {
      const own = poolsOf(taker)
      for (const pool of own) if (pool.requests >= pool.requestsMax) throw overloaded(pool, 'requests')
      reserve(own, 0, bytes)
      for (const pool of own) pool.requests += 1
      let held = bytes
      let left = false
      return {
        grow: (more) => {
          if (left) return
          reserve(own, held, more)
          held += more
        },
        leave: () => {
          if (left) return
          left = true
          for (const pool of own) {
            pool.bytes -= held
            pool.requests -= 1
          }
          for (const [name, pool] of pools) if (pool.requests === 0) pools.delete(name)
        },
      }
    },
  }
}

function overloaded({ whose }: Pool, what: 'bytes' | 'requests'): HubError {
  return new HubError('OVERLOADED', `${whose} works on too many ${what} at once; try again in a second.`, {
    retryAfterSeconds: 1,
  })
}

/** Counts a body of unknown length as it comes, and ends it where there is no room left. */
export function countBytes(payload: Readable, admitted: Admitted): Readable {
  return payload.pipe(
    new Transform({
      transform(chunk: Buffer, _, done) {
        try {
          admitted.grow(chunk.length)
          done(null, chunk)
        } catch (error) {
          done(error as Error)
        }
      },
    }),
  )
}

/** What each sender may still send this minute. */
export interface Quota {
  /** @throws HubError OVERLOADED, with `quota` in its details */
  spend(source: FeedSource): void
}

/** Requests a minute for each sender that has a quota, counted in this process. */
export function createQuota(clock: Clock): Quota {
  const spent = new Map<string, { minute: number; requests: number }>()
  return {
    spend: ({ id, requestsPerMinute }) => {
      if (requestsPerMinute === undefined || requestsPerMinute === null) return
      const now = clock().getTime()
      const minute = Math.floor(now / 60_000)
      const known = spent.get(id)
      const requests = known?.minute === minute ? known.requests + 1 : 1
      if (requests > requestsPerMinute)
        throw new HubError('OVERLOADED', `The quota of ${requestsPerMinute} requests a minute is spent.`, {
          quota: requestsPerMinute,
          retryAfterSeconds: Math.ceil(((minute + 1) * 60_000 - now) / 1000),
        })
      spent.set(id, { minute, requests })
    },
  }
}

/**
 * The body as its sender wrote it. What it grows by is counted as it is unpacked, among all that the room works on.
 * @throws HubError PAYLOAD_TOO_LARGE, OVERLOADED, UNSUPPORTED_MEDIA_TYPE, BAD_USER_INPUT
 */
export async function decompress(
  body: Buffer,
  encoding: string | undefined,
  admitted: Pick<Admitted, 'grow'>,
): Promise<Buffer> {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return body
  if (encoding !== 'gzip')
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', 'The only content-encoding read here is gzip.')
  const unpacked: Buffer[] = []
  const stream = createGunzip()
  stream.end(body)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      admitted.grow(chunk.length)
      unpacked.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof HubError) throw cause
    throw new HubError('BAD_USER_INPUT', 'The body is not gzip.', { fault: 'BODY_NOT_GZIP' }, { cause })
  }
  return Buffer.concat(unpacked)
}
