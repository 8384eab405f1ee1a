import { isDeepStrictEqual } from 'node:util'
import type { AnyMessage, RecordContext, RecordIdentity } from '../message.ts'
import { withoutNumbers } from './personal-number.ts'
import { meaningsOf } from './said-once.ts'

const nobody: RecordIdentity = { subjects: [] }

/**
 * What can be read of a record of a message that cannot be used, or not yet. One that says different things in two
 * spellings of a name is about everybody it may mean, and has no key, time and sequence that it does not state alike in all.
 */
export function identityOf(message: AnyMessage, value: unknown, context: RecordContext): RecordIdentity {
  const [first = nobody, ...others] = meaningsOf(value).map((meant) => identityOfOne(message, meant, context))
  if (others.length === 0) return first
  const subjects = new Map(
    [first, ...others]
      .flatMap((identity) => identity.subjects)
      .map((subject) => [`${subject.kind} ${subject.value}`, subject]),
  )
  const alike = <Name extends keyof RecordIdentity>(name: Name): RecordIdentity[Name] | undefined =>
    others.every((other) => isDeepStrictEqual(other[name], first[name])) ? first[name] : undefined
  return {
    subjects: [...subjects.values()],
    numbers: [...new Set([first, ...others].flatMap(({ numbers = [] }) => numbers))],
    key: alike('key'),
    sourceAt: alike('sourceAt'),
    sequence: alike('sequence'),
  }
}

function identityOfOne(message: AnyMessage, value: unknown, context: RecordContext): RecordIdentity {
  try {
    return withoutNumbers(message.identify?.(value, context) ?? nobody, context.receivedAt)
  } catch {
    return nobody
  }
}
