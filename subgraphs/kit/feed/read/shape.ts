/** What somebody else sent, read by its shape; what is wrong with it said in words of ours. */

import type { RecordFaultCode } from '@one-visit/schema/record-faults.ts'
import type { z } from 'zod'
import { HubError } from '../../errors.ts'
import { escapePointer } from '../../json-pointer.ts'
import { RecordFault } from '../message.ts'
import { withoutField } from './without-field.ts'

type Issue = z.core.$ZodIssue

/**
 * Reads a value by its shape; of what is wrong the first is told.
 * @throws RecordFault FIELD_*, NAME_RESERVED
 */
export function readShape<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const read = withoutReserved(value, () => shape.safeParse(value, { error: sentenceOf }))
  if (read.success) return read.data
  throw faultOf(shape, read.error, value)
}

/**
 * Reads what is no record by its shape. `why` makes the message of a refusal, of the pointer and the words of what is wrong.
 * @throws HubError BAD_USER_INPUT, with `fault` and `pointer`
 */
export function readBody<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  why: (pointer: string, what: string) => string,
): z.output<Shape> {
  try {
    return readShape(shape, value)
  } catch (cause) {
    if (!(cause instanceof RecordFault)) throw cause
    const { code, pointer, message } = cause
    throw new HubError('BAD_USER_INPUT', why(pointer, message), { fault: code, pointer }, { cause })
  }
}

/**
 * Does what reads a value nobody has looked at yet. An object that hides what every object can do, by a field of that name,
 * ends a comparison or a text made of it in an error of JavaScript; that is a fault of the record, not of ours.
 * @throws RecordFault NAME_RESERVED
 */
export function withoutReserved<Read>(value: unknown, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    const pointer = error instanceof TypeError ? findReserved(value) : undefined
    if (pointer === undefined) throw error
    throw new RecordFault('NAME_RESERVED', pointer, 'a value with a field of this name cannot be read')
  }
}

const reserved = new Set(['toString', 'valueOf'])

/** Where a value has a field of a reserved name; by a list of what is left, since nesting has no end. */
function findReserved(value: unknown): string | undefined {
  const left: { pointer: string; inner: unknown }[] = [{ pointer: '', inner: value }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { pointer, inner } = next
    if (typeof inner !== 'object' || inner === null) continue
    for (const [name, held] of Object.entries(inner)) {
      const inside = `${pointer}/${escapePointer(name)}`
      if (reserved.has(name)) return inside
      left.push({ pointer: inside, inner: held })
    }
  }
  return undefined
}

function faultOf(shape: z.ZodType, error: z.ZodError, value: unknown): RecordFault {
  const [issue] = error.issues
  if (issue === undefined) return new RecordFault('FIELD_FORM', '', 'is not of the form')
  const pointer = pointerOf(issue)
  if (isMissing(shape, value, { path: issue.path, pointer }))
    return new RecordFault('FIELD_MISSING', pointer, 'the field is missing')
  return new RecordFault(codeOf(issue), pointer, issue.message)
}

/** The field at fault; of a field nobody knows it is that one. */
function pointerOf(issue: Issue): string {
  const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : []
  const path = unknown === undefined ? issue.path : [...issue.path, unknown]
  return path.map((part) => `/${escapePointer(String(part))}`).join('')
}

/** Whether a field is not there, or is null where the shape asks for one: a null says nothing more than a field left out. */
function isMissing(
  shape: z.ZodType,
  value: unknown,
  { path, pointer }: { path: readonly PropertyKey[]; pointer: string },
): boolean {
  let inner = value
  for (const part of path) {
    if (typeof inner !== 'object' || inner === null) return false
    inner = (inner as Record<PropertyKey, unknown>)[part]
  }
  if (path.length === 0 || (inner !== undefined && inner !== null)) return false
  return inner === undefined || isAskedFor(shape, withoutField(value, pointer), pointer)
}

/** Whether a shape asks for a field that is left out. */
function isAskedFor(shape: z.ZodType, without: unknown, pointer: string): boolean {
  return shape.safeParse(without).error?.issues.some((issue) => pointerOf(issue) === pointer) ?? false
}

function codeOf(issue: Issue): RecordFaultCode {
  switch (issue.code) {
    case 'invalid_type':
      return 'FIELD_TYPE'
    case 'invalid_union':
      return issue.discriminator === undefined ? 'FIELD_TYPE' : 'FIELD_NOT_ONE_OF'
    case 'too_big':
      return isNumeric(issue.origin) ? 'FIELD_RANGE' : 'FIELD_TOO_LONG'
    case 'too_small':
      return isNumeric(issue.origin) ? 'FIELD_RANGE' : 'FIELD_TOO_SHORT'
    case 'invalid_value':
      return 'FIELD_NOT_ONE_OF'
    case 'unrecognized_keys':
      return 'FIELD_UNKNOWN'
    default:
      return 'FIELD_FORM'
  }
}

const isNumeric = (origin: string): boolean => origin === 'number' || origin === 'int' || origin === 'bigint'

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  null: 'null',
}

/** What is wrong, where the shape itself has no words for it. */
function sentenceOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? 'of another kind'}`
    case 'too_big':
      return isNumeric(issue.origin)
        ? `must be at most ${issue.maximum}`
        : `must have at most ${issue.maximum} ${unitOf(issue.origin)}`
    case 'too_small':
      if (isNumeric(issue.origin)) return `must be at least ${issue.minimum}`
      return Number(issue.minimum) === 1
        ? 'must not be empty'
        : `must have at least ${issue.minimum} ${unitOf(issue.origin)}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return 'the message has no such field'
    case 'invalid_union':
      return issue.discriminator === undefined
        ? 'must be of a kind the field takes'
        : 'must be a value the message has a form for'
    default:
      return issue.code === 'invalid_format' && issue.format === 'datetime'
        ? 'must be an instant such as 2026-01-31T08:00:00+08:00'
        : 'is not written as the field asks for'
  }
}

const unitOf = (origin: string): string => (origin === 'array' ? 'entries' : 'characters')
