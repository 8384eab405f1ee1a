import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { thing } from '../fixtures/things.ts'
import { csvRecords, headerFaults, readCsvRow } from './csv.ts'
import { fileReaders, readFileRecords } from './file-records.ts'

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
    expect([...csvRecords(text, thing, 2)]).toMatchObject([
      { line: 2, value: { id: 'a', size: 1, at: 't', deleted: false } },
      { line: 4, fault: { code: 'ROW_FORM' } },
      { line: 6, value: { id: 'c', at: 't', deleted: true } },
      { line: 7, fault: { code: 'COLUMN_COUNT' } },
      { line: 8, fault: { code: 'CODE_UNKNOWN', pointer: '/Flag' } },
    ])
  })

  it('leaves what is no number to the check of the record', () => {
    expect([...csvRecords('id,size\na,five\n', thing, 2)]).toMatchObject([
      { value: { id: 'a', size: 'five' } },
    ])
  })

  it('refuses a row with bytes that were no text, by its field', () => {
    expect([...csvRecords('id,size\na\ufffd,1\nb,2\n', thing, 2)]).toMatchObject([
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
    expect([...lines]).toMatchObject([{ line: 7 }, { line: 9, fault: { code: 'LINE_NOT_JSON' } }])
  })
})

describe('a file of an office', () => {
  const header = 'id,size,at,,\n'
  it.each([
    ['rows of commas only', `${header}a,1,t,,\n,,,,\n , ,,,\nb,2,t,,\n`],
    ['an empty column at the end of some rows', 'id,size,at\na,1,t,\nb,2,t,,\n'],
    ['an empty column at the end of the header', `${header}a,1,t\nb,2,t,,\n`],
    ['blanks and tabs about names and numbers', 'id ,\tsize,at\na\t,1\t,t\n"b\t", 2,t\n'],
    ['numbers with an exponent', 'id,size,at\na,1.0E0,t\nb,2e+0,t\n'],
  ])('is read with %s', (_, text) => {
    expect(headerFaults(readCsvRow(text, 0, true)?.cells ?? [], thing)).toEqual([])
    const read = [...csvRecords(text, thing, 2)]
    expect(read.map(({ value, fault }) => fault ?? value)).toEqual([
      { id: 'a', size: 1, at: 't' },
      { id: 'b', size: 2, at: 't' },
    ])
  })

  it.each(['NULL', 'null', '"NULL"', ' ', '\t'])('says nothing by %j', (cell) => {
    const read = [...csvRecords(`id,size,at\na,${cell},t\n`, thing, 2)]
    expect(read).toMatchObject([{ value: { id: 'a', at: 't' } }])
    expect(read[0]?.value).not.toHaveProperty('size')
  })

  it('refuses a row that holds more than the header names', () => {
    expect([...csvRecords('id,size,at\na,1,t,x\n', thing, 2)]).toMatchObject([
      { fault: { code: 'COLUMN_COUNT' } },
    ])
  })

  it.each([
    ['id\tsize\tat', 'tabs'],
    ['id;size;at', 'semicolons'],
  ])('is told in one sentence that %j needs commas', (cell, separator) => {
    const faults = headerFaults([cell], thing)
    expect(faults).toMatchObject([{ code: 'ROW_FORM', message: expect.stringContaining(separator) }])
  })

  it.each(['utf-16le', 'utf-16be'] as const)('may be %s with its mark', (encoding) => {
    const little = Buffer.from('\ufeffid,at\n䶮,t\n', 'utf16le')
    const body = encoding === 'utf-16le' ? little : little.swap16()
    expect([...readFileRecords(body, thing, 'text/csv')]).toMatchObject([{ value: { id: '䶮', at: 't' } }])
  })

  it('was read letter by letter before, and a rebuild reads it so', () => {
    const { readerVersion, read, earlierReaders } = fileReaders(thing)
    const body = Buffer.from('id,size,at\na\t,NULL,t\n,,\n')
    expect(readerVersion).toBe(2)
    expect([...read(body, '', 'text/csv')]).toMatchObject([{ line: 2, value: { id: 'a', at: 't' } }])
    expect(earlierReaders?.map(({ read: before }) => [...before(body, '', 'text/csv')])).toMatchObject([
      [
        { line: 2, value: { id: 'a\t', size: 'NULL', at: 't' } },
        { line: 3, value: {} },
      ],
    ])
  })
})
