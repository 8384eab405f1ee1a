import { isDeepStrictEqual } from 'node:util'
import { isObject } from '@one-visit/schema/is-object.ts'
import { escapePointer } from './text.ts'

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

/** Whether two records say the same in everything but the field a JSON pointer leads to. */
export function isSameBut(pointer: string, a: unknown, b: unknown): boolean {
  const [left, right] = [withoutField(a, pointer), withoutField(b, pointer)]
  return left !== undefined && isDeepStrictEqual(left, right)
}

/** Whether a record says anything in the field a JSON pointer leads to. */
export function hasField(pointer: string, value: unknown): boolean {
  const rest = withoutField(value, pointer)
  return rest !== undefined && !isDeepStrictEqual(rest, copyOf(value))
}

/** A record as quarantine keeps it; undefined for one nested too deep to be kept. */
function copyOf(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null')
  } catch {
    return undefined
  }
}
