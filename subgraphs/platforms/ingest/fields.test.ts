import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { expect, it } from 'vitest'
import { type Fields, fieldsOf } from './fields.ts'

const receivedAt = new Date('2026-01-20T02:00:00Z')

/** What a field gives, or the code of its fault. */
function read<T>(text: string, reading: (fields: Fields<'It'>) => T): T | string {
  try {
    return reading(fieldsOf({ It: text }))
  } catch (error) {
    if (error instanceof RecordFault && error.pointer === '/It') return error.code
    throw error
  }
}

it.each([
  ['20250301', '2025-03-01'],
  ['2025-03-01', '2025-03-01'],
  ['2025/3/1', '2025-03-01'],
  ['2025-03-01 00:00:00.0', '2025-03-01'],
  ['2018-11-29T16:00:00.000+0000', '2018-11-30'],
  ['2025-02-28T16:00:00Z', '2025-03-01'],
  ['0', null],
  ['', null],
  ['null', null],
  ['1740758400000', 'DATE_FORM'],
  ['2025-03-01 rubbish', 'DATE_FORM'],
  ['20250229', 'DATE_FORM'],
  ['20251301', 'DATE_FORM'],
  ['0001-01-01', 'DATE_IMPLAUSIBLE'],
  ['19000101', 'DATE_IMPLAUSIBLE'],
  ['1970-01-01', 'DATE_IMPLAUSIBLE'],
  ['99991231', 'DATE_IMPLAUSIBLE'],
  ['20991231', 'DATE_IMPLAUSIBLE'],
])('reads the day %j as %j', (text, wanted) => {
  expect(read(text, (fields) => fields.dayOrNull('It'))).toBe(wanted)
})

it.each([
  ['0', 'DATE_FORM', 'It must be there, and 0 is no date'],
  ['00000000', 'DATE_FORM', 'It must be there, and 00000000 is no date'],
  ['', 'FIELD_MISSING', 'It must be there'],
  ['null', 'FIELD_MISSING', 'It must be there'],
])('tells of a date that must be there what was sent: %j', (It, code, message) => {
  expect(() => fieldsOf({ It }).day('It')).toThrow(expect.objectContaining({ code, pointer: '/It', message }))
  const ofInstant = code === 'DATE_FORM' ? 'TIME_FORM' : code
  expect(() => fieldsOf({ It }).instant('It')).toThrow(
    expect.objectContaining({ code: ofInstant, pointer: '/It', message }),
  )
})

it.each([
  ['20291231', '2029-12-31'],
  ['20991231', '9999-12-31'],
  ['9999-12-31', '9999-12-31'],
  ['0', null],
  ['', null],
  ['19700101', 'DATE_IMPLAUSIBLE'],
])('reads the last day %j as %j: what is missing is no word for "no end"', (text, wanted) => {
  expect(read(text, (fields) => fields.limitOrNull('It'))).toBe(wanted)
})

it.each([
  ['20300101000000', '2029-12-31T16:00:00.000Z'],
  ['20991231235959', '9999-12-30T16:00:00.000Z'],
  ['0', undefined],
  ['20300101', 'TIME_FORM'],
])('reads the last instant %j as %j', (text, wanted) => {
  const found = read(text, (fields) => fields.instantLimitOrNull('It'))
  expect(found instanceof Date ? found.toISOString() : (found ?? undefined)).toBe(wanted)
})

it('refuses a day to come where a day that was is asked for', () => {
  expect(read('20260120', (fields) => fields.pastDayOrNull('It', receivedAt))).toBe('2026-01-20')
  expect(read('20260121', (fields) => fields.pastDayOrNull('It', receivedAt))).toBe('DATE_IMPLAUSIBLE')
})

it.each([
  ['20260120093000', '2026-01-20T01:30:00.000Z'],
  ['2026-01-20 09:30:00', '2026-01-20T01:30:00.000Z'],
  ['2026/1/20  9:30:00', '2026-01-20T01:30:00.000Z'],
  ['2026-01-20T01:30:00.000+0000', '2026-01-20T01:30:00.000Z'],
  ['1768872600000', 'TIME_FORM'],
  ['20260120', 'TIME_FORM'],
  ['20260120200000', 'TIME_AHEAD'],
  ['19700101000000', 'DATE_IMPLAUSIBLE'],
])('reads the UpdateTime %j as %j', (text, wanted) => {
  const found = read(text, (fields) => fields.updateTime('It', receivedAt))
  expect(found instanceof Date ? found.toISOString() : found).toBe(wanted)
})

it.each([
  ['3.30302E+17', 'KEY_MANGLED'],
  ['3,30302e+17', 'KEY_MANGLED'],
  ['3E+17', 'KEY_MANGLED'],
  ['330302000000000000.0', 'KEY_MANGLED'],
  ['PDZA2026E17', 'PDZA2026E17'],
  ['12E34', 'KEY_MANGLED'],
  ['2026E17', '2026E17'],
  ['330302000000000001', '330302000000000001'],
  ['1.0', '1.0'],
])('reads the key %j as %j', (text, wanted) => {
  expect(read(text, (fields) => fields.keyText('It'))).toBe(wanted)
})

it('refuses a period that ends before it begins, and none whose end is open or the same day', () => {
  const held = (from: string | null, until: string | null) =>
    read('', (fields) => fields.mustFollow('It', from, until))
  expect(held('2026-01-02', '2026-01-01')).toBe('DATE_IMPLAUSIBLE')
  for (const until of ['2026-01-02', '9999-12-31', null]) expect(held('2026-01-02', until)).toBeUndefined()
})

it.each([
  ['5', 5],
  ['5.0', 5],
  ['1.0E1', 10],
  ['7.9', 'NUMBER_FORM'],
  ['-1', 'NUMBER_FORM'],
  ['1e12', 'NUMBER_FORM'],
  ['1,000', 'NUMBER_FORM'],
  ['five', 'NUMBER_FORM'],
  ['', null],
])('reads the count %j as %j', (text, wanted) => {
  expect(read(text, (fields) => fields.countOrNull('It'))).toBe(wanted)
})

it.each([
  ['599999.9', 599_999],
  ['1.0E7', 10_000_000],
  ['1.00000099E6', 1_000_000],
])('keeps of the amount %j the whole part %j', (text, wanted) => {
  expect(read(text, (fields) => fields.wholePart('It'))).toBe(wanted)
})

it.each([
  ['1.0E7', 10_000_000],
  ['2.5e-1', 0.25],
  ['0.30000001192', 0.3],
  ['1E7.5', 'NUMBER_FORM'],
  ['9999999999', 'NUMBER_FORM'],
])('reads the amount %j as %j', (text, wanted) => {
  expect(read(text, (fields) => fields.amountOrNull('It'))).toBe(wanted)
})
