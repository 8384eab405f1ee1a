import type { RecordFaultCode } from '@one-visit/schema/record-faults.ts'
import { withoutValues } from './without-values.ts'

/** What is wrong with a variable, or with a value written into a document: the code, the place, and the type expected there. */
export interface InputFault {
  fault?: RecordFaultCode
  /** The variable and the field of it; none for a value written into the document, whose place is in `locations`. */
  variable?: string
  expected?: string
}

/** How graphql-js says what is wrong, apart from the value: names of groups are told. A field is one inside the place. */
const reasons: readonly (readonly [form: RegExp, fault: RecordFaultCode | undefined])[] = [
  [/^Field "(?<field>\w+)" of required type "(?<expected>[^"]+)" was not provided/, 'FIELD_MISSING'],
  [/^Field "(?<field>\w+)" is not defined by type/, 'FIELD_UNKNOWN'],
  [/^Field "\w+\.(?<field>\w+)" of required type "(?<expected>[^"]+)" was not provided/, 'FIELD_MISSING'],
  [/^Expected non-nullable type "(?<expected>[^"]+)" not to be null/, 'FIELD_MISSING'],
  [/^Expected type "(?<expected>[^"]+)" to be an object/, 'FIELD_TYPE'],
  [/^A value of type (?<expected>\S+) is expected/, 'FIELD_TYPE'],
  [/^The value is none of (?<expected>\w+)\./, 'FIELD_NOT_ONE_OF'],
  [/^Enum "(?<expected>\w+)" cannot represent/, 'FIELD_TYPE'],
  [/^(?<expected>Int) cannot represent non 32-bit/, 'FIELD_RANGE'],
  [/^(?<expected>Int|Float|String|Boolean|ID) cannot represent/, 'FIELD_TYPE'],
  // The scalars of the hub name their code themselves.
  [/^The value is no (?<expected>\w+): /, undefined],
  [/^Expected type "(?<expected>\w+)"/, 'FIELD_FORM'],
]

const notThere =
  /^Variable "\$(\w+)" of (?:required|non-null) type "([^"]+)" (?:was not provided|must not be null)\.$/

/** What an error of graphql-js tells of a value that does not fit its type; undefined for any other message. */
export function inputFaultOf(message: string, extensions: { fault?: unknown } = {}): InputFault | undefined {
  const [, missing, type] = notThere.exec(message) ?? []
  if (missing !== undefined && type !== undefined)
    return { fault: 'FIELD_MISSING', variable: missing, expected: nameOf(type) }
  const isVariable = message.startsWith('Variable "$')
  const told = withoutValues(message)
  const [, place, inPlace] = (isVariable && /^([\w.[\]]+): ([\s\S]*)$/.exec(told)) || []
  if (isVariable && place === undefined) return undefined
  const known = foundIn(inPlace ?? told)
  if (known === undefined) return isVariable ? { variable: place ?? '', fault: 'FIELD_FORM' } : undefined
  const { fault = extensions.fault as RecordFaultCode | undefined, field, expected } = known
  return {
    ...(fault !== undefined && { fault }),
    ...(place !== undefined && { variable: field === undefined ? place : `${place}.${field}` }),
    ...(expected !== undefined && { expected: nameOf(expected) }),
  }
}

function foundIn(reason: string) {
  for (const [form, fault] of reasons) {
    const found = form.exec(reason)
    if (found !== null) return { fault, field: found.groups?.field, expected: found.groups?.expected }
  }
  return undefined
}

/** A type without the sign that it must be there. */
const nameOf = (type: string): string => type.replace(/!$/, '')
