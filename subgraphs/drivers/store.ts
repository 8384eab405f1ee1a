import { type Database, type Orm, prepared } from '@one-visit/kit/database/database.ts'
import { columnsUnlessMoved, isKnownOfAnother } from '@one-visit/kit/feed/kept/moved-record.ts'
import { unreadInRegister } from '@one-visit/kit/feed/kept/unread-in-register.ts'
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { and, asc, eq, sql } from 'drizzle-orm'
import { transportRegister } from './source.ts'
import {
  feedSources,
  feedTablesOfRoom,
  qualificationHistory,
  qualifications,
  registrationHistory,
  registrations,
} from './tables.ts'

const asked = sql`unnest(${sql.placeholder('refs')}::text[]) as asked(ref)`
const askedRef = sql<string>`asked.ref`

/**
 * Since when something about a driver's qualifications is not read: by the reference, or of everybody. Who may speak for
 * companies alone says nothing of a qualification.
 */
const unreadQualification = unreadInRegister(feedTablesOfRoom, {
  message: 'driverQualification',
  subjects: [['REF', askedRef]],
  register: transportRegister.id,
  heeded: sql`any(select id from ${feedSources} where ${feedSources.allowed} = '{}'
    or exists (select from unnest(${feedSources.allowed}) one where one !~ '^[0-9A-Z]{18}$'))`,
})

/**
 * The same of registrations, as the register and those have it who sent what stands: a company whose claim was refused makes
 * nothing of somebody else's driver doubtful, nor does what the hub itself could not write.
 */
const unreadRegistration = unreadInRegister(feedTablesOfRoom, {
  message: 'driverRegistration',
  subjects: [
    ['REF', askedRef],
    // One that names nobody who is known is about whoever has its number.
    ['KEY', sql`${registrations.number}`],
  ],
  register: transportRegister.id,
  sender: sql`${registrations.source}`,
  scope: sql`${registrations.uscc}`,
  heeded: sql`any(array(select own.source from ${registrations} own where own.ref = asked.ref and own.source <> 'hub-approvals'
    union all select ${sql.raw(`'${transportRegister.id}'`)}))`,
})

const qualificationsByRef = prepared('drivers_qualifications_by_ref', (orm: Orm) =>
  orm
    .select({
      askedRef,
      qualification: columnsUnlessMoved({
        table: qualifications,
        history: qualificationHistory,
        about: ['ref', 'category'],
      }),
      unreadSince: unreadQualification,
    })
    .from(asked)
    .leftJoin(
      sql`lateral (select category from ${qualifications} where ref = asked.ref
        order by deleted, category limit ${sql.raw(String(recordsMax + 1))}) as listed`,
      sql`true`,
    )
    .leftJoin(
      qualifications,
      and(eq(qualifications.ref, askedRef), eq(qualifications.category, sql`listed.category`)),
    )
    .orderBy(qualifications.deleted, qualifications.category),
)

/** Qualifications of some drivers, by category, one more than an envelope holds; one row a driver where there is none. */
export function findQualificationsByRef(db: Database, refs: readonly string[]) {
  return qualificationsByRef(db).execute({ refs })
}

/** Whether a registration of this driver is another one's too, or was taken back of another one: whose it is, nobody knows. */
const moved = isKnownOfAnother(
  { history: registrationHistory, key: ['number'], subject: 'ref' },
  sql`asked.ref`,
)

const registrationsByRef = prepared('drivers_registrations_by_ref', (orm: Orm) =>
  orm
    .select({
      askedRef,
      registration: columnsUnlessMoved({
        table: registrations,
        history: registrationHistory,
        about: ['number'],
      }),
      moved,
      unreadSince: unreadRegistration,
    })
    .from(asked)
    .leftJoin(
      sql`lateral (select number from ${registrations} where ref = asked.ref
        order by deleted, valid_from desc, number limit ${sql.raw(String(recordsMax + 1))}) as listed`,
      sql`true`,
    )
    .leftJoin(registrations, eq(registrations.number, sql`listed.number`))
    .orderBy(registrations.deleted, sql`${registrations.validFrom} desc`, registrations.number),
)

/** Registrations of some drivers, newest first, one more than an envelope holds; one row a driver where there is none. */
export function findRegistrationsByRef(db: Database, refs: readonly string[]) {
  return registrationsByRef(db).execute({ refs })
}

/** A qualification as the register has it. */
export type QualificationRow = typeof qualifications.$inferSelect

/** A registration as the register has it. */
export type RegistrationRow = typeof registrations.$inferSelect

/** A page of the drivers registered to a company on a day, with one more than asked for where more follow. */
export function listDriversOf(
  db: Database,
  { uscc, day }: { uscc: string; day: string },
  page: Page,
): Promise<{ ref: string }[]> {
  return db.orm
    .selectDistinct({ ref: registrations.ref })
    .from(registrations)
    .where(
      and(
        eq(registrations.uscc, uscc),
        sql`${registrations.active} and not ${registrations.deleted}
          and ${day}::date between ${registrations.validFrom} and ${registrations.validUntil}`,
        page.after === undefined ? undefined : sql`${registrations.ref} > ${page.after[0]}`,
      ),
    )
    .orderBy(asc(registrations.ref))
    .limit(page.first + 1)
}
