import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@one-visit/kit/clock.ts'
import { createSources } from '@one-visit/kit/feed/kept/sources.ts'
import { feedTablesOfRoom as tables } from '@one-visit/vehicles/tables.ts'
import { importFile } from '../import/import-file.ts'
import type { ImportWatch } from '../import/import-pieces.ts'
import { writeBulkFile } from '../simulators/register/files.ts'
import { type RegisterRun, registerRecords } from '../simulators/register/register.ts'
import { openBaselines } from './baselines.ts'
import { type BenchDatabase, openBenchPglite, openBenchPostgres } from './databases.ts'
import { createMemoryProbe } from './memory.ts'
import { benchSource, judged } from './vehicles.ts'

const message = 'vehicles/registrations'

/** Rows of a baseline in one turn at the most; there is a turn of each in every tenth of the import. */
const copiesMax = 10_000
const upsertsMax = 500

/** How often memory is looked at. */
const samplesOfRun = 100

/**
 * `npm run import` of so many vehicles, as the tool itself does it (journal, history, receipts, events), with turns of
 * COPY and of row-by-row upserts of the same rows in between, which are not the import's time.
 */
async function importInto(made: BenchDatabase, folder: string, rows: number) {
  const keys = { journal: createSecretKey(randomBytes(32)) }
  const sources = createSources(made.db, tables, keys.journal, systemClock)
  const { requestsPerMinute: _, ...sender } = benchSource
  await made.db.transaction((tx) => sources.register(tx, [sender]))
  const run = { rows, seed: 1, at: new Date() }
  const file = await writeBulkFile(folder, message, 'csv', registerRecords(message, run))
  const turns = await openTurns(made, folder, run)
  const memory = createMemoryProbe()
  let [tenths, samples, pausedMs, last] = [0, 0, 0, '']

  const watch: ImportWatch = ({ rows: taken }) => {
    const part = taken / rows
    if (Math.floor(part * samplesOfRun) > samples) {
      samples = Math.floor(part * samplesOfRun)
      memory.sample(part)
      process.stderr.write(`\r${made.name}  ${taken.toLocaleString('en')} rows`)
    }
    if (Math.floor(part * 10) <= tenths) return undefined
    tenths = Math.floor(part * 10)
    return async () => {
      const before = performance.now()
      await turns.take()
      pausedMs += performance.now() - before
    }
  }
  const before = performance.now()
  const lines = importFile(made.db, keys, ['vehicles', file], watch)
  for (let next = await lines.next(); ; next = await lines.next()) {
    if (next.done && next.value !== 0) throw new Error(`the import ended with ${next.value}: ${last}`)
    if (next.done) break
    last = next.value
  }
  const seconds = (performance.now() - before - pausedMs) / 1000
  process.stderr.write('\r\u001b[K')
  await turns.close()
  const rowsPerSecond = {
    import: Math.round(rows / seconds),
    copy: turns.copied.perSecond(),
    upsert: turns.upserted.perSecond(),
  }
  return {
    database: made.name,
    rows,
    seconds: Number(seconds.toFixed(1)),
    sampledRows: { copy: turns.copied.rows(), upsert: turns.upserted.rows() },
    rowsPerSecond,
    ratios: {
      importToCopy: Number((rowsPerSecond.import / rowsPerSecond.copy).toFixed(3)),
      importToUpsert: Number((rowsPerSecond.import / rowsPerSecond.upsert).toFixed(3)),
    },
    memory: memory.report(),
  }
}

/** Turns of the baselines with the same rows as the import. */
async function openTurns(made: BenchDatabase, folder: string, run: RegisterRun) {
  const baselines = await openBaselines(made.db, { url: made.url, dataDir: join(folder, 'baseline') })
  const [copied, upserted] = [createMeter(), createMeter()]
  const same = registerRecords(message, run)
  return {
    copied,
    upserted,
    take: async (): Promise<void> => {
      const count = Math.min(copiesMax, Math.floor(run.rows / 10))
      const rows = judged(Array.from({ length: count }, () => same.next().value ?? {}))
      await copied.measure(count, () => baselines.copy(rows))
      const fewer = rows.slice(0, upsertsMax)
      await upserted.measure(fewer.length, () => baselines.upsert(fewer))
    },
    close: baselines.close,
  }
}

/** Time that some work on rows took, all its turns together. */
function createMeter() {
  let [rows, ms] = [0, 0]
  return {
    measure: async (count: number, work: () => Promise<unknown>): Promise<void> => {
      const before = performance.now()
      await work()
      ms += performance.now() - before
      rows += count
    },
    rows: (): number => rows,
    perSecond: (): number => Math.round(rows / (ms / 1000)),
  }
}

/** What an import came to. */
export type ImportResult = Awaited<ReturnType<typeof importInto>>

/** Imports so many rows into a database of its own: on a server, or embedded in a folder. */
export async function benchImport(server: string | undefined, rows: number): Promise<ImportResult> {
  const folder = mkdtempSync(join(tmpdir(), 'one-visit-bench-'))
  try {
    const made = server ? await openBenchPostgres(server) : await openBenchPglite(join(folder, 'pg'))
    try {
      const result = await importInto(made, folder, rows)
      print(result)
      return result
    } finally {
      await made.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function print({ database, rows, seconds, sampledRows, rowsPerSecond, ratios, memory }: ImportResult): void {
  const { first, last, grownMb } = memory
  const count = (value: number) => value.toLocaleString('en')
  console.log(
    `${database.padEnd(8)} import of ${count(rows)} rows in ${seconds} s  rows/s: import ${count(rowsPerSecond.import)}  ` +
      `copy ${count(rowsPerSecond.copy)} (of ${count(sampledRows.copy)} of the rows)  ` +
      `upsert ${count(rowsPerSecond.upsert)} (of ${count(sampledRows.upsert)})`,
  )
  console.log(
    `${' '.repeat(9)}import/copy ${ratios.importToCopy}  import/upsert ${ratios.importToUpsert}  memory after collection, ` +
      `first tenth to last: RSS ${first.rssMb} to ${last.rssMb} MB, heap ${first.heapMb} to ${last.heapMb} MB, ` +
      `external ${first.externalMb} to ${last.externalMb} MB (${grownMb.rss >= 0 ? '+' : ''}${grownMb.rss} MB RSS)`,
  )
}
