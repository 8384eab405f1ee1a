import { type Database, prepared, type Tenant } from '@one-visit/kit/database/database.ts'
import { unreadInRegister } from '@one-visit/kit/feed/kept/unread-in-register.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { and, asc, between, eq, gt, inArray, sql } from 'drizzle-orm'
import { officeDirectory } from './source.ts'
import { appointments, delegations, feedTablesOfRoom, offices } from './tables.ts'

/** A delegation as the directory has it. */
export type DelegationRow = typeof delegations.$inferSelect

/** An appointment. */
export type AppointmentRow = typeof appointments.$inferSelect

/** Office and item of a delegation. */
export type DelegationKey = readonly [office: string, item: string]

/** Since when something about an office itself is not read, or about all offices. */
const unreadOffice = unreadInRegister(feedTablesOfRoom, {
  message: 'office',
  subjects: [],
  register: officeDirectory.id,
  sender: sql`${offices.source}`,
  scope: sql`asked.id`,
})

const officesById = prepared('offices_by_id', (orm) =>
  orm
    .select({ id: sql<string>`asked.id`, office: offices, unreadSince: unreadOffice })
    .from(sql`unnest(${sql.placeholder('ids')}::text[]) as asked(id)`)
    .leftJoin(offices, sql`${offices.id} = asked.id`),
)

/** What is known of some offices, in no order, deleted ones too; no office where the directory never named one. */
export function findOfficesById(db: Database, ids: readonly string[]) {
  return officesById(db).execute({ ids })
}

/** Since when something about an office's delegations is not read, or about those of all offices. */
const unreadDelegation = unreadInRegister(feedTablesOfRoom, {
  message: 'delegation',
  subjects: [],
  register: officeDirectory.id,
  sender: sql`${delegations.source}`,
  scope: sql`asked.office_id`,
})

const delegationsByKey = prepared('offices_delegations_by_key', (orm) =>
  orm
    .select({
      askedOffice: sql<string>`asked.office_id`,
      askedItem: sql<string>`asked.item`,
      delegation: delegations,
      unreadSince: unreadDelegation,
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

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
      .where(
        inArray(
          appointments.id,
          ids.filter((id) => uuid.test(id)),
        ),
      ),
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
