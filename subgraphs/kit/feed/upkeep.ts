/** What a room's feeds do by themselves: finish what a crash left, warn of quarantine, forget old bodies. */
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../log.ts'
import type { QuarantineAlert } from './kept/quarantine-alert.ts'
import { type BodyKeys, monthsBefore } from './kept/seal.ts'
import type { Sources } from './kept/sources.ts'
import type { Leftovers } from './merge/leftovers.ts'

/** A batch older than this and unprocessed was left by a crash, ms. */
const abandonedMs = 60_000
const upkeepEveryMs = 30_000
/** When it begins first, ms: what the start left undone is done once the process answers. */
const upkeepAfterMs = 2_000
/** Rounds from one count of what is in quarantine to the next: it grows slowly, and counting reads all of it. */
const roundsPerCount = 2

/** Parts of the feeds that have regular work. */
export interface UpkeepParts {
  leftovers: Pick<Leftovers, 'resume'>
  alert: Pick<QuarantineAlert, 'check'>
  /** Erases the keys of old bodies; done when the process starts and once a month. */
  forget: () => Promise<number>
  clock: Clock
  log: Logger
}

/** Starts the upkeep. A round that fails is logged, and the next one comes all the same. */
export function startUpkeep({ leftovers, alert, forget, clock, log }: UpkeepParts): { stop(): void } {
  const startedAt = clock().getTime()
  let forgottenMonth = ''
  let isAtWork = false
  let rounds = 0
  const maintain = async (): Promise<void> => {
    // What came before this process began is nobody's work any more.
    await leftovers.resume(new Date(Math.max(startedAt, clock().getTime() - abandonedMs)))
    rounds += 1
    if (rounds % roundsPerCount === 0) await alert.check()
    const month = monthsBefore(clock(), 0)
    if (month !== forgottenMonth) await forget()
    forgottenMonth = month
  }
  const round = async (): Promise<void> => {
    if (isAtWork) return
    isAtWork = true
    try {
      await maintain()
    } catch (error) {
      log.warn({ err: error }, 'upkeep of the feeds failed; it comes again')
    } finally {
      isAtWork = false
    }
  }
  const first = setTimeout(round, upkeepAfterMs).unref()
  const timer = setInterval(round, upkeepEveryMs).unref()
  return {
    stop: () => {
      clearTimeout(first)
      clearInterval(timer)
    },
  }
}

/** Erases the keys of bodies older than their source's rule says; answers how many months were erased. */
export async function forgetBodies(parts: {
  db: Database
  sources: Pick<Sources, 'listRetention'>
  keys: Pick<BodyKeys, 'erase'>
  clock: Clock
}): Promise<number> {
  const { db, sources, keys, clock } = parts
  let months = 0
  for (const { id, retentionMonths } of await sources.listRetention())
    months += await db.transaction((tx) => keys.erase(tx, id, monthsBefore(clock(), retentionMonths)))
  return months
}
