import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Fault, faultNames, readFaults, slowMs } from './faults.ts'
import { randomAt } from './random.ts'

/** When which fault shows: of the messages from..to (counted from 1) every n-th, and of those each with a chance. */
const rule = z.strictObject({
  fault: z.enum(faultNames),
  from: z.int().min(1).default(1),
  to: z.int().min(1).optional(),
  every: z.int().min(1).default(1),
  chance: z.number().min(0).max(1).default(1),
  /** How long `slow` takes, ms. */
  ms: z.int().min(0).max(600_000).default(slowMs),
  /** How far ahead `clock-skewed` dates, seconds; negative for behind. */
  seconds: z.int().min(-86_400).max(86_400).default(3_600),
})

const script = z.strictObject({ faults: z.array(rule).max(100) })

/** What goes wrong with one message. */
export interface FaultsNow {
  faults: ReadonlySet<Fault>
  slowMs: number
  skewSeconds: number
}

/** The faults of the n-th message of a run, counted from 1; the same for the same n. */
export type FaultPlan = (n: number) => FaultsNow

/** A plan in which every message has all of these faults; a skewed clock is an hour ahead. */
export function everyTime(faults: ReadonlySet<Fault>): FaultPlan {
  return () => ({ faults, slowMs, skewSeconds: 3_600 })
}

/** The plan of a fault script. @throws Error naming the part that is not of the form */
export function planOf(value: unknown, seed: number): FaultPlan {
  const read = script.safeParse(value)
  if (!read.success) throw new Error(`the fault script is not of the form: ${z.prettifyError(read.error)}`)
  const rules = read.data.faults
  return (n) => {
    const now = rules.filter(
      ({ from, to = Number.POSITIVE_INFINITY, every, chance }, index) =>
        n >= from && n <= to && (n - from) % every === 0 && randomAt(seed, index, n) < chance,
    )
    return {
      faults: new Set(now.map(({ fault }) => fault)),
      slowMs: now.find(({ fault }) => fault === 'slow')?.ms ?? slowMs,
      skewSeconds: now.find(({ fault }) => fault === 'clock-skewed')?.seconds ?? 3_600,
    }
  }
}

/** Reads `--faults`: names with commas between, or the file of a script. @throws Error saying what is wrong with it */
export function readFaultPlan(text: string | undefined, seed: number): FaultPlan {
  return text?.endsWith('.json')
    ? planOf(JSON.parse(readFileSync(text, 'utf8')), seed)
    : everyTime(readFaults(text))
}
