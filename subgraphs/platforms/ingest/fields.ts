import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import {
  CodeError,
  type CodeTable,
  type PlateColour,
  plateColours,
  platformAnswers,
  platformFlags,
  platformStates,
} from '@one-visit/schema/codes.ts'
import { IdentifierError, readDivision, readPlate, readUscc, readVin } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { dayOf, instantLimitOf, limitOf, pastInstantOf, plausibleInstantOf } from './days.ts'
import { amountOf, countOf, numberOf } from './numbers.ts'

/** The fields of one record, each read once and named in the fault where it cannot be read. */
export interface Fields<Name extends string> {
  /** Text that must be there. @throws RecordFault FIELD_MISSING */
  text(name: Name): string
  /** Text where there is any. */
  textOrNull(name: Name): string | null
  /** Whole number of zero or more; one with decimals is none. @throws RecordFault NUMBER_FORM */
  countOrNull(name: Name): number | null
  count(name: Name): number
  /** The whole part of an amount: later editions send mileage and sums with decimals. @throws RecordFault NUMBER_FORM */
  wholePartOrNull(name: Name): number | null
  wholePart(name: Name): number
  /** Amount of zero or more with at most four decimals that count: yuan, km. @throws RecordFault NUMBER_FORM */
  amountOrNull(name: Name): number | null
  amount(name: Name): number
  /** Text that names something: no number a spreadsheet made of it. @throws RecordFault KEY_MANGLED */
  keyText(name: Name): string
  keyTextOrNull(name: Name): string | null
  /** Calendar day; 0 and no text are no day. @throws RecordFault DATE_FORM, DATE_IMPLAUSIBLE */
  dayOrNull(name: Name): string | null
  /** A day that must be there. @throws RecordFault FIELD_MISSING; DATE_FORM also for 0, which is no date */
  day(name: Name): string
  /** A day that was, when the record came: what counts from it begins with it. */
  pastDayOrNull(name: Name, receivedAt: Date): string | null
  /** Last day of validity; 9999… and 2099… say that there is none, which is `unlimitedDay`. */
  limitOrNull(name: Name): string | null
  /** Instant with its time of day, Beijing time unless it says otherwise; 0 and no text are none. @throws RecordFault TIME_FORM */
  instantOrNull(name: Name): Date | null
  /** An instant that must be there. @throws RecordFault FIELD_MISSING; TIME_FORM also for 0, which is no date */
  instant(name: Name): Date
  /** Last instant of validity; 9999… and 2099… say that there is none, which is the beginning of `unlimitedDay`. */
  instantLimitOrNull(name: Name): Date | null
  /** Holds the end of a period to its beginning, where both are there. @throws RecordFault DATE_IMPLAUSIBLE */
  mustFollow(name: Name, from: string | Date | null, until: string | Date | null): void
  /** Month YYYYMM, as YYYY-MM. @throws RecordFault MONTH_FORM */
  month(name: Name): string
  /** Time of day HHmm, as HH:MM. @throws RecordFault CLOCK_FORM */
  clockOrNull(name: Name): string | null
  clock(name: Name): string
  vin(name: Name): { vin: string; checkDigitOk: boolean }
  plate(name: Name): string
  division(name: Name): string
  divisionOrNull(name: Name): string | null
  uscc(name: Name): string
  plateColour(name: Name): PlateColour
  plateColourOrNull(name: Name): PlateColour | null
  /** Our word for a code of a list. @throws RecordFault CODE_UNKNOWN */
  codeOrNull<Value extends string>(name: Name, table: CodeTable<Value>): Value | null
  /** 是否: 1 and true are yes, 0 and false no. */
  answerOrNull(name: Name): boolean | null
  /** Flag 操作标识: 1 add, 2 update, 3 delete. */
  flag(name: Name): 1 | 2 | 3
  /** State 状态 of the interface: 0 is valid. The licence status of a permit is another list. */
  isValid(name: Name): boolean
  /** UpdateTime, Beijing time; not ahead of the hub's clock. */
  updateTime(name: Name, receivedAt: Date): Date
}

/** 0, 00000000 and null stand for no value in dates and codes. */
export const isNothing = (text: string): boolean =>
  text === '' || /^0+$/.test(text) || text.toLowerCase() === 'null'

/** Reads the fields of a wire record; every fault carries the pointer of its field. */
export function fieldsOf<Name extends string>(
  record: { readonly [name in Name]?: string | undefined },
): Fields<Name> {
  const at = (name: Name): string => `/${name}`
  const textOrNull = (name: Name): string | null => {
    const text = record[name]
    return text === undefined || text === '' || text.toLowerCase() === 'null' ? null : text
  }
  const present = <T>(name: Name, value: T | null): T => {
    if (value === null) throw new RecordFault('FIELD_MISSING', at(name), `${name} must be there`)
    return value
  }
  /** A date that must be there: 0, which some senders write for none, is told apart from a field that was left out. */
  const presentDate = <T>(name: Name, value: T | null, form: 'DATE_FORM' | 'TIME_FORM'): T => {
    const sent = textOrNull(name)
    if (value === null && sent !== null)
      throw new RecordFault(form, at(name), `${name} must be there, and ${sent} is no date`)
    return present(name, value)
  }
  const text = (name: Name): string => present(name, textOrNull(name))
  const countOrNull = (name: Name): number | null => {
    const value = textOrNull(name)
    return value === null ? null : countOf(at(name), value)
  }
  const wholePartOrNull = (name: Name): number | null => {
    const value = textOrNull(name)
    return value === null ? null : Math.floor(numberOf(at(name), value))
  }
  const valueOrNull = (name: Name): string | null => {
    const value = textOrNull(name)
    return value === null || isNothing(value) ? null : value
  }
  const keyTextOrNull = (name: Name): string | null => {
    const value = textOrNull(name)
    return value === null ? null : wholeKey(at(name), value)
  }
  const dayOrNull = (name: Name): string | null => {
    const value = valueOrNull(name)
    return value === null ? null : dayOf(at(name), value)
  }
  const amountOrNull = (name: Name): number | null => {
    const value = textOrNull(name)
    return value === null ? null : amountOf(at(name), value)
  }
  const instantOrNull = (name: Name): Date | null => {
    const value = valueOrNull(name)
    return value === null ? null : plausibleInstantOf(at(name), value)
  }
  const clockOrNull = (name: Name): string | null => {
    const value = textOrNull(name)
    return value === null ? null : clockOf(at(name), value)
  }
  const plateColourOrNull = (name: Name): PlateColour | null => {
    const value = textOrNull(name)
    return value === null ? null : reading(at(name), () => colourOf(value))
  }
  return {
    text,
    textOrNull,
    countOrNull,
    count: (name) => present(name, countOrNull(name)),
    wholePartOrNull,
    wholePart: (name) => present(name, wholePartOrNull(name)),
    amountOrNull,
    amount: (name) => present(name, amountOrNull(name)),
    dayOrNull,
    day: (name) => presentDate(name, dayOrNull(name), 'DATE_FORM'),
    keyText: (name) => present(name, keyTextOrNull(name)),
    keyTextOrNull,
    pastDayOrNull: (name, receivedAt) => {
      const value = valueOrNull(name)
      return value === null ? null : dayOf(at(name), value, { notAfter: shanghaiDay(receivedAt) })
    },
    limitOrNull: (name) => {
      const value = valueOrNull(name)
      return value === null ? null : limitOf(at(name), value)
    },
    instantLimitOrNull: (name) => {
      const value = valueOrNull(name)
      return value === null ? null : instantLimitOf(at(name), value)
    },
    mustFollow: (name, from, until) => {
      if (from !== null && until !== null && until < from)
        throw new RecordFault(
          'DATE_IMPLAUSIBLE',
          at(name),
          `${name} lies before the beginning it is the end of`,
        )
    },
    instantOrNull,
    instant: (name) => presentDate(name, instantOrNull(name), 'TIME_FORM'),
    month: (name) => monthOf(at(name), text(name)),
    clockOrNull,
    clock: (name) => present(name, clockOrNull(name)),
    vin: (name) => reading(at(name), () => readVin(text(name))),
    plate: (name) => reading(at(name), () => readPlate(text(name))),
    division: (name) => reading(at(name), () => readDivision(text(name))),
    divisionOrNull: (name) => {
      const value = valueOrNull(name)
      return value === null ? null : reading(at(name), () => readDivision(value))
    },
    uscc: (name) => reading(at(name), () => readUscc(text(name))),
    plateColourOrNull,
    plateColour: (name) => present(name, plateColourOrNull(name)),
    codeOrNull: (name, table) => {
      const value = textOrNull(name)
      return value === null ? null : reading(at(name), () => table.of(value))
    },
    answerOrNull: (name) => {
      const value = textOrNull(name)
      return value === null ? null : reading(at(name), () => platformAnswers.of(value)) === 'YES'
    },
    flag: (name) => {
      const code = text(name)
      reading(at(name), () => platformFlags.of(code))
      return Number(code) as 1 | 2 | 3
    },
    isValid: (name) => reading(at(name), () => platformStates.of(text(name)) === 'VALID'),
    updateTime: (name, receivedAt) => pastInstantOf(at(name), text(name), receivedAt),
  }
}

function clockOf(pointer: string, text: string): string {
  // Clients that hold it as a number drop the zero in front; the colon is what deployed forms write.
  const match = /^([01]?\d|2[0-4]):?([0-5]\d)(?::?[0-5]\d)?$/.exec(text)
  if (match === null || (match[1] === '24' && match[2] !== '00'))
    throw new RecordFault('CLOCK_FORM', pointer, 'a time of day is written HHmm')
  return `${match[1]?.padStart(2, '0')}:${match[2]}`
}

function reading<T>(pointer: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof IdentifierError || cause instanceof CodeError)
      throw new RecordFault(cause.code, pointer, cause.message)
    throw cause
  }
}

function colourOf(text: string): PlateColour {
  const line = plateColours.lines.find(([, , ...labels]) => labels.includes(text))
  return line === undefined ? plateColours.of(text) : line[1]
}

function monthOf(pointer: string, text: string): string {
  const match = /^((?:19|20)\d{2})-?(0[1-9]|1[0-2])$/.exec(text)
  if (match === null) throw new RecordFault('MONTH_FORM', pointer, 'a month is written YYYYMM')
  return `${match[1]}-${match[2]}`
}
