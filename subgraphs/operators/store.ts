import { type Database, type Orm, prepared } from '@one-visit/kit/database/database.ts'
import { columnsUnlessMoved } from '@one-visit/kit/feed/kept/moved-record.ts'
import { unreadInRegister } from '@one-visit/kit/feed/kept/unread-in-register.ts'
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { and, asc, eq, gt, like, or, type SQL, sql } from 'drizzle-orm'
import { transportRegister } from './source.ts'
import {
  feedSources,
  feedTablesOfRoom,
  licenceHistory,
  licences,
  registrationHistory,
  registrations,
} from './tables.ts'

/** A business as the register has it. */
export type RegistrationRow = typeof registrations.$inferSelect

/** A licence as the register has it. */
export type LicenceRow = typeof licences.$inferSelect

const asked = sql`unnest(${sql.placeholder('usccs')}::text[]) as asked(uscc)`
const askedUscc = sql<string>`asked.uscc`

/** Who may speak for a business, or did before it was declared out: what others send about one is no gap of it. */
const speakers = sql`any(select id from ${feedSources}
  where ${feedSources.allowed} = '{}' or ${feedSources.allowed} && array['*', asked.uscc])`

/** Since when something about a business is not read, or of all businesses. */
function unreadOf(message: string, sender: SQL) {
  return unreadInRegister(feedTablesOfRoom, {
    message,
    subjects: [['USCC', askedUscc]],
    register: transportRegister.id,
    sender,
    scope: askedUscc,
    heeded: speakers,
  })
}

const registrationsByUscc = prepared('operators_registrations_by_uscc', (orm: Orm) =>
  orm
    .select({
      askedUscc,
      registration: columnsUnlessMoved({
        table: registrations,
        history: registrationHistory,
        about: ['uscc'],
      }),
      unreadSince: unreadOf('operatorRegistration', sql`${registrations.source}`),
    })
    .from(asked)
    .leftJoin(registrations, eq(registrations.uscc, askedUscc)),
)

/** What the register says of some businesses, one row each, deleted ones too. */
export function findRegistrationsByUscc(db: Database, usccs: readonly string[]) {
  return registrationsByUscc(db).execute({ usccs })
}

const licencesByUscc = prepared('operators_licences_by_uscc', (orm: Orm) =>
  orm
    .select({
      askedUscc,
      licence: columnsUnlessMoved({ table: licences, history: licenceHistory, about: ['uscc', 'number'] }),
      unreadSince: unreadOf('operatorLicence', sql`${licences.source}`),
    })
    .from(asked)
    .leftJoin(
      sql`lateral (select number from ${licences} where uscc = asked.uscc
        order by deleted, valid_from desc, number limit ${sql.raw(String(recordsMax + 1))}) as listed`,
      sql`true`,
    )
    .leftJoin(licences, and(eq(licences.uscc, askedUscc), eq(licences.number, sql`listed.number`)))
    .orderBy(licences.deleted, sql`${licences.validFrom} desc`, licences.number),
)

/** Licences of some businesses, newest first, one more than an envelope holds; one row a business where there is none. */
export function findLicencesByUscc(db: Database, usccs: readonly string[]) {
  return licencesByUscc(db).execute({ usccs })
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
