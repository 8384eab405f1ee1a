/**
 * Where in the evidence an envelope lies, carried by the envelope itself: under a symbol, which JSON leaves out, so that
 * the bytes of a snapshot stay as they are, and which a copy by spreading takes along.
 */
import { isObject } from '@one-visit/schema/is-object.ts'
import type { Fact, Maybe } from '../catalogue/fact.ts'
import type { Evidence } from './ground.ts'

const pathKey = Symbol('path in the evidence')

/** A copy of evidence in which every envelope knows its path, `root.field`. */
export function withPaths(evidence: Evidence): Evidence {
  return Object.fromEntries(
    Object.entries(evidence).map(([root, fields]) => [
      root,
      Object.fromEntries(
        Object.entries(fields).map(([field, envelope]) => [
          field,
          isObject(envelope) ? { ...envelope, [pathKey]: `${root}.${field}` } : envelope,
        ]),
      ),
    ]),
  )
}

/** Path of the envelope a fact was read from; undefined for a fact that was not read from any. */
export function pathOf(fact: Maybe<Fact>): string | undefined {
  return (fact as { [pathKey]?: string } | null | undefined)?.[pathKey]
}
