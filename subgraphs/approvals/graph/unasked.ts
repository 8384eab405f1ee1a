/** What is done about a graph that gave no answer to conclude from: it is asked again until it does. */
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Jobs } from '@one-visit/kit/work/jobs.ts'

/** The graph, or a room of it, gave no answer, or has not read what the answer is in: what was to be found is not known, which is no finding. */
export class GraphUnasked extends HubError {
  constructor(applicationId: string) {
    super('SOURCE_UNAVAILABLE', 'The graph could not be asked; nothing was changed. Try again later.', {
      applicationId,
    })
  }
}

/** What a job carries that asks the graph: how often it was in vain. */
export interface AskingJob {
  readonly unasked?: number
}

/** Longest pause before the graph is asked again, seconds. */
const pauseMaxSeconds = 600

/**
 * Does the work of a job; where the graph could not be asked the job ends and another one waits in its place, with growing
 * pauses, until it could: however long that takes, nothing is given up.
 * @param about what the work is about; of one thing one repeat waits
 */
export async function untilAsked<Job extends AskingJob>(
  { db, jobs, log }: { readonly db: Database; readonly jobs: Jobs; readonly log: Logger },
  { queue, job, about }: { readonly queue: string; readonly job: Job; readonly about: string },
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof GraphUnasked)) throw error
    const unasked = (job.unasked ?? 0) + 1
    const startAfterSeconds = Math.min(2 ** unasked, pauseMaxSeconds)
    log.warn({ queue, about, unasked }, 'the graph gave no answer to conclude from; the work is done again')
    await db.write(ownWork, (tx) =>
      jobs.send(tx, queue, { ...job, unasked }, { singletonKey: `again ${about}`, startAfterSeconds }),
    )
  }
}
