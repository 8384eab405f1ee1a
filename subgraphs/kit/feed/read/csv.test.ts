import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thing } from '../fixtures/things.ts'
import { csvRecords, headerFaults, readCsvRow } from './csv.ts'
import { readFileRecords } from './file-records.ts'

const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** All rows of a text that comes in blocks of some size. */
function rowsOf(text: string, block: number): (readonly string[])[] {
  const rows: (readonly string[])[] = []
  let pending = ''
  for (let read = 0; read < text.length || pending !== ''; read += block) {
    pending += text.slice(read, read + block)
    const isWhole = read + block >= text.length
    for (;;) {
      const row = pending === '' ? undefined : readCsvRow(pending, 0, isWhole)
      if (row === undefined) break
      rows.push(row.cells)
      pending = pending.slice(row.end)
    }
  }
  return rows
}

describe('CSV', () => {
  it('gives any cells back, wherever the text is cut', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', '"', ',', '\n', '\r\n', '"",'))
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (all, block) => {
        const text = all.map((row) => `${row.map(quote).join(',')}\r\n`).join('')
        expect(rowsOf(text, block)).toEqual(all)
      }),
    )
  })

  it('makes records of rows, each with its line; a broken one takes no other with it', () => {
    const text = 'id,size,at,Flag\n"a\n",1,t,1\nb,x,"t"y,2\n\nc,,t,3\nd,1\ne,1,t,9\n'
    expect(csvRecords(text, thing, 2)).toMatchObject([
      { line: 2, value: { id: 'a\n', size: 1, at: 't', deleted: false } },
      { line: 4, fault: { code: 'ROW_FORM' } },
      { line: 6, value: { id: 'c', at: 't', deleted: true } },
      { line: 7, fault: { code: 'COLUMN_COUNT' } },
      { line: 8, fault: { code: 'CODE_UNKNOWN', pointer: '/Flag' } },
    ])
  })

  it('leaves what is no number to the check of the record', () => {
    expect(csvRecords('id,size\na,five\n', thing, 2)).toMatchObject([{ value: { id: 'a', size: 'five' } }])
  })

  it('refuses a row with bytes that were no text, by its field', () => {
    expect(csvRecords('id,size\na\ufffd,1\nb,2\n', thing, 2)).toMatchObject([
      { line: 2, fault: { code: 'BYTES_NOT_TEXT', pointer: '/id' } },
      { line: 3, value: { id: 'b' } },
    ])
  })

  it('knows the columns of a message', () => {
    expect(headerFaults(['id', 'at', 'gone'], thing)).toEqual([])
    expect(headerFaults(['id', 'ID', 'id'], thing)).toHaveLength(3)
  })

  it('refuses a body with a wrong header, and counts the lines of a piece', () => {
    expect(() => readFileRecords(Buffer.from('ID\na\n'), thing, 'text/csv')).toThrow(/"ID" is not known/)
    const lines = readFileRecords(
      Buffer.from('{"id":"a"}\n\nno\n'),
      thing,
      'application/x-ndjson; first-line=7',
    )
    expect(lines).toMatchObject([{ line: 7 }, { line: 9, fault: { code: 'LINE_NOT_JSON' } }])
  })
})
