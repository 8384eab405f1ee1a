import { normaliseKeys } from '@one-visit/kit/feed/read/text.ts'
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

/** How the keys and values of a message are read. */
export interface WireOptions<Fields extends WireFields> {
  /** Fields that ask yes or no (是否), which some clients send as booleans. */
  answers?: readonly (keyof Fields & string)[]
  /** Takes the first of spellings of one key that say different things, as mapping 1 did. */
  takesFirst?: boolean
}

/** The shape every message of the interface has before its codes and dates are read. */
export function wireRecord<Fields extends WireFields>(
  fields: Fields,
  { answers = [], takesFirst = false }: WireOptions<Fields> = {},
): z.ZodType<WireRecord<Fields>> {
  const known = Object.keys(fields)
  const shape = z.object(
    Object.fromEntries(known.map((name) => [name, value(fields[name] ?? 0, answers.includes(name))])),
  )
  // What partners read of it; keys are compared without case, so that no other key is forbidden.
  const properties = Object.fromEntries(
    known.map((name) => [
      name,
      {
        type: ['string', 'number', 'null', ...(answers.includes(name) ? ['boolean'] : [])],
        maxLength: fields[name],
      },
    ]),
  )
  const described = z.record(z.string(), z.unknown()).transform((sent, context): WireRecord<Fields> => {
    const { record, notes } = normaliseKeys(sent, { known, aliases: misspeltKeys, takesFirst })
    const read = shape.safeParse(record)
    if (read.success) return { fields: read.data as WireRecord<Fields>['fields'], notes }
    // Handed on one by one, so that each keeps the key it is about; their words are the caller's.
    for (const { message: _, ...issue } of read.error.issues)
      context.issues.push({ ...issue, input: sent } as z.core.$ZodRawIssue)
    return z.NEVER
  })
  return described.meta({ properties })
}

/** Text or number, as clients write either for both; `null` is no value. */
function value(lengthMax: number, isAnswer: boolean) {
  return z.preprocess((raw) => {
    if (raw === null || raw === undefined) return undefined
    // A whole number too large for a number of JavaScript has lost digits already, and may be somebody else's by now.
    if (typeof raw === 'number' && Math.abs(raw) <= Number.MAX_SAFE_INTEGER) return String(raw)
    // A boolean says yes or no; in a State or a Flag it would have to be guessed at.
    if (isAnswer && typeof raw === 'boolean') return raw ? '1' : '0'
    return typeof raw === 'string' ? raw.trim() : raw
  }, z.string().max(lengthMax).optional())
}
