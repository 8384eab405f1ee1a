/** The ground of a certificate: every value of the evidence it stood on that a source vouched for. */

import { isObject } from '@one-visit/schema/is-object.ts'
import type { Fact, ListFact, OwnMarks } from '../catalogue/fact.ts'
import type { ItemVersion } from '../catalogue/item.ts'
import { isConflictNamed, isReliable } from '../catalogue/members.ts'
import { canonicalJson } from './canonical.ts'

/** Evidence of a snapshot: envelopes by root and field. */
export type Evidence = Readonly<Record<string, Record<string, unknown>>>

/** A value a certificate stood on. */
export interface Ground {
  /** Path of one value, e.g. `vehicle.usage.current`. */
  readonly field: string
  readonly source: string
  /** Canonical JSON. */
  readonly value: string
}

/**
 * Every value of the evidence that a source vouches for: of a list that is not known as a whole, the records that can be
 * relied on by themselves. What is unknown is no ground, nor is what the certificate of the item changes itself,
 * nor what names a person.
 */
export function groundOf(
  { ownEffects = [], personal = [] }: Pick<ItemVersion, 'ownEffects' | 'personal'>,
  evidence: Evidence,
): Ground[] {
  return Object.entries(evidence).flatMap(([root, fields]) =>
    Object.entries(fields).flatMap(([name, envelope]) => {
      const path = `${root}.${name}`
      return ownEffects.includes(path) || !isObject(envelope)
        ? []
        : valuesOf(path, envelope as unknown as Fact & Record<string, unknown>).filter(
            ({ field }) => !personal.includes(field),
          )
    }),
  )
}

function valuesOf(path: string, envelope: Fact & Record<string, unknown>): Ground[] {
  const source = envelope.source.id
  if ((envelope.unknown ?? null) !== null) {
    const kept = recordsKept(envelope)
    return kept.length === 0 ? [] : [{ field: `${path}.records`, source, value: canonicalJson(kept) }]
  }
  const status = { field: `${path}.status`, source, value: canonicalJson(envelope.status) }
  if (isObject(envelope.record)) {
    const values = Object.entries(envelope.record).map(([name, value]) => ({
      field: `${path}.${name}`,
      source,
      value: canonicalJson(value),
    }))
    return [status, ...values]
  }
  if (!Array.isArray(envelope.records)) return [status]
  const records = envelope.records.map(contentOf)
  return [status, { field: `${path}.records`, source, value: canonicalJson(records) }]
}

/** Content of the records that can be relied on although the list as a whole cannot. */
function recordsKept(envelope: Fact & Record<string, unknown>): unknown[] {
  if (!Array.isArray(envelope.records)) return []
  const list = envelope as unknown as ListFact<OwnMarks>
  if (!isConflictNamed(list)) return []
  return list.records.filter((record) => isObject(record) && isReliable(record, list)).map(contentOf)
}

/** A record of a list without what it says of itself, which changes while its content stands. */
export function contentOf(record: unknown): unknown {
  if (!isObject(record)) return record
  const { confirmedAt: _, contradicted: __, unknown: ___, ...content } = record
  return content
}
