/**
 * What a room takes on at once, limited by hand: plugins count requests, and what runs out here is memory. A body counts
 * before it is read, and as it comes where its length is not said.
 */
import { type Readable, Transform } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Clock } from '../../clock.ts'
import { HubError } from '../../errors.ts'
import { bodyBytesMax, type FeedSource } from '../message.ts'

/** What a room takes on at the same time. */
export interface FeedLimits {
  bodyBytesMax: number
  inFlightBytesMax: number
  inFlightRequestsMax: number
}

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
  enter(bytes: number): Admitted
}

/** Admission by count and size of what is being worked on. */
export function createAdmission(limits: FeedLimits = defaultLimits): Admission {
  let bytesNow = 0
  let requestsNow = 0
  const reserve = (own: number, more: number): void => {
    if (own + more > limits.bodyBytesMax)
      throw new HubError('PAYLOAD_TOO_LARGE', `A body has at most ${limits.bodyBytesMax} bytes.`, {
        bytesMax: limits.bodyBytesMax,
      })
    if (bytesNow + more > limits.inFlightBytesMax)
      throw new HubError('OVERLOADED', 'The room works on too many bytes at once; try again in a second.', {
        retryAfterSeconds: 1,
      })
    bytesNow += more
  }
  return {
    enter: (bytes) => {
      if (requestsNow >= limits.inFlightRequestsMax)
        throw new HubError(
          'OVERLOADED',
          'The room works on too many requests at once; try again in a second.',
          { retryAfterSeconds: 1 },
        )
      reserve(0, bytes)
      requestsNow += 1
      let own = bytes
      let left = false
      return {
        grow: (more) => {
          if (left) return
          reserve(own, more)
          own += more
        },
        leave: () => {
          if (left) return
          left = true
          bytesNow -= own
          requestsNow -= 1
        },
      }
    },
  }
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

const inflate = promisify(gunzip)

/** The body as its sender wrote it. @throws HubError PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, BAD_USER_INPUT */
export async function decompress(
  body: Buffer,
  encoding: string | undefined,
  bytesMax: number = bodyBytesMax,
): Promise<Buffer> {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return body
  if (encoding !== 'gzip')
    throw new HubError('UNSUPPORTED_MEDIA_TYPE', 'The only content-encoding read here is gzip.')
  try {
    return await inflate(body, { maxOutputLength: bytesMax })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new HubError('PAYLOAD_TOO_LARGE', `A body has at most ${bytesMax} bytes.`, {}, { cause })
    throw new HubError('BAD_USER_INPUT', 'The body is not gzip.', { fault: 'BODY_NOT_GZIP' }, { cause })
  }
}
