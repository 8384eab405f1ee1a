/**
 * A resident ID number somebody writes where none belongs is in no column that is kept in the open, in one piece or in parts:
 * every text of a good record of every message is tried. With hyphens it may stand in a key: systems make keys of a place, a day
 * and a serial number.
 */
import { judge } from '@one-visit/kit/feed/read/judge.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { holdsResidentId } from '@one-visit/schema/resident-id-in-text.ts'
import { expect, it } from 'vitest'
import { context, goodMessages } from './good-messages.ts'

const today = '2026-12-01'
const whole = '330399199003070019'
const numbers = [
  whole,
  '330399 19900307 0019',
  '330399|19900307|0019',
  `${whole}${whole}`,
  '٣٣٠٣٩٩ ١٩٩٠٠٣٠٧ ٠٠١٩',
]

/** A record with another value of one field, for each field that is a text, as deep as it stands. */
function* withEach(value: unknown, change: (text: string) => string): Generator<unknown> {
  if (typeof value === 'string') yield change(value)
  else if (Array.isArray(value))
    for (const [index, inner] of value.entries())
      for (const changed of withEach(inner, change)) yield value.with(index, changed)
  else if (isObject(value))
    for (const [name, inner] of Object.entries(value))
      for (const changed of withEach(inner, change)) yield { ...value, [name]: changed }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return Object.values(value).flatMap(textsOf)
}

/** Columns in the open that hold a number after all. */
function heldIn(record: unknown, message: (typeof goodMessages)[number]['message']): string[] {
  const judged = judge({ message, value: record }, 0, context, silentLog())
  return !('row' in judged)
    ? []
    : Object.entries(judged.row).flatMap(([column, value]) =>
        textsOf(value).some((text) => holdsResidentId(text, today)) ? [column] : [],
      )
}

it.each(goodMessages.map(({ name, ...rest }) => [name, rest] as const))(
  'no column of %s holds a number of a person',
  (_, { message, record }) => {
    expect(judge({ message, value: record }, 0, context, silentLog())).toHaveProperty('row')
    for (const number of numbers)
      for (const change of [() => number, (text: string) => `${text} ${number}`])
        for (const changed of withEach(record, change)) expect(heldIn(changed, message)).toEqual([])
  },
)
