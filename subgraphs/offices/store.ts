import { type Database, prepared, type Tenant } from '@one-visit/kit/database/database.ts'
import { columnsUnlessMoved } from '@one-visit/kit/feed/kept/moved-record.ts'
import { unreadInRegister } from '@one-visit/kit/feed/kept/unread-in-register.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import { and, asc, between, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { officeDirectory } from './source.ts'
import {
  affiliationHistory,
  affiliations,
  appointments,
  delegationHistory,
  delegations,
  feedTablesOfRoom,
  officeHistory,
  offices,
} from './tables.ts'

/** An office as the directory has it. */
export type OfficeRow = typeof offices.$inferSelect

/** A delegation as the directory has it. */
export type DelegationRow = typeof delegations.$inferSelect

/** An appointment. */
export type AppointmentRow = typeof appointments.$inferSelect

/** Office and item of a delegation. */
export type DelegationKey = readonly [office: string, item: string]

/** Since when something about an office, or about all of them, is not read in a message of the directory. */
function unreadOffice(message: string, sender: SQL): SQL<Date | null> {
  return unreadInRegister(feedTablesOfRoom, {
    message,
    subjects: [],
    register: officeDirectory.id,
    sender,
    scope: sql`asked.office_id`,
  })
}

const officesById = prepared('offices_by_id', (orm) =>
  orm
    .select({
      id: sql<string>`asked.office_id`,
      office: columnsUnlessMoved({ table: offices, history: officeHistory, about: ['id'] }),
      unreadSince: unreadOffice('office', sql`${offices.source}`),
    })
    .from(sql`unnest(${sql.placeholder('ids')}::text[]) as asked(office_id)`)
    .leftJoin(offices, sql`${offices.id} = asked.office_id`),
)

/** What is known of some offices, in no order, deleted ones too; no office where the directory never named one. */
export function findOfficesById(db: Database, ids: readonly string[]) {
  return officesById(db).execute({ ids })
}

/** A bureau as the directory has it. */
export type AuthorityRow = Pick<OfficeRow, 'id' | 'name' | 'kind' | 'division' | 'contradicted'>

/** The bureaus of the directory, few as they are; one of which two things are said by each that makes it one. */
export async function listAuthorities(db: Database): Promise<AuthorityRow[]> {
  const { id, name, kind, division, sourceAt, sourceSequence, digest } = officeHistory
  const { contradicted } = columnsUnlessMoved({ table: offices, history: officeHistory, about: ['id'] })
  return await db.orm
    .select({ id, name, kind, division, contradicted })
    .from(officeHistory)
    .innerJoin(
      offices,
      sql`${offices.id} = ${id} and (${offices.digest} = ${digest} or ${offices.contradicted}
        and (${offices.sourceAt}, ${offices.sourceSequence}) = (${sourceAt}, ${sourceSequence}))`,
    )
    .where(and(inArray(kind, ['BUREAU', 'COUNTY']), eq(officeHistory.deleted, false)))
    .orderBy(asc(id))
}

/** Since when something is not read of a bureau, or of an office the directory does not have, which may be one. */
const unreadBureau = (() => {
  const { feedUnread, feedJournal } = feedTablesOfRoom
  const isOfOther = sql`exists (select from ${offices} other
    where 'office SCOPE ' || other.id = token and other.kind not in ('BUREAU', 'COUNTY') and not other.deleted)`
  const since = (table: PgTable, isOpen: SQL) => sql`(
    select min(entry.received_at) from ${table} entry, unnest(entry.subjects) token
    where ${isOpen} and entry.source = ${sql.raw(`'${officeDirectory.id}'`)} and token like 'office SCOPE %' and not ${isOfOther})`
  return sql<Date | null>`least(${since(feedUnread, sql`entry.closed_at is null`)},
    ${since(feedJournal, sql`entry.processed_at is null`)})`.mapWith(feedUnread.receivedAt)
})()

const affiliationsByOffice = prepared('offices_affiliations_by_office', (orm) =>
  orm
    .select({
      askedOffice: sql<string>`asked.office_id`,
      affiliation: columnsUnlessMoved({
        table: affiliations,
        history: affiliationHistory,
        about: ['officeId'],
      }),
      unreadSince: sql<Date | null>`least(${unreadOffice('affiliation', sql`${affiliations.source}`)},
        ${unreadOffice('office', sql`${offices.source}`)})`.mapWith(feedTablesOfRoom.feedUnread.receivedAt),
      unreadBureau,
    })
    .from(sql`unnest(${sql.placeholder('ids')}::text[]) as asked(office_id)`)
    .leftJoin(offices, sql`${offices.id} = asked.office_id`)
    .leftJoin(affiliations, sql`${affiliations.officeId} = asked.office_id`),
)

/** To which authority offices belong, by day, in no order, deleted rows too; one row without where nothing is stated. */
export function findAffiliations(db: Database, ids: readonly string[]) {
  return affiliationsByOffice(db).execute({ ids })
}

const delegationsByKey = prepared('offices_delegations_by_key', (orm) =>
  orm
    .select({
      askedOffice: sql<string>`asked.office_id`,
      askedItem: sql<string>`asked.item`,
      delegation: columnsUnlessMoved({
        table: delegations,
        history: delegationHistory,
        about: ['officeId', 'item'],
      }),
      unreadSince: unreadOffice('delegation', sql`${delegations.source}`),
    })
    .from(
      sql`unnest(${sql.placeholder('offices')}::text[], ${sql.placeholder('items')}::text[]) as asked(office_id, item)`,
    )
    .leftJoin(
      delegations,
      sql`${delegations.officeId} = asked.office_id and ${delegations.item} = asked.item`,
    ),
)

/** Delegations of items to offices, in no order, deleted ones too; one row without a delegation where there is none. */
export function findDelegations(db: Database, keys: readonly DelegationKey[]) {
  return delegationsByKey(db).execute({
    offices: keys.map(([office]) => office),
    items: keys.map(([, item]) => item),
  })
}

/** Those of some appointments the caller may see. What is no identifier of ours is not there. */
export function findAppointments(
  db: Database,
  tenant: Tenant,
  ids: readonly string[],
): Promise<AppointmentRow[]> {
  return db.read(tenant, (tx) =>
    tx
      .select()
      .from(appointments)
      .where(inArray(appointments.id, ids.filter(isIdentifier))),
  )
}

/** The first and the last code a division and those that lie in it can have (schema/divisions.ts). */
function divisionsIn(division: string): [string, string] {
  const prefix = division.replace(/(0000|00)$/, '')
  return [prefix.padEnd(6, '0'), prefix.padEnd(6, '9')]
}

/** A page of the offices of a division and those in it, by identifier, with one more than asked for where more follow. */
export function listOffices(
  db: Database,
  { division, page }: { division: string | undefined; page: Page },
): Promise<{ id: string }[]> {
  return db.orm
    .select({ id: offices.id })
    .from(offices)
    .where(
      and(
        eq(offices.deleted, false),
        division === undefined ? undefined : between(offices.division, ...divisionsIn(division)),
        page.after === undefined ? undefined : gt(offices.id, page.after[0] ?? ''),
      ),
    )
    .orderBy(asc(offices.id))
    .limit(page.first + 1)
}
