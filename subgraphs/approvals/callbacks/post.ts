import { withinTime } from '@one-visit/kit/work/within-time.ts'
import { Agent, request } from 'undici'
import { findAddress, type Resolve, readCallbackUrl } from './address.ts'

/** Posts to a callback and answers the status. @throws AddressRefused, and whatever fault the network has */
export type CallbackPost = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<number>

/** One deadline over resolving, connecting and the answer, ms. */
const deadlineMs = 10_000
/** The largest answer read, bytes; nothing in it is used. */
const answerBytesMax = 16 * 1024

/**
 * Posts to partners: the host is resolved once and looked at, the connection goes to that address and no other, so that
 * a name that changes its mind in between leads nowhere. No redirects, no reuse of a connection.
 */
export function openCallbackPost(resolve: Resolve, loopback: boolean): CallbackPost {
  return async (text, headers, body) => {
    const url = readCallbackUrl(text, loopback)
    // A resolver knows nothing of deadlines: it is not waited for once the time is over.
    return withinTime({ ms: deadlineMs, late: tooLate }, async (signal) => {
      const pinned = await findAddress(url, resolve, loopback)
      const dispatcher = new Agent({
        connect: {
          timeout: deadlineMs,
          lookup: (_, options, done) =>
            options.all === true ? done(null, [{ ...pinned }]) : done(null, pinned.address, pinned.family),
        },
        maxResponseSize: answerBytesMax,
        maxHeaderSize: answerBytesMax,
        pipelining: 0,
      })
      try {
        const answer = await request(url, { method: 'POST', headers, body, dispatcher, signal })
        await answer.body.dump({ limit: answerBytesMax, signal })
        return answer.statusCode
      } finally {
        await dispatcher.destroy()
      }
    })
  }
}

function tooLate(): Error {
  return new Error(`The callback did not answer within ${deadlineMs / 1000} s.`)
}
