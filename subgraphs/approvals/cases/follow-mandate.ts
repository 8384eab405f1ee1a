/** What follows for applications when the mandate they were handed in under is ended. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Frame } from '../context.ts'
import { lastDayOf } from '../mandates/in-force.ts'
import type { MandateRow } from '../store/rows.ts'
import { applications } from '../store/tables/cases.ts'
import { certificates } from '../store/tables/certificates.ts'
import { moveApplication } from './move-application.ts'
import { unfinishedStates } from './states.ts'

/**
 * Gives unfinished applications the mandate's new last day, and has those that wait for a decision judged by it: a permit
 * is not given on a lease that is over. Finished ones keep what they were decided on; the certificates that came of them
 * are reviewed, by the mandate as it is now.
 */
export async function followMandate(frame: Frame, tx: Orm, ended: MandateRow, at: Date): Promise<void> {
  const open = await tx
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.mandateId, ended.id),
        sql`${applications.state} = any(${sql.param([...unfinishedStates])}::text[])`,
      ),
    )
    .orderBy(asc(applications.id))
    .for('update')
  for (const row of open) {
    await moveApplication(tx, frame, row, {
      action: 'END_MANDATE',
      to: row.state,
      who: 'HUB',
      actor: ended.endedBy ?? 'hub-approvals',
      at,
      changes: { mandatedUntil: lastDayOf(ended) },
      audit: { action: 'MANDATE_ENDED', detail: { round: row.round, endedOn: lastDayOf(ended) } },
    })
    await frame.jobs.send(tx, 'evaluate', { applicationId: row.id })
  }
  const issued = await tx
    .select({ certificateId: certificates.id })
    .from(certificates)
    .innerJoin(applications, eq(applications.id, certificates.applicationId))
    .where(eq(applications.mandateId, ended.id))
    .orderBy(asc(certificates.id))
  for (const job of issued) await frame.jobs.send(tx, 'review-certificate', job)
}
