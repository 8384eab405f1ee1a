import type { GraphQLFormattedError } from 'graphql'

/** Errors told of one request that cannot be answered. */
const errorsMax = 5
/** Entries of a list in an error, such as the places of a fault. */
const entriesMax = 10
/** Characters of a text in an error, if that is short enough: longer ones hold what the client sent. */
const textMax = 600
/** The most that the errors of an answer take, bytes of JSON; with what is around them it stays below 4 KiB. */
const bytesMax = 4_000

/**
 * The errors of a request that is refused as a whole: at most five, what a client sent cut short, in less than 4 KiB. However
 * much is wrong with a request, its answer costs no more than that.
 */
export function shortRefusal<Told extends GraphQLFormattedError>(errors: readonly Told[]): Told[] {
  const first = errors.slice(0, errorsMax)
  for (let most = textMax; ; most = Math.floor(most / 2)) {
    const short = first.map((error) => shortened(error, most) as Told)
    while (short.length > 1 && bytesOf(short) > bytesMax) short.pop()
    if (bytesOf(short) <= bytesMax || most === 0) return short
  }
}

const bytesOf = (errors: readonly object[]): number => Buffer.byteLength(JSON.stringify(errors))

function shortened(value: unknown, most: number): unknown {
  if (typeof value === 'string') return value.length > most ? `${value.slice(0, most)}…` : value
  if (Array.isArray(value)) return value.slice(0, entriesMax).map((entry) => shortened(entry, most))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member, most)]))
}
