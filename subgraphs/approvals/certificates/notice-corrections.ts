/** Finds the live certificates of items that were corrected since they were reviewed and sends them for review. */

import { type Orm, rowsOf } from '@one-visit/kit/database/database.ts'
import { sql } from 'drizzle-orm'
import { catalogue, newestCorrection } from '../catalogue/items/index.ts'
import type { Frame } from '../context.ts'

/**
 * One step, in the caller's transaction: marks at most so many certificates and sends those that are not over. Each is
 * sent once for a correction; answers how many were marked, so that the caller knows whether more may be left.
 */
export async function noticeCorrections(
  frame: Frame,
  tx: Orm,
  day: string,
  stepMax: number,
): Promise<number> {
  const corrections = catalogue.flatMap((item) => {
    const version = newestCorrection(item)
    return version === undefined ? [] : [sql`(${item.code}::text, ${version}::integer)`]
  })
  if (corrections.length === 0) return 0
  const marked = rowsOf<{ id: string; is_over: boolean }>(
    await tx.execute(sql`
      update approvals.certificates c set reviewed_under = due.version
      from (select c.id, n.version
        from (values ${sql.join(corrections, sql`, `)}) as n(item, version)
        join approvals.certificates c on c.item = n.item and c.reviewed_under < n.version
        where c.state in ('PENDING', 'VALID', 'SUSPENDED')
        order by c.id limit ${stepMax} for update of c skip locked) due
      where c.id = due.id
      returning c.id, c.valid_until < ${day} as is_over`),
  )
  const due = marked.flatMap(({ id, is_over }) => (is_over ? [] : [id]))
  await frame.jobs.sendMany(
    tx,
    'review-certificate',
    due.map((certificateId) => ({ certificateId })),
    { singletonKeyOf: ({ certificateId }) => certificateId },
  )
  return marked.length
}
