import { HubError } from '../errors.ts'

/** Seconds after which somebody may come again who came while the database was away. */
const retryAfterSeconds = 5

/**
 * SQLSTATE of a lost or refused connection: class 08, a login that is not let in (class 28), a database that takes no connections
 * (55000) or is not there (3D000), a server that stops or starts (57P0x), too many connections; and of a server without room: a full
 * disk or memory. A statement of ours never ends with one of them.
 */
const awayState = /^(08[0-9A-Z]{3}|28[0-9A-Z]{3}|3D000|55000|57P0[1-5]|53[0-9A-Z]{3})$/

const networkCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** What the drivers say without any code: pg and its pool of a connection that is lost or does not come about, PGlite. */
const driverMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|PGlite is clos)/

/**
 * An error that came out of the database: STORE_UNAVAILABLE where it cannot be reached or has no room to write, itself
 * where it says anything else.
 */
export function storeErrorOf(error: unknown): unknown {
  return error instanceof HubError || !isAway(error)
    ? error
    : new HubError(
        'STORE_UNAVAILABLE',
        'The hub cannot reach or write its own data now; send the same again.',
        { retryAfterSeconds },
        { cause: error },
      )
}

function isAway(error: unknown): boolean {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 5; inner = inner.cause, depth += 1) {
    const { code } = inner as { code?: unknown }
    if (networkCodes.has(code) || awayState.test(String(code)) || driverMessage.test(inner.message))
      return true
  }
  return false
}
