import { type Database, prepared, type Tenant } from '@one-visit/kit/database/database.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { appointments, delegations, offices } from './tables.ts'

/** An office as the directory has it. */
export type OfficeRow = typeof offices.$inferSelect

/** A delegation as the directory has it. */
export type DelegationRow = typeof delegations.$inferSelect

/** An appointment. */
export type AppointmentRow = typeof appointments.$inferSelect

/** Office and item of a delegation. */
export type DelegationKey = readonly [office: string, item: string]

const officesById = prepared('offices_by_id', (orm) =>
  orm
    .select()
    .from(offices)
    .where(sql`${offices.id} = any(${sql.placeholder('ids')}::text[]) and not ${offices.deleted}`),
)

/** Some offices, in no order. */
export function findOfficesById(db: Database, ids: readonly string[]): Promise<OfficeRow[]> {
  return officesById(db).execute({ ids })
}

const delegationsByKey = prepared('offices_delegations_by_key', (orm) =>
  orm
    .select()
    .from(delegations)
    .where(
      sql`(${delegations.officeId}, ${delegations.item}) in (select * from unnest(${sql.placeholder('offices')}::text[], ${sql.placeholder('items')}::text[]))`,
    ),
)

/** Some delegations, in no order, deleted ones too. */
export function findDelegations(db: Database, keys: readonly DelegationKey[]): Promise<DelegationRow[]> {
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

/** A page of offices by identifier, with one more than asked for where more follow. */
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
        division === undefined ? undefined : eq(offices.division, division),
        page.after === undefined ? undefined : gt(offices.id, page.after[0] ?? ''),
      ),
    )
    .orderBy(asc(offices.id))
    .limit(page.first + 1)
}
