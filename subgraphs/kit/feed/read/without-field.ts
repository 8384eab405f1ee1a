import { isObject } from '@one-visit/schema/is-object.ts'
import { escapePointer } from '../../json-pointer.ts'

/**
 * A record without the one field a JSON pointer leads to, in whatever letters it is written; undefined where the pointer
 * leads to no field of it.
 */
export function withoutField(value: unknown, pointer: string): unknown {
  const path = pointer.split('/').slice(1)
  const last = path.pop()?.toLowerCase()
  if (last === undefined) return undefined
  const copy = copyOf(value)
  let parent = copy
  for (const part of path) parent = fieldOf(parent, part)
  if (!isObject(parent)) return undefined
  for (const name of Object.keys(parent))
    if (escapePointer(name).toLowerCase() === last) Reflect.deleteProperty(parent, name)
  return copy
}

function fieldOf(value: unknown, escaped: string): unknown {
  const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}

/**
 * What a record says in everything but the field a JSON pointer leads to: one text, the same of two records exactly where
 * nothing else differs. Undefined where the pointer leads to no field of it.
 */
export function textWithout(pointer: string, value: unknown): string | undefined {
  const rest = withoutField(value, pointer)
  return rest === undefined ? undefined : orderedText(rest)
}

/** Whether two records say the same in everything but the field a JSON pointer leads to. */
export function isSameBut(pointer: string, a: unknown, b: unknown): boolean {
  const text = textWithout(pointer, a)
  return text !== undefined && text === textWithout(pointer, b)
}

/** Whether a record says anything in the field a JSON pointer leads to. */
export function hasField(pointer: string, value: unknown): boolean {
  const text = textWithout(pointer, value)
  return text !== undefined && text !== orderedText(copyOf(value))
}

/** JSON whose names stand in one order, however they came. */
function orderedText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}

/** A record as quarantine keeps it; undefined for one nested too deep to be kept. */
function copyOf(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null')
  } catch {
    return undefined
  }
}
