/** The work list: one page of the applications a caller may see, oldest first, at a cost that does not grow with the table. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { asc, inArray, type SQL, sql } from 'drizzle-orm'
import type { ApplicationRow } from '../store/rows.ts'
import { type ApplicationState, applicationStates, applications } from '../store/tables/cases.ts'
import { mandates } from '../store/tables/mandates.ts'

/** What is asked for besides the page. */
export interface WorkListFilter {
  readonly states?: readonly ApplicationState[] | null | undefined
  readonly item?: string | null | undefined
}

/** Who looks, and on which day (YYYY-MM-DD): what is seen by a mandate is seen while it is in force. */
export interface Viewer {
  readonly principal: Principal
  readonly day: string
}

/**
 * Conditions under which the caller sees an application, each served by one index; row-level security says the same, but
 * for the days of mandates, and stays the guard. Empty when the caller sees none.
 */
function viewsOf({ principal, day }: Viewer): SQL[] {
  const holds = (...roles: string[]) => roles.some((role) => principal.roles.includes(role))
  if (holds('BUREAU_CLERK', 'AUDITOR')) return [sql`true`]
  const views: SQL[] = []
  const { organisation, division, subjectRef } = principal
  if (organisation !== undefined && holds('STATION_CLERK', 'COUNTY_CLERK')) {
    views.push(sql`office_id = ${organisation}`)
  }
  if (division !== undefined && holds('COUNTY_CLERK')) views.push(sql`division = ${division}`)
  const inForce = mandateInForce(day)
  if (subjectRef !== undefined && holds('CITIZEN')) {
    views.push(sql`applicant_ref = ${subjectRef}`, sql`mandated_party = ${subjectRef} and ${inForce}`)
  }
  if (organisation !== undefined && holds('COMPANY_AGENT', 'PLATFORM')) {
    views.push(
      sql`applicant_uscc = ${organisation}`,
      sql`submitted_organisation = ${organisation} and (mandate_id is null or ${inForce})`,
      sql`mandated_party = ${organisation} and ${inForce}`,
    )
  }
  return views
}

/** Whether the mandate of an application is in force; asked of each row by its key, as a list of all would be read whole. */
function mandateInForce(day: string): SQL {
  return sql`(select valid_from <= ${day} and coalesce(ended_on, valid_until) >= ${day} from ${mandates}
    where ${mandates}.id = ${applications}.mandate_id)`
}

/**
 * One page. Each state is read through its own index range and the ranges are merged, so a page costs the same beside
 * ten closed applications and beside ten million.
 * Answers one row more than the page where more follows.
 * @throws BAD_USER_INPUT for a cursor that is not one of ours
 */
export async function listApplications(
  tx: Orm,
  viewer: Viewer,
  filter: WorkListFilter,
  page: Page,
): Promise<ApplicationRow[]> {
  const [at, id] = page.after ?? []
  const views = viewsOf(viewer)
  if (views.length === 0) return []
  const limit = page.first + 1
  const states = sql.param([...(filter.states ?? applicationStates)])
  const following =
    page.after === undefined ? sql`` : sql` and (submitted_at, id) > (${at}::timestamptz, ${id}::uuid)`
  const ofItem = typeof filter.item === 'string' ? sql` and item = ${filter.item}` : sql``
  const ranges = views.map(
    (
      view,
    ) => sql`select page.id, page.submitted_at from unnest(${states}::text[]) as wanted (state) cross join lateral (
      select id, submitted_at from ${applications}
      where ${applications}.state = wanted.state and ${view}${ofItem}${following}
      order by submitted_at, id limit ${limit}) page`,
  )
  return tx
    .select()
    .from(applications)
    .where(
      inArray(
        applications.id,
        sql`(select id from (${sql.join(ranges, sql` union `)}) found order by submitted_at, id limit ${limit})`,
      ),
    )
    .orderBy(asc(applications.submittedAt), asc(applications.id))
}

/** Where an entry stands in the list. */
export function positionOf(row: Pick<ApplicationRow, 'submittedAt' | 'id'>): readonly string[] {
  return [row.submittedAt.toISOString(), row.id]
}
