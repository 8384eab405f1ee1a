import { hash } from 'node:crypto'

/** Begins the key of a batch that came without one: the rest is the digest of what was sent. */
export const bytesKey = 'sha256:'

const namesOf = new Map<string, readonly string[]>()
const namesMax = 1_000

/**
 * Digest of a row's content and version: equal for a repeat, whoever forwarded it and whenever. Covers every field
 * the row has, in order of names, so that a mapping may list them in any order.
 */
export function digestOf(row: object): string {
  const fields = row as Record<string, unknown>
  let content = ''
  for (const name of sortedNames(row)) content += `${name}:${JSON.stringify(fields[name]) ?? 'null'}\n`
  return hash('sha256', content, 'base64url')
}

/** Names of a row's fields in their order; rows of one mapping have the same ones, so that they are sorted once. */
function sortedNames(row: object): readonly string[] {
  const names = Object.keys(row)
  const signature = names.join()
  const known = namesOf.get(signature)
  if (known !== undefined) return known
  names.sort()
  if (namesOf.size < namesMax) namesOf.set(signature, names)
  return names
}
