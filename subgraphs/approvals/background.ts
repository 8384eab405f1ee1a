/** The room's own work: jobs sent by transactions and done after their commit, at least once. */

import { ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Callbacks } from './callbacks/context.ts'
import { type Delivery, deliverCallback } from './callbacks/deliver.ts'
import { openCallbackPost } from './callbacks/post.ts'
import { spreadToCallbacks, type Telling } from './callbacks/tell-partners.ts'
import { requireAuthorityOfRule } from './cases/acting-authority.ts'
import { decideApplication } from './cases/decide-application.ts'
import { evaluateByJob } from './cases/evaluate-application.ts'
import { itemOf } from './cases/item-of.ts'
import { startPullsOfSubmission } from './cases/pulls.ts'
import { isOpen } from './cases/states.ts'
import { type IssueOptions, type IssueOrder, issueCertificate } from './certificates/issue-certificate.ts'
import { noticeKey, noticeLapses } from './certificates/notice-lapses.ts'
import { reviewCertificate } from './certificates/review-certificate.ts'
import type { Frame } from './context.ts'
import { type Spread, spread } from './graph/events.ts'
import { type AskingJob, untilAsked } from './graph/unasked.ts'
import { type WakeWaiting, wakeWaiting } from './graph/wake-waiting.ts'
import { machineMayApprove } from './judging/decide.ts'
import { readFindings } from './judging/stored.ts'
import { auditingDenials } from './store/denials.ts'
import { findApplication, findEvaluations } from './store/questions.ts'

/** How long a piece of background work may wait for the graph, ms. */
const patienceMs = 8_000

/** Evaluations at once: most of each is waiting for the rooms, and one that hangs must not hold up the rest. */
const evaluationsAtOnce = 6

/** Submissions at once whose pulls are started. */
const startsAtOnce = 2

/** Deliveries to partners at once: a partner that is slow must not hold up the rest. */
const deliveriesAtOnce = 8

/** When lapsed grounds are first looked for after a start, seconds. */
const firstNoticeSeconds = 60

/** What an `evaluate` job carries. */
interface Evaluate extends AskingJob {
  readonly applicationId: string
  /** Left by a submission, for the case that nobody came to evaluate it. */
  readonly onlyFirst?: boolean
}

/** Starts the workers of the room's queues. */
export async function startBackground(options: IssueOptions & { callbacks: Callbacks }): Promise<void> {
  const { frame, callbacks } = options
  const { jobs } = frame
  const deadline = () => frame.clock().getTime() + patienceMs
  await jobs.work<Evaluate>(
    'evaluate',
    async ({ onlyFirst, ...job }) => {
      const { applicationId } = job
      if (onlyFirst === true && (await hasEvaluation(frame, applicationId))) return
      await untilAsked(frame, { queue: 'evaluate', job, about: applicationId }, () =>
        evaluateByJob(frame, applicationId, { actor: 'machine:evidence', deadline: deadline() }),
      )
    },
    { concurrency: evaluationsAtOnce },
  )
  await jobs.work<AskingJob & { applicationId: string }>(
    'start-pulls',
    (job) =>
      untilAsked(frame, { queue: 'start-pulls', job, about: job.applicationId }, () =>
        startPullsOfSubmission(frame, job.applicationId),
      ),
    { concurrency: startsAtOnce },
  )
  await jobs.work<AskingJob & { applicationId: string }>('machine-decision', (job) =>
    untilAsked(frame, { queue: 'machine-decision', job, about: job.applicationId }, () =>
      decideByMachine(frame, job.applicationId, deadline()),
    ),
  )
  await jobs.work<IssueOrder>('issue-certificate', (order) => issueCertificate(options, order), {
    concurrency: 2,
  })
  await jobs.work<AskingJob & { certificateId: string }>('review-certificate', (job) =>
    untilAsked(frame, { queue: 'review-certificate', job, about: job.certificateId }, () =>
      reviewCertificate(frame, job.certificateId, deadline()),
    ),
  )
  await jobs.work<Spread>('spread', (step) => frame.db.write(ownWork, (tx) => spread(tx, jobs, step)))
  await jobs.work<WakeWaiting>('wake-waiting', (step) => wakeWaiting(frame, step))
  await jobs.work('notice-lapses', () => noticeLapses(frame))
  await jobs.work<Telling>('tell-partners', (telling) => spreadToCallbacks(frame, telling))
  const post = openCallbackPost(callbacks.resolve, callbacks.loopback)
  await jobs.work<Delivery>('deliver-callback', (delivery) => deliverCallback(callbacks, post, delivery), {
    concurrency: deliveriesAtOnce,
  })
  // Every step leaves the next; this one begins, and stands in for a chain that broke.
  await frame.db.write(ownWork, (tx) =>
    jobs.send(tx, 'notice-lapses', {}, { ...noticeKey, startAfterSeconds: firstNoticeSeconds }),
  )
}

function hasEvaluation(frame: Frame, applicationId: string): Promise<boolean> {
  return frame.db.read(ownWork, async (tx) => {
    const row = await findApplication(tx, applicationId)
    return row === undefined || row.evaluationId !== null
  })
}

/** Approves where the item lets its rule do so; everything else is left to a person. */
async function decideByMachine(frame: Frame, applicationId: string, deadline: number): Promise<void> {
  const found = await frame.db.read(ownWork, async (tx) => {
    const row = await findApplication(tx, applicationId)
    const [evaluation] = row?.evaluationId ? await findEvaluations(tx, [row.evaluationId]) : []
    return row && evaluation && { row, evaluation }
  })
  if (found === undefined) return
  const { row, evaluation } = found
  const { verdict } = evaluation
  const mayApprove = machineMayApprove(itemOf(row), { verdict, findings: readFindings(evaluation.findings) })
  if (!isOpen(row.state) || row.round !== 1 || !mayApprove) return
  // Whatever else it answers (facts changed, a clerk was first) is stored or already decided; the next evaluation asks again.
  const actor = `machine:${row.item}`
  const attempt = { act: 'DECIDE', actor, organisation: undefined, applicationId } as const
  await auditingDenials(frame, attempt, () =>
    decideApplication(frame, {
      applicationId,
      expectedVersion: row.version,
      factsDigest: evaluation.factsDigest,
      idempotencyKey: `${applicationId}:${row.round}`,
      outcome: 'APPROVE',
      reason: undefined,
      actor,
      tenant: ownWork,
      deadline,
      authorise: (found) => requireAuthorityOfRule(frame, found, { actor, deadline }),
    }),
  ).catch(leaveToPerson)
}

/** Where the authority may not decide the item the rule may not either, however often it tries; what cannot be said is tried again. */
function leaveToPerson(error: unknown): void {
  if (!(error instanceof HubError) || error.code !== 'FORBIDDEN') throw error
}
