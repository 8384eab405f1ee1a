import { createHash } from 'node:crypto'
import { invariant } from '@one-visit/kit/errors.ts'
import canonicalize from 'canonicalize'

// Its types put the function one level deeper than it is at run time.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined

/** The one text of a JSON value (RFC 8785): the same value gives the same bytes, whatever order its keys came in. */
export function canonicalJson(value: unknown): string {
  const text = serialize(value)
  invariant(text !== undefined, 'the value is one JSON can hold')
  return text
}

/** sha-256 of a text in hex. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
