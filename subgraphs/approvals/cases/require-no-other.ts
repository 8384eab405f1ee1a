/** One applicant has one unfinished application for one item and subject. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Item } from '../catalogue/items/index.ts'
import { type SubjectColumn, subjectKinds } from '../catalogue/subjects.ts'
import { refused } from '../store/refused.ts'
import { applications } from '../store/tables/cases.ts'
import { unfinishedStates } from './states.ts'

type Values = Partial<Readonly<Record<SubjectColumn, string | undefined>>>

/**
 * Passes where the applicant has no unfinished application for the item and subject, and lets others who hand in the same
 * wait until the transaction ends. Applications that were doubled before this rule stay; the oldest is named.
 * @throws CONFLICT naming the other
 */
export async function requireNoOther(tx: Orm, item: Item, values: Values): Promise<void> {
  const { applicantRef, applicantUscc } = values
  const subjects = subjectColumnsOf(item).map((column) => [column, values[column]] as const)
  const same = JSON.stringify([item.code, applicantRef ?? null, applicantUscc ?? null, subjects])
  // A lock and no index: what was doubled before must not stand in the way of a migration.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`open application ${same}`}, 0))`)
  const [other] = await tx
    .select({ id: applications.id, number: applications.number })
    .from(applications)
    .where(
      and(
        applicantRef === undefined
          ? isSame('applicantUscc', applicantUscc)
          : isSame('applicantRef', applicantRef),
        sql`${applications.state} = any(${sql.param([...unfinishedStates])}::text[])`,
        eq(applications.item, item.code),
        ...subjects.map(([column, value]) => isSame(column, value)),
      ),
    )
    .orderBy(asc(applications.submittedAt), asc(applications.id))
    .limit(1)
  if (other === undefined) return
  throw refused(
    'CONFLICT',
    { field: 'input', fault: 'APPLICATION_OPEN', applicationId: other.id, number: other.number },
    `The applicant has application ${other.number} for this item and subject, which is not finished.`,
  )
}

/** Columns that say which case of an item it is: the vehicle where it is about one, else all that the item needs. */
function subjectColumnsOf({ needs }: Item): SubjectColumn[] {
  return needs.includes('vin') ? [subjectKinds.vin.column] : needs.map((need) => subjectKinds[need].column)
}

function isSame(column: SubjectColumn, value: string | undefined): SQL {
  return value === undefined ? isNull(applications[column]) : eq(applications[column], value)
}
