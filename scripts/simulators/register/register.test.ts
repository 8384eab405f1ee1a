import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeBulkFile } from './files.ts'
import { registerMessages } from './records.ts'
import { registerRecords } from './register.ts'

const folder = mkdtempSync(join(tmpdir(), 'one-visit-register-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = new Date('2026-01-20T01:30:00Z')

describe('bulk files of the register', () => {
  it('hold one record a line, the records that are pushed', async () => {
    const run = { rows: 1_203, seed: 3, at }
    const file = await writeBulkFile(
      folder,
      'vehicles/registrations',
      'ndjson',
      registerRecords('vehicles/registrations', run),
    )
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([...registerRecords('vehicles/registrations', run)])
    expect(new Set(lines.map((line) => JSON.parse(line).vin)).size).toBe(1_203)
  })

  it('name the fields once in CSV, lists with | between', async () => {
    const message = 'operators/licences'
    const run = { rows: 2, seed: 3, at }
    const file = await writeBulkFile(folder, message, 'csv', registerRecords(message, run))
    const [head, first, second, rest] = readFileSync(file, 'utf8').split('\r\n')
    expect(head).toBe(
      'recordId,updatedAt,sequence,deleted,uscc,number,scope,status,validFrom,validUntil,authority',
    )
    expect(first?.split(',')).toHaveLength(11)
    expect(second).toContain(',FREIGHT,')
    expect(rest).toBe('')
  })

  it('are made no faster than the disk takes them: a million rows are never held', async () => {
    const file = join(folder, 'drivers-registrations.ndjson')
    let [made, aheadMost, row] = [0, 0, 0]
    const counted = function* () {
      for (const record of registerRecords('drivers/registrations', { rows: 60_000, seed: 1, at })) {
        made += JSON.stringify(record).length + 1
        row += 1
        if (row % 1_000 === 0)
          aheadMost = Math.max(aheadMost, made - (existsSync(file) ? statSync(file).size : 0))
        yield record
      }
    }
    await writeBulkFile(folder, 'drivers/registrations', 'ndjson', counted())
    expect(statSync(file).size).toBe(made)
    expect(made).toBeGreaterThan(12_000_000)
    expect(aheadMost).toBeLessThan(2_000_000)
  })

  it('quote what holds commas and quotes', async () => {
    const file = await writeBulkFile(folder, 'x/y', 'csv', [{ a: 'one, "two"', b: null }])
    expect(readFileSync(file, 'utf8')).toBe('a,b\r\n"one, ""two""",\r\n')
  })

  it('are refused for a message the register has not', () => {
    expect(() => [...registerRecords('vehicles/horses', { rows: 1, seed: 1, at })]).toThrow(
      /has no vehicles\/horses/,
    )
    expect(Object.keys(registerMessages)).toHaveLength(7)
  })
})
