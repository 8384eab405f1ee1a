import { hash } from 'node:crypto'
import { ofSameNames } from './same-names.ts'

/** Begins the key of a batch that came without one: the rest is the digest of what was sent. */
export const bytesKey = 'sha256:'

/**
 * Digest of a row's content and version: equal for a repeat, whoever forwarded it and whenever. Covers every field
 * the row has but how it came, in order of names, so that a mapping may list them in any order.
 */
export function digestOf(row: object): string {
  const fields = row as Record<string, unknown>
  let content = ''
  for (const name of digested(Object.keys(row))) content += `${name}:${jsonOf(fields[name])}\n`
  return hash('sha256', content, 'base64url')
}

/** Names of fields that say how a row came, and the digest itself. */
export const undigested: readonly string[] = ['undated', 'rawDigest', 'digest']

/** Names of the fields a digest covers, in their order. */
const digested = ofSameNames((names) => names.filter((name) => !undigested.includes(name)).sort())

/** Texts JSON writes as they are. */
const written = /^[ !#-[\]-~\u00a0-\ud7ff]*$/

/** A value as JSON; what most fields hold is written without asking how else it could be. */
function jsonOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string' && written.test(value)) return `"${value}"`
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return `${value}`
  return JSON.stringify(value) ?? 'null'
}
