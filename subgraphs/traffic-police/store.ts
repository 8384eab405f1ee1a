import { type Database, prepared } from '@one-visit/kit/database/database.ts'
import { isKnownOfAnother } from '@one-visit/kit/feed/kept/moved-record.ts'
import { tokensFor, unreadSince } from '@one-visit/kit/feed/kept/unread.ts'
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import { asc, eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { UsageType } from './generated/resolvers.ts'
import {
  feedTablesOfRoom,
  licencePulls,
  licences,
  policeVehicleHistory,
  policeVehicles,
  pulls,
  usageChangeHistory,
  usageChanges,
} from './tables.ts'

/** A vehicle as the police have it, at the time they last said so. */
export type PoliceVehicleRow = typeof policeVehicles.$inferSelect & { previous: string | null }

/** What is known of the newest pull about a subject. */
export type PullRow = Pick<typeof pulls.$inferSelect, 'answeredAt' | 'absentAt' | 'receiptId' | 'repeatedAt'>

/** All the room knows of one VIN at first hand: the newest state, and what became of asking. */
export interface PoliceVehicleState {
  vin: string
  vehicle: PoliceVehicleRow | undefined
  pull: PullRow | undefined
  /** Since when an answer about it is kept that could not be read or is not applied yet. */
  unreadSince: Date | null
}

/** A usage-type change. */
export type UsageChangeRow = typeof usageChanges.$inferSelect & {
  /** Since when the police state that it is done, corrections apart; where that was asked for. */
  doneAt?: Date | null
}

/** What is known of the changes of one VIN. */
export interface ChangesOfVin {
  vin: string
  /** Newest first, one more than an envelope holds. */
  changes: readonly UsageChangeRow[]
  /** Whether a change of its own is known of another vehicle too. */
  moved: boolean
  /** Since when a change of it is kept that could not be read or is not applied yet. */
  unreadSince: Date | null
}

/** A driving licence, at the time the police last said so. */
export type LicenceRow = typeof licences.$inferSelect

const statesByVin = prepared('police_states_by_vin', (orm) =>
  orm
    .select({
      vin: sql<string>`asked.vin`,
      vehicle: policeVehicles,
      pull: pulls,
      // The newest other usage the police ever stated for the vehicle.
      previous: sql<string | null>`(
        select h.usage from ${policeVehicleHistory} h
        where h.vin = ${policeVehicles.vin} and not h.deleted and h.usage <> ${policeVehicles.usage}
          and h.source_at <= ${policeVehicles.sourceAt}
        order by h.source_at desc, h.source_sequence desc limit 1)`.as('previous'),
      unreadSince: unreadSince(feedTablesOfRoom, tokensFor(['policeVehicle'], [['VIN', sql`asked.vin`]])),
    })
    .from(sql`unnest(${sql.placeholder('vins')}::text[]) as asked (vin)`)
    .leftJoin(policeVehicles, sql`${policeVehicles.vin} = asked.vin`)
    .leftJoin(pulls, sql`${pulls.vin} = asked.vin`),
)

/** State and pull of some vehicles, one for each VIN. */
export async function findStatesByVin(db: Database, vins: readonly string[]): Promise<PoliceVehicleState[]> {
  return (await statesByVin(db).execute({ vins })).map(
    ({ vin, vehicle, pull, previous, unreadSince: unread }) => ({
      vin,
      unreadSince: unread,
      vehicle: vehicle === null ? undefined : { ...repeated(vehicle, pull), previous },
      pull: pull ?? undefined,
    }),
  )
}

/** A record with the time of the newest answer that repeated it; another record's repetition says nothing of it. */
function repeated<Row extends { sourceAt: Date; receivedAt: Date; receiptId: string }>(
  row: Row,
  pull: PullRow | null,
): Row {
  const at = pull?.receiptId === row.receiptId ? pull.repeatedAt : null
  return at === null || at <= row.sourceAt ? row : { ...row, sourceAt: at, receivedAt: at }
}

/** A time in which the police always stated the same usage. */
export interface UsagePeriodRow {
  vin: string
  usage: UsageType
  statedFrom: Date
  statedUntil: Date
  receivedAt: Date
  revision: string
}

const periodsByVin = prepared('police_usage_periods_by_vin', (orm) => {
  const history = policeVehicleHistory
  const order = sql`order by ${history.sourceAt}, ${history.sourceSequence}, ${history.digest}`
  // An answer that only repeats the one before is no row: the next row, or the pull, says until when it was given.
  const repeatedAt = sql`case when ${pulls.receiptId} = ${history.receiptId} then ${pulls.repeatedAt} end`
  const marked = orm
    .select({
      vin: history.vin,
      usage: history.usage,
      sourceAt: history.sourceAt,
      saidUntil: sql`greatest(${history.sourceAt}, ${repeatedAt},
        lead(${history.previousUntil}) over (partition by ${history.vin} ${order}))`.as('said_until'),
      receivedAt: sql`greatest(${history.receivedAt}, ${repeatedAt})`.as('received_at'),
      revision: history.revision,
      // Counts up with every change, so that equal neighbours share a number.
      period: sql<number>`row_number() over (partition by ${history.vin} ${order})
        - row_number() over (partition by ${history.vin}, ${history.usage} ${order})`.as('period'),
    })
    .from(history)
    .leftJoin(pulls, eq(pulls.vin, history.vin))
    .where(sql`${history.vin} = any(${sql.placeholder('vins')}::text[]) and not ${history.deleted}`)
    .as('marked')
  const newest = <Column extends PgColumn>(column: Column) =>
    sql`(array_agg(${column} order by ${marked.sourceAt} desc))[1]`.mapWith(column)
  const periods = orm
    .select({
      vin: marked.vin,
      usage: marked.usage,
      statedFrom: sql`min(${marked.sourceAt})`.mapWith(history.sourceAt).as('stated_from'),
      statedUntil: sql`max(${marked.saidUntil})`.mapWith(history.sourceAt).as('stated_until'),
      receivedAt: sql`max(${marked.receivedAt})`.mapWith(history.receivedAt).as('received_at'),
      revision: newest(history.revision).as('revision'),
      rank: sql<number>`row_number() over (partition by ${marked.vin} order by max(${marked.sourceAt}) desc)`.as(
        'rank',
      ),
    })
    .from(marked)
    .groupBy(marked.vin, marked.usage, marked.period)
    .as('periods')
  return orm
    .select()
    .from(periods)
    .where(sql`${periods.rank} <= ${recordsMax + 1}`)
    .orderBy(asc(periods.vin), asc(periods.rank))
})

/** Usage types stated over time for some vehicles, newest first, one more than an envelope holds. */
export function findUsagePeriodsByVin(db: Database, vins: readonly string[]): Promise<UsagePeriodRow[]> {
  return periodsByVin(db).execute({ vins })
}

/** Plates the police give a vehicle, then and now. */
const plates = sql`array(select plate_number from ${policeVehicles} p where p.vin = asked.vin
  union select plate_number from ${usageChanges} p where p.vin = asked.vin
  union select plate_number_after from ${usageChanges} p where p.vin = asked.vin and plate_number_after is not null
  union select plate_number from ${pulls} p where p.vin = asked.vin and plate_number is not null)`

/** What concerns the changes of a vehicle: what names its VIN or one of its plates, and what names nobody. */
const changeTokens = sql`array(select 'usageChange PLATE ' || p from unnest(${plates}) as p)
  || array['usageChange VIN ' || asked.vin, 'usageChange SCOPE *']`

/** Whether a change of this vehicle is another one's too, or was withdrawn of another one: which of the two it changed, nobody knows. */
const moved = isKnownOfAnother(
  {
    history: usageChangeHistory,
    key: ['changeId'],
    subject: 'vin',
    isTakenBack: (row) => sql`${sql.raw(row)}.state = 'WITHDRAWN'`,
  },
  sql`asked.vin`,
)

const changesByVin = prepared('police_changes_by_vin', (orm) =>
  orm
    .select({
      vin: sql<string>`asked.vin`,
      unreadSince: unreadSince(feedTablesOfRoom, sql`about.tokens`),
      moved,
      change: usageChanges,
      doneAt: sql<Date | null>`(
        select min(h.source_at) from ${usageChangeHistory} h
        where h.change_id = ${usageChanges.changeId} and h.state = 'DONE' and not h.deleted
          and not exists (select from ${usageChangeHistory} n
            where n.change_id = h.change_id and n.source_at > h.source_at and (n.state <> 'DONE' or n.deleted)))`
        .mapWith(usageChanges.sourceAt)
        .as('done_at'),
    })
    .from(
      sql`unnest(${sql.placeholder('vins')}::text[]) as asked(vin)
        cross join lateral (select ${changeTokens} as tokens) as about
        left join lateral (
          select c.change_id, row_number() over (order by c.deleted, coalesce(c.completed_on, '9999-12-31') desc,
            c.accepted_at desc, c.change_id desc) as rank
          from ${usageChanges} c where c.vin = asked.vin
          order by rank limit ${sql.raw(String(recordsMax + 1))}) as ranked on true`,
    )
    .leftJoin(usageChanges, sql`${usageChanges.changeId} = ranked.change_id`)
    .orderBy(sql`asked.vin`, sql`ranked.rank`),
)

/** Changes of some vehicles, one entry for each VIN. */
export async function findChangesByVin(db: Database, vins: readonly string[]): Promise<ChangesOfVin[]> {
  const found = new Map<string, ChangesOfVin & { changes: UsageChangeRow[] }>()
  for (const { vin, unreadSince: unread, change, doneAt, ...is } of await changesByVin(db).execute({
    vins,
  })) {
    const known = found.get(vin) ?? { vin, changes: [], unreadSince: unread, ...is }
    if (change !== null) known.changes.push({ ...change, doneAt })
    found.set(vin, known)
  }
  return [...found.values()]
}

const changesById = prepared('police_changes_by_id', (orm) =>
  orm
    .select()
    .from(usageChanges)
    .where(sql`${usageChanges.changeId} = any(${sql.placeholder('ids')}::text[])`),
)

/** Changes by business serial number. */
export function findChangesById(db: Database, ids: readonly string[]): Promise<UsageChangeRow[]> {
  return changesById(db).execute({ ids })
}

const licencesByRef = prepared('police_licences_by_ref', (orm) =>
  orm
    .select({
      ref: sql<string>`asked.ref`,
      licence: licences,
      pull: licencePulls,
      unreadSince: unreadSince(
        feedTablesOfRoom,
        sql`(${tokensFor(['drivingLicence', 'policeDriver'], [['REF', sql`asked.ref`]])} || array['drivingLicence SCOPE *'])`,
      ),
    })
    .from(sql`unnest(${sql.placeholder('refs')}::text[]) as asked (ref)`)
    .leftJoin(licences, sql`${licences.ref} = asked.ref`)
    .leftJoin(licencePulls, sql`${licencePulls.ref} = asked.ref`),
)

/** What the room knows of a driver's licence at first hand. */
export interface LicenceOfDriver {
  ref: string
  licence: LicenceRow | undefined
  pull: PullRow | undefined
  /** Since when something about it is kept that could not be read or is not applied yet. */
  unreadSince: Date | null
}

/** Licence and pull of some drivers, one for each pseudonym. */
export async function findLicencesByRef(db: Database, refs: readonly string[]): Promise<LicenceOfDriver[]> {
  return (await licencesByRef(db).execute({ refs })).map(({ ref, licence, pull, unreadSince: unread }) => ({
    ref,
    licence: licence === null ? undefined : repeated(licence, pull),
    pull: pull ?? undefined,
    unreadSince: unread,
  }))
}
