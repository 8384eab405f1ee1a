/** Finds the certificates whose ground runs out by today, or whose item was corrected, and sends them for review. */

import { ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { sql } from 'drizzle-orm'
import type { Frame } from '../context.ts'
import { noticeCorrections } from './notice-corrections.ts'

/** How often it is looked, seconds: a day that has passed is noticed within the hour. */
const noticeEverySeconds = 3600

/** Certificates taken in one step. */
const stepMax = 500

/** The next step as a job; waits for its hour unless more is left to do now. */
export const noticeKey = { singletonKey: 'notice-lapses' } as const

/** One step: statements that mark and find, statements that send. Each lapse and each correction is noticed once. */
export async function noticeLapses(frame: Frame): Promise<void> {
  const day = shanghaiDay(frame.clock())
  await frame.db.write(ownWork, async (tx) => {
    const noticed = rowsOf<{ id: string }>(
      await tx.execute(sql`
        update approvals.certificate_lapses l set noticed = true
        from (select certificate_id, check_code from approvals.certificate_lapses
          where not noticed and lapses_on <= ${day}
          order by lapses_on, certificate_id limit ${stepMax} for update skip locked) due
        where l.certificate_id = due.certificate_id and l.check_code = due.check_code
        returning l.certificate_id as id`),
    )
    const due = [...new Set(noticed.map(({ id }) => id))]
    await frame.jobs.sendMany(
      tx,
      'review-certificate',
      due.map((certificateId) => ({ certificateId })),
      { singletonKeyOf: ({ certificateId }) => certificateId },
    )
    const corrected = await noticeCorrections(frame, tx, day, stepMax)
    const isMoreLeft = noticed.length === stepMax || corrected === stepMax
    const startAfterSeconds = isMoreLeft ? 0 : noticeEverySeconds
    await frame.jobs.send(tx, 'notice-lapses', {}, { ...noticeKey, startAfterSeconds })
  })
}
