/** What a room's feeds do by themselves: finish what a crash left, warn of quarantine, forget old bodies. */
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../log.ts'
import type { QuarantineAlert } from './kept/quarantine-alert.ts'
import { type BodyKeys, monthsBefore } from './kept/seal.ts'
import type { Sources } from './kept/sources.ts'
import type { Intake } from './merge/intake.ts'

/** A batch older than this and unprocessed was left by a crash, ms. */
const abandonedMs = 60_000
const upkeepEveryMs = 30_000

/** What the upkeep looks after. */
export interface UpkeepParts {
  intake: Pick<Intake, 'resume'>
  alert: Pick<QuarantineAlert, 'check'>
  /** Erases the keys of old bodies; done when the process starts and once a month. */
  forget: () => Promise<number>
  clock: Clock
  log: Logger
}

/** Starts the upkeep. A round that fails is logged, and the next one comes all the same. */
export function startUpkeep({ intake, alert, forget, clock, log }: UpkeepParts): { stop(): void } {
  let forgottenMonth = ''
  const maintain = async (): Promise<void> => {
    await intake.resume(new Date(clock().getTime() - abandonedMs))
    await alert.check()
    const month = monthsBefore(clock(), 0)
    if (month !== forgottenMonth) await forget()
    forgottenMonth = month
  }
  const timer = setInterval(() => {
    maintain().catch((error: unknown) =>
      log.warn({ err: error }, 'upkeep of the feeds failed; it comes again'),
    )
  }, upkeepEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
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
