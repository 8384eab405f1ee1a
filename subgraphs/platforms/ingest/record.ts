import { normaliseKeys } from '@one-visit/kit/feed/text.ts'
import { z } from 'zod'
import { misspeltKeys } from './keys.ts'

/** Keys of a message and the longest text the interface allows for each. */
export type WireFields = Readonly<Record<string, number>>

/** A record as sent, spelling of keys put right, values still foreign text; null and absence are no value. */
export interface WireRecord<Fields extends WireFields = WireFields> {
  fields: { readonly [Name in keyof Fields]?: string | undefined }
  /** About keys the message does not know. */
  notes: readonly string[]
}

/** Text or number, as clients write either for both; `null` is no value. Booleans would have to be guessed at. */
const value = (lengthMax: number) =>
  z.preprocess((raw) => {
    if (raw === null || raw === undefined) return undefined
    if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw)
    return typeof raw === 'string' ? raw.trim() : raw
  }, z.string().max(lengthMax).optional())

/** The shape every message of the interface has before its codes and dates are read. */
export const wireRecord = <Fields extends WireFields>(fields: Fields): z.ZodType<WireRecord<Fields>> => {
  const known = Object.keys(fields)
  const shape = z.object(Object.fromEntries(known.map((name) => [name, value(fields[name] ?? 0)])))
  // What partners read of it; keys are compared without case, so that no other key is forbidden.
  const properties = Object.fromEntries(
    known.map((name) => [name, { type: ['string', 'number', 'null'], maxLength: fields[name] }]),
  )
  const described = z.record(z.string(), z.unknown()).transform((sent, context): WireRecord<Fields> => {
    const { record, notes } = normaliseKeys(sent, { known, aliases: misspeltKeys })
    const read = shape.safeParse(record)
    if (read.success) return { fields: read.data as WireRecord<Fields>['fields'], notes }
    // Handed on one by one, so that each keeps the key it is about.
    for (const { path, message } of read.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message })
    return z.NEVER
  })
  return described.meta({ properties })
}
