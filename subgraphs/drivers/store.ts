import { type Database, prepared } from '@one-visit/kit/database/database.ts'
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { and, asc, eq, sql } from 'drizzle-orm'
import { qualifications, registrations } from './tables.ts'

/** A qualification as the register has it. */
export type QualificationRow = typeof qualifications.$inferSelect

/** A registration as the register has it. */
export type RegistrationRow = typeof registrations.$inferSelect

const qualificationsByRef = prepared('drivers_qualifications_by_ref', (orm) => {
  const ranked = orm
    .select({
      ref: qualifications.ref,
      category: qualifications.category,
      rank: sql<number>`row_number() over (partition by ${qualifications.ref} order by ${qualifications.deleted}, ${qualifications.category})`.as(
        'rank',
      ),
    })
    .from(qualifications)
    .where(sql`${qualifications.ref} = any(${sql.placeholder('refs')}::text[])`)
    .as('ranked')
  return orm
    .select()
    .from(qualifications)
    .innerJoin(ranked, and(eq(ranked.ref, qualifications.ref), eq(ranked.category, qualifications.category)))
    .where(sql`${ranked.rank} <= ${recordsMax + 1}`)
    .orderBy(asc(ranked.ref), asc(ranked.rank))
})

/** Qualifications of some drivers, by category, one more than an envelope holds. */
export async function findQualificationsByRef(
  db: Database,
  refs: readonly string[],
): Promise<QualificationRow[]> {
  return (await qualificationsByRef(db).execute({ refs })).map((row) => row.qualifications)
}

const registrationsByRef = prepared('drivers_registrations_by_ref', (orm) => {
  const ranked = orm
    .select({
      number: registrations.number,
      ref: registrations.ref,
      rank: sql<number>`row_number() over (partition by ${registrations.ref} order by ${registrations.deleted}, ${registrations.validFrom} desc, ${registrations.number})`.as(
        'rank',
      ),
    })
    .from(registrations)
    .where(sql`${registrations.ref} = any(${sql.placeholder('refs')}::text[])`)
    .as('ranked')
  return orm
    .select()
    .from(registrations)
    .innerJoin(ranked, eq(ranked.number, registrations.number))
    .where(sql`${ranked.rank} <= ${recordsMax + 1}`)
    .orderBy(asc(ranked.ref), asc(ranked.rank))
})

/** Registrations of some drivers, newest first, one more than an envelope holds. */
export async function findRegistrationsByRef(
  db: Database,
  refs: readonly string[],
): Promise<RegistrationRow[]> {
  return (await registrationsByRef(db).execute({ refs })).map((row) => row.registrations)
}

/** A page of the drivers registered to a company now, with one more than asked for where more follow. */
export function listDriversOf(db: Database, uscc: string, page: Page): Promise<{ ref: string }[]> {
  return db.orm
    .select({ ref: registrations.ref })
    .from(registrations)
    .where(
      and(
        eq(registrations.uscc, uscc),
        sql`${registrations.active} and not ${registrations.deleted}`,
        page.after === undefined ? undefined : sql`${registrations.ref} > ${page.after[0]}`,
      ),
    )
    .orderBy(asc(registrations.ref))
    .limit(page.first + 1)
}
