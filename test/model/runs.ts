/** What the runs against the pure parts and against the real hub have in common: seeds, what is asked, what is told. */
import { companies, type Sender, vehicles } from './cast.ts'
import type { Script } from './commands.ts'
import type { Seen } from './compare.ts'

/** A new seed for every run; `MODEL_SEED` repeats one. */
export const seedOf = (): number => Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000_000)

/** Each vehicle on one of the platforms, by turns from script to script: what is asked once a script was played. */
export function askedAfter({ commands }: Script): { vin: string; companyId: Sender }[] {
  return vehicles.map((vin, index) => ({
    vin,
    companyId: companies[(index + commands.length) % companies.length] ?? companies[0],
  }))
}

/** The share of one count among all. */
export function shareOf(counts: Readonly<Record<string, number>>, what: string): number {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (counts[what] ?? 0) / Math.max(1, all)
}

/** Prints what was seen, with the seed that shows it again. */
export function tell(hub: string, run: { seed: number; runs: number; ms: number }, seen: Seen): void {
  const { facts, known, ...counts } = seen
  const shares = Object.entries(counts).map(([name, count]) => `${name} ${sharesOf(count)}`)
  console.log(
    `model, ${hub} hub: seed ${run.seed}, ${run.runs} runs in ${run.ms} ms; known ${percent(known / facts)}; ${shares.join('; ')}`,
  )
}

function sharesOf(counts: Readonly<Record<string, number>>): string {
  return Object.keys(counts)
    .sort()
    .map((name) => `${name} ${percent(shareOf(counts, name))}`)
    .join(' ')
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
