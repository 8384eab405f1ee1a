import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql'
import {
  IdentifierError,
  readDivision,
  readPlate,
  readResidentId,
  readUsccForm,
  readVin,
} from './identifiers.ts'
import type { RecordFaultCode } from './record-faults.ts'
import { durationMs, readDay, readInstant, shanghaiDay, TimeError } from './time.ts'

/**
 * The custom scalars of the schema. Resolvers see a Date for DateTime and strings for the rest; identifiers arrive
 * normalised. The clock says which birth dates are in the future.
 */
export function buildScalars({ clock }: { clock: () => Date }) {
  return {
    Date: textScalar(
      'Date',
      'Calendar day YYYY-MM-DD (日期).',
      timeOr('DAY_FORM', readDay),
      writeText('Date'),
    ),
    DateTime: textScalar(
      'DateTime',
      'Instant of RFC 3339 (时间).',
      timeOr('INSTANT_FORM', readInstant),
      writeInstant,
    ),
    Duration: textScalar(
      'Duration',
      'ISO 8601 duration (时长).',
      timeOr('DURATION_FORM', (text) => {
        durationMs(text)
        return text
      }),
      writeText('Duration'),
    ),
    VIN: textScalar(
      'VIN',
      'Vehicle identification number 车辆识别代号.',
      (text) => readVin(text).vin,
      writeText('VIN'),
    ),
    // The rooms judge its check characters: of the register's old codes some fail them, and are asked about all the same.
    USCC: textScalar(
      'USCC',
      'Unified social credit code 统一社会信用代码.',
      (text) => readUsccForm(text).uscc,
      writeText('USCC'),
    ),
    ResidentIdNumber: textScalar(
      'ResidentIdNumber',
      'Resident ID number 公民身份号码; only ever an input.',
      (text) => readResidentId(text, { today: shanghaiDay(clock()) }),
      () => {
        throw new TypeError('A ResidentIdNumber is never an output.')
      },
    ),
    PlateNumber: textScalar('PlateNumber', 'Number plate 号牌号码.', readPlate, writeText('PlateNumber')),
    DivisionCode: textScalar(
      'DivisionCode',
      'Division code 行政区划代码.',
      readDivision,
      writeText('DivisionCode'),
    ),
    JSON: new GraphQLScalarType<unknown, unknown>({
      name: 'JSON',
      description: 'Any JSON value (任意 JSON).',
      parseValue: (value) => value,
      parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
      serialize: (value) => value,
    }),
  }
}

/** A text that is no time, with the code of its scalar. */
class TimeRefused extends Error {
  readonly code: RecordFaultCode
  constructor(code: RecordFaultCode, { message }: TimeError) {
    super(message)
    this.code = code
  }
}

/** Reads a time; what is none gets the code that says how this one is written. */
function timeOr<Internal>(code: RecordFaultCode, read: (text: string) => Internal) {
  return (text: string): Internal => {
    try {
      return read(text)
    } catch (cause) {
      throw cause instanceof TimeError ? new TimeRefused(code, cause) : cause
    }
  }
}

/** A scalar written as a string; `read` gives the value resolvers see and throws on what is not one. */
function textScalar<Internal>(
  name: string,
  description: string,
  read: (text: string) => Internal,
  write: (value: unknown) => string,
): GraphQLScalarType<Internal, string> {
  const parse = (value: unknown): Internal => {
    if (typeof value !== 'string') throw notText(name)
    try {
      return read(value)
    } catch (cause) {
      if (cause instanceof IdentifierError || cause instanceof TimeRefused)
        throw refuse(name, cause.message, cause.code)
      throw cause
    }
  }
  return new GraphQLScalarType<Internal, string>({
    name,
    description,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.STRING) throw notText(name)
      return parse(node.value)
    },
    serialize: write,
  })
}

const notText = (name: string): GraphQLError => refuse(name, 'it is written as a string', 'FIELD_TYPE')

function refuse(name: string, why: string, fault: RecordFaultCode): GraphQLError {
  return new GraphQLError(`The value is no ${name}: ${why}.`, {
    extensions: { code: 'BAD_USER_INPUT', fault },
  })
}

function writeText(name: string) {
  return (value: unknown): string => {
    if (typeof value !== 'string')
      throw new TypeError(`A resolver gave a ${typeof value} for ${name}, not a string.`)
    return value
  }
}

function writeInstant(value: unknown): string {
  const instant = value instanceof Date ? value : typeof value === 'string' ? readInstant(value) : undefined
  if (instant === undefined || Number.isNaN(instant.getTime()))
    throw new TypeError('A resolver gave neither a valid Date nor an RFC 3339 string for DateTime.')
  return instant.toISOString()
}

/** The custom scalars with the system's clock. */
export const scalars = buildScalars({ clock: () => new Date() })
