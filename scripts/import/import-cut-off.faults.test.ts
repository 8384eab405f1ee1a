import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { systemClock } from '@one-visit/kit/clock.ts'
import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { migratedImage } from '@one-visit/kit/database/image.ts'
import { roomMigrations } from '@one-visit/kit/database/migrate.ts'
import { openPglite } from '@one-visit/kit/database/pglite.ts'
import { databaseInReach } from '@one-visit/kit/feed/fixtures/database-in-reach.ts'
import { createSources } from '@one-visit/kit/feed/kept/sources.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { feedTablesOfRoom } from '@one-visit/vehicles/tables.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHubKeys } from '../host/keys.ts'
import { partnersOf } from '../sample/partners.ts'
import { sampleVehicle, sampleVin } from '../sample/sample-data.ts'
import { importFile } from './import-file.ts'
import type { ImportWatch } from './import-pieces.ts'

const root = mkdtempSync(join(tmpdir(), 'import cut off-'))
const file = join(root, 'vehicles.csv')
const keys = readHubKeys(root)
const args = ['vehicles', file, '--allow-quarantined']
const server = process.env.DATABASE_URL

async function registered(db: Database): Promise<Database> {
  const sources = createSources(db, feedTablesOfRoom, keys.journal, systemClock)
  await db.transaction((tx) => sources.register(tx, partnersOf(keys).vehicles ?? []))
  return db
}

/** Everything that stands and how it came to be, apart from when and by which receipt it was taken in. */
async function checksums(db: Database, withEvents = true): Promise<unknown[]> {
  const found: unknown[] = []
  for (const table of ['registrations', 'registration_history']) {
    const statement =
      sql.raw(`select '${table}' as name, count(*)::int as rows, md5(string_agg(line, '|' order by line)) as sum
      from (select (to_jsonb(each) - 'receipt_id' - 'received_at')::text as line from vehicles.${table} as each) as lines`)
    found.push(...rowsOf(await db.orm.execute(statement)))
  }
  const events = sql`select count(*)::int as events from vehicles_jobs.job where name = 'outbox'`
  // Each piece says what it has to say in as many jobs as it takes.
  if (withEvents) found.push(...rowsOf(await db.orm.execute(events)))
  return found
}

/** Imports in this process; the exit code and what was printed. */
async function importInto(db: Database, watch?: ImportWatch): Promise<{ exit: number; out: string }> {
  const lines = importFile(db, keys, args, watch)
  for (let out = ''; ; ) {
    const next = await lines.next()
    if (next.done) return { exit: next.value, out }
    out += `${next.value}\n`
  }
}

/** A row of each piece is broken, so that each piece has something to print at once. */
function writeFile(): void {
  const columns = Object.keys(sampleVehicle(0)) as (keyof ReturnType<typeof sampleVehicle>)[]
  const line = (serial: number, at = '2026-01-01T') =>
    columns
      .map((name) => sampleVehicle(serial)[name])
      .join(',')
      .replace('2026-01-01T', at)
  const broken = (serial: number) => line(serial).replace(sampleVin(serial), 'O'.repeat(17))
  const count = server ? 11_000 : 9_000
  const lines = Array.from({ length: count }, (_, serial) =>
    serial % 1_000 === 7 ? broken(serial) : line(serial),
  )
  // Told again later, older and newer than they were told first.
  const again = Array.from({ length: 500 }, (_, serial) =>
    line(serial, serial % 2 ? '2025-01-01T' : '2026-02-01T'),
  )
  writeFileSync(file, [columns.join(','), ...lines, ...again].join('\n'))
}

const without = ({ DATABASE_URL: _, HUB_DATA_DIR: __, ...env }: NodeJS.ProcessEnv) => env

function start(program: string, given: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(`../${program}.ts`, import.meta.url)), ...given],
    { env: { ...without(process.env), ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
}

/** What a program says to its end; `told` is called once, as soon as it says something of a kind. */
async function ended(child: ChildProcess, kind: RegExp, told: () => void) {
  let [out, isTold] = ['', false]
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      out += data
      if (isTold || !kind.test(out)) return
      isTold = true
      told()
    })
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exit, out }
}

let undisturbed: unknown[]
beforeAll(async () => {
  writeFile()
  const db = await registered(await testDatabase())
  expect((await importInto(db)).exit).toBe(0)
  undisturbed = await checksums(db)
  await db.close()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('an import whose database goes away', () => {
  it('ends with 4, and the same command again ends in the rows of an undisturbed import', async () => {
    const reach = await databaseInReach(await registered(await testDatabase()))
    try {
      let pieces = 0
      const cut = await importInto(reach.db, () => {
        pieces += 1
        return pieces === 1 ? () => reach.lose() : undefined
      })
      expect(cut.out).toMatch(/cut off: .+\nnothing is lost: the same command again goes on where it was/)
      expect(cut.exit).toBe(4)
      const db = await reach.restore()
      const again = await importInto(db)
      expect(again.out).toMatch(/[1-9][\d,]+ rows had been taken in before this run/)
      expect(again.exit).toBe(0)
      expect(await checksums(db)).toEqual(undisturbed)
    } finally {
      await reach.close()
    }
  })
})

describe('two imports of one file at once', () => {
  it('wait for the pieces that the other one holds, and both end with all of it in', async () => {
    const db = await registered(await testDatabase())
    const both = await Promise.all([importInto(db), importInto(db)])
    expect(both.map(({ exit }) => exit)).toEqual([0, 0])
    expect(await checksums(db)).toEqual(undisturbed)
    await db.close()
  })
})

/** Imports as a process of its own; `told` is called when a first row was refused, in the middle. */
function importing(given: readonly string[], told: (child: ChildProcess) => void, env?: NodeJS.ProcessEnv) {
  const child = start('import/import', [...args, ...given], env)
  return ended(child, /QUARANTINED/, () => told(child))
}

/** An embedded database in a folder of its own. */
async function prepared(name: string): Promise<string> {
  const dataDir = join(root, name)
  mkdirSync(dataDir)
  copyFileSync(join(root, 'keys.json'), join(dataDir, 'keys.json'))
  const image = await migratedImage(roomMigrations())
  await (await registered(await openPglite({ dataDir: join(dataDir, 'pg'), image }))).close()
  return dataDir
}

async function checksumsIn(dataDir: string): Promise<unknown> {
  const db = await openPglite({ dataDir: join(dataDir, 'pg') })
  return checksums(db).finally(() => db.close())
}

async function goesOnAfter(
  given: readonly string[],
  env: NodeJS.ProcessEnv,
  standing: () => Promise<unknown>,
): Promise<void> {
  const stopped = await importing(given, (child) => child.kill('SIGINT'), env)
  expect(stopped).toMatchObject({ exit: 130, out: expect.stringContaining('stopped; nothing is lost') })
  expect(stopped.out).not.toContain('#')
  const killed = await importing(given, (child) => child.kill('SIGKILL'), env)
  expect(killed).toMatchObject({ exit: null, out: expect.not.stringContaining('rows/s') })
  const whole = await importing(given, () => undefined, env)
  expect(whole.out).toMatch(/[1-9][\d,]+ rows had been taken in before this run/)
  expect(whole.exit).toBe(0)
  expect(await standing()).toEqual(undisturbed)
}

describe.skipIf(server)('npm run import on the embedded database', () => {
  it('ends with 130 on Ctrl-C and goes on after it and after kill -9, to the same rows', async () => {
    const dataDir = await prepared('alone')
    await goesOnAfter(['--data', dataDir], {}, () => checksumsIn(dataDir))
  })

  it('ends with 4 when the hub that does its work is killed, and goes on without it, to the same rows', async () => {
    const dataDir = await prepared('owned')
    const given = ['--data', dataDir]
    let said = ''
    const hub = start('host/start', [...given, '--no-sample', '--port', '0'])
    try {
      await new Promise<void>((resolve, reject) => {
        const over = ended(hub, /http:\/\//, resolve)
        void over.then(({ out }) => {
          said = out
          reject(new Error(out))
        })
      })
      const killed = await importing(given, (child) => child.kill('SIGKILL'))
      expect(killed.exit).toBe(null)
      // The hub outlives whoever asked it.
      await sleep(1_000)
      expect([said, hub.exitCode]).toEqual(['', null])
      const orphaned = await importing(given, () => hub.kill('SIGKILL'))
      expect(orphaned).toMatchObject({
        exit: 4,
        out: expect.stringContaining('The process that owns the data hung up'),
      })
    } finally {
      hub.kill('SIGKILL')
    }
    const whole = await importing(given, () => undefined)
    expect(whole.out).toMatch(/[1-9][\d,]+ rows had been taken in before this run/)
    expect(whole.exit).toBe(0)
    expect(await checksumsIn(dataDir)).toEqual(undisturbed)
  })
})

describe.runIf(server)('npm run import on a server', () => {
  it('ends with 130 on Ctrl-C and goes on after it and after kill -9, to the same rows', async () => {
    const db = await registered(await testDatabase())
    const [row] = rowsOf<{ name: string }>(await db.orm.execute(sql`select current_database() as name`))
    const env = {
      DATABASE_URL: Object.assign(new URL(server ?? ''), { pathname: `/${row?.name}` }).href,
      HUB_JOURNAL_KEY: keys.journal.export().toString('base64'),
    }
    await goesOnAfter([], env, () => checksums(db))
    await db.close()
  })

  it('takes two pieces at once to the rows that one at a time makes', async () => {
    const db = await openPglite({ image: await migratedImage(roomMigrations()) })
    expect((await importInto(await registered(db))).exit).toBe(0)
    expect(await checksums(db, false)).toEqual(undisturbed.slice(0, 2))
    await db.close()
  })
})
