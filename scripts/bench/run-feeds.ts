import { openBaselines } from './baselines.ts'
import { type BenchDatabase, openBenchPglite, openBenchPostgres } from './databases.ts'
import { benchImport } from './import.ts'
import { interleaved } from './measure.ts'
import { openStages } from './stages.ts'
import { judgedVehicles, wireVehicles } from './vehicles.ts'

export interface FeedsBench {
  /** Records of a batch, one measurement each. */
  sizes: readonly number[]
  /** Turns of each size; by the size when left out. */
  rounds: number | undefined
  databases: readonly ('pglite' | 'postgres')[]
  /** Imports a file of so many rows instead. */
  rows: number | undefined
}

/** Row-by-row upserts of one turn at the most. */
const upsertsMax = 500

type Speeds = Readonly<Record<string, number>>

/**
 * Vehicles of the transport register, with history, against plain COPY of the same rows into one table and against
 * row-by-row upserts, in turns within one run. The merge stage (validated rows to state and history) and the whole path
 * (bytes to receipt, with and without signature and journal) are reported apart. The last line printed is JSON.
 */
export async function benchFeeds(asked: FeedsBench, databaseUrl: string | undefined): Promise<void> {
  const { databases, rows } = asked
  const servers = [
    ...(databaseUrl && databases.includes('postgres') ? [databaseUrl] : []),
    ...(databases.includes('pglite') ? [undefined] : []),
  ]
  const results: object[] = []
  for (const server of servers)
    if (rows !== undefined) results.push(await benchImport(server, rows))
    else
      results.push(...(await run(server ? await openBenchPostgres(server) : await openBenchPglite(), asked)))
  console.log(JSON.stringify({ bench: 'feeds', node: process.version, results }))
}

async function run(made: BenchDatabase, { sizes, rounds }: FeedsBench) {
  const stages = await openStages(made.db)
  const baselines = await openBaselines(made.db, made)
  const results: ReturnType<typeof report>[] = []
  let next = 0
  const fresh = (count: number): number => {
    next += count
    return next - count
  }
  for (const size of sizes) {
    const speeds = await interleaved(rounds ?? roundsOf(size), () => {
      const rows = judgedVehicles(fresh(size), size)
      const some = rows.slice(0, upsertsMax)
      const bodyOf = () => Buffer.from(JSON.stringify(wireVehicles(fresh(size), size)))
      const [first, second] = [bodyOf(), bodyOf()]
      return [
        { name: 'copy', rows: size, turn: () => baselines.copy(rows) },
        { name: 'merge', rows: size, turn: () => stages.merge(rows) },
        { name: 'replay', rows: size, turn: () => stages.merge(rows) },
        { name: 'upsert', rows: some.length, turn: () => baselines.upsert(some) },
        { name: 'unjournaled', rows: size, turn: () => stages.unjournaled(first) },
        { name: 'endToEnd', rows: size, turn: () => stages.endToEnd(second) },
      ]
    })
    results.push(report(made.name, size, speeds))
  }
  stages.close()
  await baselines.close()
  await made.close()
  return results
}

function report(database: string, size: number, speeds: Speeds) {
  const ratios = {
    mergeToCopy: ratio(speeds, 'merge', 'copy'),
    replayToCopy: ratio(speeds, 'replay', 'copy'),
    mergeToUpsert: ratio(speeds, 'merge', 'upsert'),
    endToEndToUnjournaled: ratio(speeds, 'endToEnd', 'unjournaled'),
  }
  const perSecond = Object.fromEntries(
    Object.entries(speeds).map(([name, speed]) => [name, Math.round(speed)]),
  )
  const columns = Object.entries(perSecond).map(([name, speed]) => `${name} ${speed.toLocaleString('en')}`)
  console.log(`${database.padEnd(8)} ${String(size).padStart(6)} records  rows/s: ${columns.join('  ')}`)
  console.log(
    `${' '.repeat(24)}merge/copy ${ratios.mergeToCopy}  replay/copy ${ratios.replayToCopy}  ` +
      `merge/upsert ${ratios.mergeToUpsert}  with/without journal and signature ${ratios.endToEndToUnjournaled}`,
  )
  return { database, size, rowsPerSecond: perSecond, ratios }
}

function ratio(speeds: Speeds, name: string, to: string): number {
  return Number(((speeds[name] ?? 0) / (speeds[to] ?? 1)).toFixed(3))
}

/** Rounds of a size: many of the small ones, whose times scatter. */
function roundsOf(size: number): number {
  return size >= 10_000 ? 7 : size >= 1_000 ? 15 : 40
}
