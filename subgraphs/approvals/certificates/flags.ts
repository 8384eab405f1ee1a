/** Flags of live certificates as they are read: of a certificate, and the clerk's list of open ones. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { isIdentifier } from '@one-visit/kit/identifier.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { FlagRow } from '../store/rows.ts'
import { certificateFlags } from '../store/tables/certificates.ts'

/** Where a flag stands. */
export function flagStateOf({ reviewedAt, endedAt }: FlagRow): 'OPEN' | 'REVIEWED' | 'ENDED' {
  return reviewedAt !== null ? 'REVIEWED' : endedAt !== null ? 'ENDED' : 'OPEN'
}

const isOpen = and(isNull(certificateFlags.reviewedAt), isNull(certificateFlags.endedAt))
const oldestFirst = [
  asc(certificateFlags.raisedAt),
  asc(certificateFlags.field),
  asc(certificateFlags.id),
] as const

/** Open flags of certificates, oldest first; at most one for each field and value. */
export function findOpenFlagsOf(tx: Orm, certificateIds: readonly string[]): Promise<FlagRow[]> {
  return tx
    .select()
    .from(certificateFlags)
    .where(and(inArray(certificateFlags.certificateId, [...certificateIds]), isOpen))
    .orderBy(...oldestFirst)
}

/**
 * The first flags of each certificate, or those after one of them: oldest first, closed ones among them.
 * @throws BAD_USER_INPUT for a flag that is not there
 */
export async function findFlagPages(
  tx: Orm,
  certificateIds: readonly string[],
  { first, after }: { first: number; after: string },
): Promise<FlagRow[]> {
  const [last] = isIdentifier(after)
    ? await tx.select().from(certificateFlags).where(eq(certificateFlags.id, after))
    : []
  if (after !== '' && last === undefined)
    throw new HubError('BAD_USER_INPUT', 'The value of after is no flag this list gave.', {
      argument: 'after',
    })
  const following =
    last &&
    sql`(raised_at, field, id) > (${last.raisedAt.toISOString()}::timestamptz, ${last.field}, ${last.id}::uuid)`
  const places = tx
    .select({
      id: certificateFlags.id,
      place: sql<number>`row_number() over (partition by certificate_id order by raised_at, field, id)`.as(
        'place',
      ),
    })
    .from(certificateFlags)
    .where(and(inArray(certificateFlags.certificateId, [...certificateIds]), following))
    .as('places')
  const rows = await tx
    .select({ flag: certificateFlags })
    .from(certificateFlags)
    .innerJoin(places, and(eq(places.id, certificateFlags.id), sql`${places.place} <= ${first}`))
    .orderBy(...oldestFirst)
  return rows.map(({ flag }) => flag)
}

/**
 * One page of open flags, oldest first, and one row more where more follows: each view is read through its own index range.
 * @throws BAD_USER_INPUT for a cursor that is not one of ours
 */
export async function listOpenFlags(tx: Orm, principal: Principal, page: Page): Promise<FlagRow[]> {
  const views = viewsOf(principal)
  if (views.length === 0) return []
  const [at, id] = page.after ?? []
  const limit = page.first + 1
  const following = page.after && sql`(raised_at, id) > (${at}::timestamptz, ${id}::uuid)`
  const ranges = views.map(
    (view) => sql`(select id, raised_at from ${certificateFlags} where ${and(isOpen, view, following)}
      order by raised_at, id limit ${limit})`,
  )
  return tx
    .select()
    .from(certificateFlags)
    .where(
      inArray(
        certificateFlags.id,
        sql`(select id from (${sql.join(ranges, sql` union `)}) found order by raised_at, id limit ${limit})`,
      ),
    )
    .orderBy(asc(certificateFlags.raisedAt), asc(certificateFlags.id))
}

/** Which open flags a clerk handles, each condition served by one index; row-level security says the same. */
function viewsOf({ roles, organisation = '', division = '' }: Principal): SQL[] {
  if (roles.includes('BUREAU_CLERK')) return [sql`true`]
  const ofOffice = eq(certificateFlags.officeId, organisation)
  if (roles.includes('COUNTY_CLERK')) return [ofOffice, eq(certificateFlags.division, division)]
  return roles.includes('STATION_CLERK') ? [ofOffice] : []
}

/** Where a flag stands in the list. */
export const flagPositionOf = ({ raisedAt, id }: FlagRow): readonly string[] => [raisedAt.toISOString(), id]
