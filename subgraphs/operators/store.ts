import type { Database } from '@one-visit/kit/database/database.ts'
import { prepared } from '@one-visit/kit/database/database.ts'
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { and, asc, eq, gt, like, or, type SQL, sql } from 'drizzle-orm'
import { licences, registrations } from './tables.ts'

/** A business as the register has it. */
export type RegistrationRow = typeof registrations.$inferSelect

/** A licence as the register has it. */
export type LicenceRow = typeof licences.$inferSelect

const registrationsByUscc = prepared('operators_registrations_by_uscc', (orm) =>
  orm
    .select()
    .from(registrations)
    .where(sql`${registrations.uscc} = any(${sql.placeholder('usccs')}::text[])`),
)

/** Rows of some businesses, in no order, deleted ones too. */
export function findRegistrationsByUscc(db: Database, usccs: readonly string[]): Promise<RegistrationRow[]> {
  return registrationsByUscc(db).execute({ usccs })
}

const licencesByUscc = prepared('operators_licences_by_uscc', (orm) => {
  const ranked = orm
    .select({
      uscc: licences.uscc,
      number: licences.number,
      rank: sql<number>`row_number() over (partition by ${licences.uscc} order by ${licences.deleted}, ${licences.validFrom} desc, ${licences.number})`.as(
        'rank',
      ),
    })
    .from(licences)
    .where(sql`${licences.uscc} = any(${sql.placeholder('usccs')}::text[])`)
    .as('ranked')
  return orm
    .select()
    .from(licences)
    .innerJoin(ranked, and(eq(ranked.uscc, licences.uscc), eq(ranked.number, licences.number)))
    .where(sql`${ranked.rank} <= ${recordsMax + 1}`)
    .orderBy(asc(ranked.uscc), asc(ranked.rank))
})

/** Licences of some businesses, newest first, one more than an envelope holds. */
export async function findLicencesByUscc(db: Database, usccs: readonly string[]): Promise<LicenceRow[]> {
  return (await licencesByUscc(db).execute({ usccs })).map((row) => row.licences)
}

const containing = (name: string): SQL => like(registrations.name, `%${name.replace(/[\\%_]/g, '\\$&')}%`)

/** A page of businesses by name, with one more than asked for where more follow. */
export function listRegistrations(
  db: Database,
  { name, page }: { name: string | undefined; page: Page },
): Promise<{ uscc: string; name: string }[]> {
  return db.orm
    .select({ uscc: registrations.uscc, name: registrations.name })
    .from(registrations)
    .where(
      and(
        eq(registrations.deleted, false),
        name === undefined || name === '' ? undefined : containing(name),
        page.after === undefined ? undefined : following(page.after),
      ),
    )
    .orderBy(asc(registrations.name), asc(registrations.uscc))
    .limit(page.first + 1)
}

function following([name = '', uscc = '']: readonly string[]): SQL | undefined {
  return or(gt(registrations.name, name), and(eq(registrations.name, name), gt(registrations.uscc, uscc)))
}
