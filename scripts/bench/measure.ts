/** One thing that is measured: what is to be made ready first, and the work itself on so many rows. */
export interface Contender {
  name: string
  /** Rows of one turn; fewer than the others' where it is so slow that they say enough. */
  rows: number
  turn: () => Promise<void>
}

/** Takes turns, A B C A B C, so that what slows the machine down slows all of them; answers medians, rows a second. */
export async function interleaved(
  rounds: number,
  contendersOf: (round: number) => readonly Contender[],
): Promise<Readonly<Record<string, number>>> {
  const speeds = new Map<string, number[]>()
  // The first round warms everything up and does not count.
  for (let round = 0; round <= rounds; round += 1)
    for (const { name, rows, turn } of contendersOf(round)) {
      const before = performance.now()
      await turn()
      const speed = rows / ((performance.now() - before) / 1000)
      if (round > 0) speeds.set(name, [...(speeds.get(name) ?? []), speed])
    }
  return Object.fromEntries([...speeds].map(([name, all]) => [name, median(all)]))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
