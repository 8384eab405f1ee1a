import { expect, it } from 'vitest'
import { RecordFault } from '../message.ts'
import { checkReadable } from './readable.ts'
import { decodeText } from './text.ts'

/** The code and pointer a record is refused with, or nothing. */
function faultOf(record: unknown): string | undefined {
  try {
    checkReadable(record)
    return undefined
  } catch (error) {
    if (error instanceof RecordFault) return `${error.code} ${error.pointer}`
    throw error
  }
}

it.each([
  ['fe9f', '䶮'],
  ['8230b731', '㛃'],
  ['95328236', '\u{20000}'],
  ['fe59', '龴'],
  ['a8bc', 'ḿ'],
  ['d5e3', '浙'],
])('the bytes %s said to be GBK are %s', (hex, text) => {
  expect(decodeText(Buffer.from(hex, 'hex'), 'gb18030')).toBe(text)
  expect(faultOf({ name: text })).toBeUndefined()
})

it.each(['ff', '8230', 'fe'])('the bytes %s are no text', (hex) => {
  expect(() => decodeText(Buffer.from(hex, 'hex'), 'gb18030')).toThrow('not text in gb18030')
})

it.each(['aaa1', 'f8a1', 'fe51', 'a2ab', '8135f437'])(
  'the bytes %s stay of private use, for which the record is refused',
  (hex) => {
    const text = decodeText(Buffer.from(hex, 'hex'), 'gb18030')
    expect(faultOf({ list: [{ brand: `比${text}` }] })).toBe('PRIVATE_USE_CHARACTER /list/0/brand')
  },
)

it.each(['\u{f0000}', '\u{10fffd}', '\ue863'])('%j is of private use in UTF-8 too', (character) => {
  expect(faultOf({ [`x${character}`]: 1 })).toBe(`PRIVATE_USE_CHARACTER /x${character}`)
})

it.each([
  [{ ownerName: '张\u0007三' }, '/ownerName'],
  [{ ownerName: '张\n三' }, '/ownerName'],
  [{ OwnerName: '张\u0085三' }, '/OwnerName'],
  [{ xm: '张\t三' }, '/xm'],
  [{ 姓名: '张\u202e三' }, '/姓名'],
  [{ driver: { name: 'John\u200bSmith' } }, '/driver/name'],
  [{ brand: 'BYD\u001b[2J' }, '/brand'],
])('refuses a control character in %j', (record, pointer) => {
  expect(faultOf(record)).toBe(`CONTROL_CHARACTER ${pointer}`)
})

it.each([
  { ownerName: '阿卜杜热合曼·买买提' },
  { ownerName: ' 张三\t' },
  { note: 'first line\r\n\tsecond line' },
  // Persian and Uighur join letters so.
  { name: 'می\u200cخواهم' },
  { name: '\u0000' },
])('passes %j', (record) => {
  expect(faultOf(record)).toBeUndefined()
})

it('ends where nesting does not', () => {
  let deep: unknown = '\ue000'
  for (let level = 0; level < 10_000; level += 1) deep = [deep]
  expect(faultOf(deep)).toBeUndefined()
})
