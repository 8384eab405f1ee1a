import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '@one-visit/kit/clock.ts'
import { type DataLock, lockDataDir } from '@one-visit/kit/database/data-lock.ts'
import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { migratedImage } from '@one-visit/kit/database/image.ts'
import { roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { openPglite } from '@one-visit/kit/database/pglite.ts'
import { createSources } from '@one-visit/kit/feed/kept/sources.ts'
import { feedTablesOfRoom } from '@one-visit/vehicles/tables.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHubKeys } from '../host/keys.ts'
import { partnersOf } from '../sample/partners.ts'
import { sampleVehicle, sampleVin } from '../sample/sample-data.ts'
import { runTool } from '../tools/run-tool.ts'
import { serveTools } from '../tools/tools.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'import files-'))
const program = fileURLToPath(new URL('./import.ts', import.meta.url))
const keys = readHubKeys(dataDir)
const inFile = (name: string): string => join(dataDir, name)
const large = 4_000
let db: Database
let lock: DataLock
/** Vehicles that stood when the process was killed. */
let standing = 0

const columns = Object.keys(sampleVehicle(0)) as (keyof ReturnType<typeof sampleVehicle>)[]
const csvLine = (serial: number): string => columns.map((name) => sampleVehicle(serial)[name]).join(',')

function csvOf(first: number, count: number): string {
  return `${columns.join(',')}\r\n${Array.from({ length: count }, (_, index) => `${csvLine(first + index)}\r\n`).join('')}`
}

/** Runs the program itself until it says something, and kills it then. */
async function killInTheMiddle(file: string): Promise<void> {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', program, 'vehicles', file, '--data', dataDir], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])
  child.kill('SIGKILL')
  await ended
}

function permit(serial: number) {
  return {
    recordId: `permit-${serial}`,
    updatedAt: '2026-01-01T08:00:00+08:00',
    vin: sampleVin(serial),
    number: `浙交运管温字${serial}号`,
    kind: 'ROAD_TRANSPORT',
    state: 'VALID',
    validFrom: '2026-01-01',
    authority: '温州市道路运输管理局',
  }
}

async function countOf(table: string): Promise<number> {
  const [row] = rowsOf<{ count: string }>(
    await db.orm.execute(sql`select count(*) as count from ${sql.raw(table)}`),
  )
  return Number(row?.count)
}

beforeAll(async () => {
  const made = await openPglite({ dataDir: inFile('pg'), image: await migratedImage(roomMigrations()) })
  const sources = createSources(made, feedTablesOfRoom, keys.journal, systemClock)
  await made.transaction((tx) => sources.register(tx, partnersOf(keys).vehicles ?? []))
  await made.close()
  // The refused row is printed as soon as its piece is in: that is the middle.
  const refused = csvLine(900).replace(sampleVin(900), 'O'.repeat(17))
  writeFileSync(inFile('large.csv'), `\ufeff${csvOf(1_000, large).replace('\r\n', `\r\n${refused}\r\n`)}`)
  await killInTheMiddle(inFile('large.csv'))
  lock = await lockDataDir(dataDir)
  db = await openPglite({ dataDir: inFile('pg') })
  serveTools(lock, db, keys)
  standing = await countOf('vehicles.registrations')
})
afterAll(async () => {
  await db.close()
  await lock.release()
  rmSync(dataDir, { recursive: true, force: true })
})

/** `npm run import -- ...` beside a hub that runs: the owner of the data does the work. */
async function run(...args: string[]): Promise<{ exit: number; out: string }> {
  const lines: string[] = []
  const exit = await runTool({ name: 'import', args, keys: () => keys }, { dataDir }, (line) =>
    lines.push(line),
  )
  return { exit, out: lines.join('\n') }
}

describe('npm run import', () => {
  it('goes on where it was when it was killed in the middle', async () => {
    expect(standing).toBeGreaterThan(0)
    expect(standing).toBeLessThan(large)
    const { exit, out } = await run('vehicles', inFile('large.csv'), '--allow-quarantined')
    expect(out).toContain('4,000 applied, 0 duplicate, 0 superseded, 1 quarantined')
    expect(out).toMatch(/[1-9][\d,]+ rows had been taken in before this run/)
    expect(exit).toBe(0)
    expect(await countOf('vehicles.registrations')).toBe(large)
    expect(await countOf('vehicles.registration_history')).toBe(large)
    const [events] = rowsOf<{ count: string }>(
      await db.orm.execute(
        sql`select count(*) as count from vehicles_jobs.job, jsonb_array_elements(data -> 'events') as event
          where name = 'outbox' and event ->> 'type' <> 'feed.unread.changed'`,
      ),
    )
    expect(Number(events?.count)).toBe(large)
  })

  it('takes in a GBK file with a broken row, which is quarantined with its line and pointer', async () => {
    const file = inFile('gbk.csv')
    const lines = csvOf(0, 4).split('\r\n')
    lines[2] = (lines[2] ?? '').replace(sampleVin(1), 'O'.repeat(17))
    // "浙" in GBK; every other character of the sample that is not ASCII becomes it too.
    const bytes = Buffer.from(lines.join('\r\n').replace(/\P{ASCII}/gu, '\u0000'), 'latin1')
    writeFileSync(
      file,
      Buffer.concat([...bytes].map((byte) => Buffer.from(byte === 0 ? [0xd5, 0xe3] : [byte]))),
    )
    const refused = await run('vehicles', file, '--encoding', 'utf-8')
    expect(refused).toMatchObject({
      exit: 2,
      out: expect.stringContaining('is not utf-8; say --encoding gb18030'),
    })
    const { exit, out } = await run('vehicles', file, '--encoding', 'gbk')
    expect(out).toMatch(/QUARANTINED {2}\w+ \/vin {2}line 3: /)
    expect(out).toMatch(/4 rows in .*: 3 applied, 0 duplicate, 0 superseded, 1 quarantined/)
    expect(exit).toBe(1)
    const again = await run('vehicles', file, '--encoding', 'gbk', '--allow-quarantined')
    expect(again.out).toContain('4 rows had been taken in before this run')
    expect(again.exit).toBe(0)
  })

  it('names everything that is wrong with the header before it reads a row', async () => {
    const file = inFile('header.csv')
    writeFileSync(file, csvOf(10, 1).replace('vin', 'VIN').replace('recordId', 'vehicleType'))
    const { exit, out } = await run('vehicles', file)
    expect(exit).toBe(2)
    for (const fault of [
      '"VIN" is not known',
      '"vehicleType" comes twice',
      '"vin" is missing',
      '"recordId" is missing',
    ])
      expect(out).toContain(`the column ${fault}`)
  })

  it('takes a day of changes through the owner of the data, deletes by Flag', async () => {
    const file = inFile('changes of the day.csv')
    const changed = csvOf(1_000, 2).replaceAll('2026-01-01T', '2026-01-02T').trimEnd().split('\r\n')
    writeFileSync(file, ['Flag', '2', '3'].map((flag, index) => `${flag},${changed[index]}`).join('\n'))
    const { exit, out } = await run('vehicles', file)
    const gone = rowsOf<{ vin: string }>(
      await db.orm.execute(sql`select vin from vehicles.registrations where deleted`),
    )
    expect(out).toContain('2 applied')
    expect(exit).toBe(0)
    expect(gone).toEqual([{ vin: sampleVin(1_001) }])
  })

  it('states what a full file does not hold, and absence only where both sides agree', async () => {
    const file = inFile('full.ndjson')
    const ndjson = (serials: readonly number[]) =>
      serials.map((one) => JSON.stringify(permit(one))).join('\n')
    writeFileSync(inFile('before.ndjson'), ndjson([1, 2]))
    expect((await run('permits', inFile('before.ndjson'))).exit).toBe(0)
    writeFileSync(file, ndjson([2, 3]))
    const short = await run('permits', file, '--full', '--completes-initial-load')
    expect(short.out).toContain('NOT IN THE FILE  vehiclePermit register:permit-1')
    expect(short.exit).toBe(1)
    appendFileSync(
      file,
      `
${ndjson([1])}`,
    )
    const whole = await run('permits', file, '--full', '--completes-initial-load')
    expect(whole.out).toContain('0 records stand here and are not in the file')
    expect(whole.out).toContain('the initial load is complete')
    expect(whole.exit).toBe(0)
    const [scope] = rowsOf<{ gap: boolean; done: boolean }>(
      await db.orm.execute(
        sql`select gap, initial_load_completed_at is not null as done from vehicles.feed_scopes where source = 'transport-register'`,
      ),
    )
    expect(scope).toEqual({ gap: false, done: true })
  })

  it('quarantines a row with a wrong byte alone, and refuses UTF-8 that is said to be GBK', async () => {
    const file = inFile('byte.csv')
    const bytes = Buffer.from(csvOf(6_000, 5))
    const at = bytes.indexOf(Buffer.from('浙'), bytes.indexOf(Buffer.from(sampleVin(6_002))))
    bytes[at] = 0xff
    writeFileSync(file, bytes)
    const gbk = await run('vehicles', file, '--encoding', 'gbk')
    expect(gbk).toMatchObject({
      exit: 2,
      out: expect.stringContaining('ENCODING_WRONG  the file is utf-8, not gb18030'),
    })
    const { exit, out } = await run('vehicles', file)
    expect(out).toMatch(/QUARANTINED {2}BYTES_NOT_TEXT \/\w+ {2}line 4: /)
    expect(out).toMatch(/4 applied, 0 duplicate, 0 superseded, 1 quarantined/)
    expect(exit).toBe(1)
  })

  it('takes in what an office exports: .CSV in UTF-16, rows of commas, an empty last column, NULL, tabs', async () => {
    const file = inFile('office.CSV')
    const [header = '', first = '', second = '', third = ''] = csvOf(8_000, 3).split('\r\n')
    const rows = [`${header},`, `${first},`, ',,,', `${second.replaceAll(',', '\t,')},`, ',,,', `${third},`]
    const text = `\ufeff${rows.join('\r\n')}\r\n${','.repeat(columns.length)}\r\n`.replaceAll(
      ',,\r',
      ',NULL,\r',
    )
    writeFileSync(file, Buffer.from(text, 'utf16le'))
    const { exit, out } = await run('vehicles', file)
    expect(out).toContain('3 rows in')
    expect(out).toContain('3 applied, 0 duplicate, 0 superseded, 0 quarantined')
    expect(exit).toBe(0)
  })

  it('tells a file in UTF-16 without its mark, and one with tabs between its columns, what it is', async () => {
    const plain = inFile('unmarked.csv')
    writeFileSync(plain, Buffer.from(csvOf(8_100, 2), 'utf16le'))
    const unmarked = await run('vehicles', plain)
    expect(unmarked).toMatchObject({ exit: 2, out: expect.stringContaining('UTF-16 without the mark') })
    const tabbed = inFile('tabs.csv')
    writeFileSync(tabbed, csvOf(8_100, 2).replaceAll(',', '\t'))
    const told = await run('vehicles', tabbed)
    expect(told).toMatchObject({
      exit: 2,
      out: expect.stringContaining('ROW_FORM  line 1: the columns stand between tabs'),
    })
  })

  it('reads the characters GBK has not by either name, and refuses the row with one of private use alone', async () => {
    const bytesFor: Readonly<Record<string, readonly number[]>> = {
      䶮: [0xfe, 0x9f],
      㛃: [0x82, 0x30, 0xb7, 0x31],
      '\ue000': [0xaa, 0xa1],
    }
    for (const [index, encoding] of ['gbk', 'gb18030'].entries()) {
      const serial = 8_200 + index * 10
      const lines = csvOf(serial, 3).split('\r\n')
      const named = lines.map((line, at) =>
        at === 0
          ? line
          : line.replace(
              sampleVehicle(serial + at - 1)?.ownerName ?? '',
              `张${Object.keys(bytesFor)[at - 1]}`,
            ),
      )
      const bytes = [...named.join('\r\n')].flatMap((character) =>
        character.charCodeAt(0) < 128
          ? [character.charCodeAt(0)]
          : [...(bytesFor[character] ?? [0xd5, 0xe3])],
      )
      const file = inFile(`${encoding}-18030.csv`)
      writeFileSync(file, Buffer.from(bytes))
      const { out } = await run('vehicles', file, '--encoding', encoding)
      expect(out).toContain('QUARANTINED  PRIVATE_USE_CHARACTER /ownerName  line 4: ')
      expect(out).toContain('2 applied, 0 duplicate, 0 superseded, 1 quarantined')
      const names = rowsOf<{ name: string }>(
        await db.orm.execute(
          sql`select owner_name as name from vehicles.registrations where vin in (${sampleVin(serial)}, ${sampleVin(serial + 1)}) order by 1`,
        ),
      )
      expect(names.map(({ name }) => name).sort()).toEqual(['浙䶮', '浙㛃'].sort())
    }
  })

  it('takes a full file that lacks most of what stands for cut off, and says nothing about absence', async () => {
    const file = inFile('cut.csv')
    writeFileSync(file, csvOf(1_000, 0))
    const { exit, out } = await run('vehicles', file, '--full')
    expect(out).toContain('MISSING_TOO_MANY')
    expect(exit).toBe(1)
    const stated = async () =>
      rowsOf<{ gap: boolean }>(
        await db.orm.execute(sql`select gap from vehicles.feed_scopes where source = 'transport-register'`),
      )[0]?.gap ?? false
    expect(await stated()).toBe(false)
    await run('vehicles', file, '--full', '--missing-at-most', '100')
    expect(await stated()).toBe(true)
  })

  it('takes the same file as another kind after it was taken as the wrong one', async () => {
    const file = inFile('mistaken.ndjson')
    writeFileSync(file, JSON.stringify(permit(77)))
    expect((await run('vehicles', file)).exit).toBe(1)
    expect((await run('permits', file)).out).toContain('1 applied')
  })

  it('refuses each row whose number a spreadsheet mangled, with its line', async () => {
    const file = inFile('mangled.ndjson')
    const mangled = [81, 82, 83].map((serial) => ({ ...permit(serial), recordId: '3.30302E+17' }))
    writeFileSync(file, [...mangled, permit(84)].map((record) => JSON.stringify(record)).join('\n'))
    const { exit, out } = await run('permits', file)
    for (const line of [1, 2, 3]) expect(out).toContain(`KEY_MANGLED /recordId  line ${line}: a spreadsheet`)
    expect(out).toContain('1 applied, 0 duplicate, 0 superseded, 3 quarantined')
    expect(exit).toBe(1)
  })

  it('reads days and instants as spreadsheets of this country write them', async () => {
    const file = inFile('spreadsheet.csv')
    const csv = csvOf(7_000, 2).replaceAll('2026-01-01T08:00:00+08:00', '2026/1/1 8:00')
    writeFileSync(file, csv)
    expect(csv).toContain(',2026/1/1 8:00,')
    expect((await run('vehicles', file)).out).toContain('2 applied')
    const rows = rowsOf<{ at: string }>(
      await db.orm.execute(
        sql`select distinct to_char(source_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
          from vehicles.registrations where vin in (${sampleVin(7_000)}, ${sampleVin(7_001)})`,
      ),
    )
    expect(rows).toEqual([{ at: '2026-01-01 00:00' }])
  })

  it('needs to be asked in full', async () => {
    expect((await run('vehicles', inFile('nothing.csv'))).out).toContain('There is no file')
    expect(await run('boats', inFile('large.csv'))).toMatchObject({
      exit: 2,
      out: expect.stringContaining('Say what the file holds'),
    })
  })
})
