/** Questions to the tables: keys in, rows out, each one statement that is prepared once. */
import { type Database, type Orm, prepared, rowsOf } from '@one-visit/kit/database/database.ts'
import { gapOfAny } from '@one-visit/kit/feed/coverage/coverage.ts'
import { columnsUnlessMoved, isKnownOfAnother } from '@one-visit/kit/feed/kept/moved-record.ts'
import { unreadInRegister } from '@one-visit/kit/feed/kept/unread-in-register.ts'
import { recordsMax } from '@one-visit/kit/graph/evidence-list.ts'
import { eq, sql } from 'drizzle-orm'
import { leftWords } from './ingest/left-words.ts'
import { permitMessage } from './ingest/permit.ts'
import { asRegisterSays, type Numbered, registerKeyOf } from './ingest/register-word.ts'
import { registrationMessage } from './ingest/registration.ts'
import { sharersMax } from './ingest/shared-number.ts'
import { hubApprovals, transportRegister } from './source.ts'
import {
  feedScopes,
  feedSources,
  feedTablesOfRoom,
  permitHistory,
  permitNumberKeySql,
  permits,
  registrationHistory,
  registrations,
  sightings,
} from './tables.ts'

/** Vehicles that may claim one plate before the rest is left out. */
const claimsMax = 200

const asked = sql`unnest(${sql.placeholder('vins')}::text[]) as asked(vin)`
const askedVin = sql<string>`asked.vin`

/** How far the register vouches for what is not there. */
const coverage = {
  heartbeatEverySeconds: sql<number | null>`${feedSources.heartbeatEverySeconds}`,
  initialLoadCompletedAt: sql<Date | null>`${feedScopes.initialLoadCompletedAt}`.mapWith(
    feedScopes.initialLoadCompletedAt,
  ),
  heartbeatAt: sql<Date | null>`${feedScopes.heartbeatAt}`.mapWith(feedScopes.heartbeatAt),
  reconciledAt: sql<Date | null>`${feedScopes.reconciledAt}`.mapWith(feedScopes.reconciledAt),
  // Its records belong to no scope: what is missing of any may be about them.
  gap: gapOfAny(feedTablesOfRoom, transportRegister.id),
}

const scopeOfRegister = sql`${feedScopes.source} = ${sql.raw(`'${transportRegister.id}'`)} and ${feedScopes.scope} = '*'`
const sender = eq(feedSources.id, feedScopes.source)

/** Since when something about a vehicle's registration is not read: by its VIN, the plate it bears, or of all vehicles. */
const unreadRegistration = unreadInRegister(feedTablesOfRoom, {
  message: registrationMessage.name,
  subjects: [
    ['VIN', askedVin],
    ['PLATE', sql`${registrations.plateNumber}`],
  ],
  register: transportRegister.id,
  sender: sql`${registrations.source}`,
})

/**
 * The same of its permits, also by the certificate that what is not read names, whatever its vehicle; what the hub itself
 * could not write is no word of the register.
 */
const unreadPermit = unreadInRegister(feedTablesOfRoom, {
  message: permitMessage.name,
  subjects: [
    ['VIN', askedVin],
    ['NUMBER', sql`${permits.certificateId}`],
  ],
  register: transportRegister.id,
  heeded: sql`any(select id from ${feedSources} where id <> ${sql.raw(`'${hubApprovals}'`)})`,
})

/** Whether a permit of this vehicle is another one's too, or was taken back of another one: which of the two has it, nobody knows. */
const moved = isKnownOfAnother({ history: permitHistory, key: ['permitId'], subject: 'vin' }, sql`asked.vin`)

/** Whether a record of one of its permits was stated of another vehicle since. */
const hasLeft = sql<boolean>`exists (
  select from (select h.permit_id, h.vin from ${permitHistory} h where h.vin = asked.vin offset 0) h
  where exists (select from ${permits} p where p.permit_id = h.permit_id and p.vin <> h.vin offset 0))`

/** What the register says of a vehicle now; whether it is of this one nobody knows where its record is known of another. */
const registration = columnsUnlessMoved({
  table: registrations,
  history: registrationHistory,
  about: ['vin'],
})

const keyOfRegister = sql.raw(`'${registerKeyOf('')}'`)

/** Words of the register that name a permit of the hub's, by its certificate or by its key, each found by its own index. */
const naming = sql`(select w.* from ${permits} w where w.certificate_id = ${permits.permitId} and w.permit_id <> ${permits.permitId}
  union all select w.* from ${permits} w where w.permit_id = ${keyOfRegister} || ${permits.permitId})`

/**
 * Whether the register names a permit of the hub's as another vehicle's, of both of them. One it took back there is no
 * doubt where it has the permit of the right vehicle.
 */
const isOfTwo = sql<boolean>`case when ${permits.permitId} = ${permits.certificateId} then exists (
    select from ${naming} word
    where word.vin <> ${permits.vin} and (not word.deleted
      or not exists (select from ${naming} own where own.vin = ${permits.vin})
        and not exists (
          select from ${permits} own
          where own.vin = ${permits.vin} and own.permit_id <> ${permits.permitId}
            and ${permitNumberKeySql(sql`own.number`)} = ${permitNumberKeySql(permits.number)}
            and own.kind = ${permits.kind})))
  else not ${permits.deleted} and exists (
    select from ${permits} t
    where t.permit_id in (${permits.certificateId}, substr(${permits.permitId}, length(${keyOfRegister}) + 1))
      and t.certificate_id = t.permit_id and t.vin <> ${permits.vin}) end`

/** Other vehicles with a permit of the same number, in whatever spelling, one more than are looked at. */
const sharers = sql<string[]>`array(select distinct t.vin from ${permits} t
  where ${permitNumberKeySql(sql`t.number`)} = ${permitNumberKeySql(permits.number)} and t.vin <> ${permits.vin} limit ${sql.raw(String(sharersMax + 1))})`

const registrationsByVin = prepared('vehicles_registrations', (orm: Orm) =>
  orm
    .select({ askedVin, registration, unreadSince: unreadRegistration, coverage })
    .from(asked)
    .leftJoin(registrations, eq(registrations.vin, askedVin))
    .leftJoin(feedScopes, scopeOfRegister)
    .leftJoin(feedSources, sender),
)

const permitsByVin = prepared('vehicles_permits', (orm: Orm) =>
  orm
    .select({
      askedVin,
      permit: permits,
      moved,
      hasLeft,
      isOfTwo,
      sharers,
      unreadSince: unreadPermit,
      coverage,
    })
    .from(asked)
    .leftJoin(
      sql`lateral (select permit_id from ${permits} where vin = asked.vin
        order by deleted, valid_from desc, number limit ${sql.raw(String(recordsMax + 1))}) as newest`,
      sql`true`,
    )
    .leftJoin(permits, eq(permits.permitId, sql`newest.permit_id`))
    .leftJoin(feedScopes, scopeOfRegister)
    .leftJoin(feedSources, sender)
    .orderBy(permits.deleted, sql`${permits.validFrom} desc`, permits.number),
)

/** What the register says of vehicles, one row a VIN. */
export function findRegistrations(db: Database, vins: readonly string[]) {
  return registrationsByVin(db).execute({ vins })
}

const leftWordsByVin = prepared('vehicles_left_words', (orm: Orm) => leftWords(orm, sql.placeholder('vins')))

type FoundPermit = Awaited<ReturnType<ReturnType<typeof permitsByVin>['execute']>>[number]

/** A permit with whether hub and register have it on two vehicles. */
type StoredPermit = NonNullable<FoundPermit['permit']> & { isOfTwo?: boolean }

/** What is known of a permit of a vehicle, as it was stored, and of those of other vehicles that have its number. */
export interface PermitAnswer extends Pick<FoundPermit, 'askedVin' | 'moved' | 'unreadSince' | 'coverage'> {
  permit: StoredPermit | null
  /** What the register last said of the vehicle in records that are others' since. */
  left: readonly StoredPermit[]
  /** Permits of other vehicles with the number of this one, as the register says. */
  beside: readonly Numbered<StoredPermit>[]
  /** Whether so many vehicles have its number that not all were looked at. */
  isCrowded: boolean
}

/** Permits of vehicles, newest first; one row a VIN where there is none. More is asked only where a record moved or a number is shared. */
export async function findPermits(db: Database, vins: readonly string[]): Promise<PermitAnswer[]> {
  const found = await permitsByVin(db).execute({ vins })
  const others = new Set(found.flatMap((row) => row.sharers))
  const beside = others.size === 0 ? [] : await permitsByVin(db).execute({ vins: [...others] })
  const movers = new Set([...found, ...beside].flatMap((row) => (row.hasLeft ? [row.askedVin] : [])))
  const left = movers.size === 0 ? [] : await leftWordsByVin(db).execute({ vins: [...movers] })
  const leftOf = (vin: string) => left.filter((word) => word.vin === vin)
  const sayings = new Map(
    [...others].map((vin) => [
      vin,
      asRegisterSays(
        beside.flatMap(({ askedVin: of, permit }) => (of === vin && permit !== null ? [permit] : [])),
        leftOf(vin),
      ),
    ]),
  )
  return found.map(({ permit, hasLeft: _, isOfTwo: isDoubted, sharers: some, ...row }) => ({
    ...row,
    permit: permit && { ...permit, isOfTwo: isDoubted },
    left: leftOf(row.askedVin),
    beside: some.flatMap((vin) => sayings.get(vin) ?? []),
    isCrowded: some.length > sharersMax,
  }))
}

export type RegistrationAnswer = Awaited<ReturnType<typeof findRegistrations>>[number]

/** A plate on a vehicle over a stretch of time, as one observer saw it. */
export interface PlateInterval {
  vin: string
  number: string
  colour: string | null
  kind: string | null
  /** Instants in ISO 8601, UTC, milliseconds. */
  validFrom: string
  validTo: string | null
  observer: string
}

/**
 * Plates of vehicles over time, newest first, one more a vehicle than `first`. Statements of one observer follow one
 * another: each plate lasts until the observer names another one.
 */
export async function findPlates(
  db: Database,
  vins: readonly string[],
  { first, after }: { first: number; after: readonly string[] | undefined },
): Promise<PlateInterval[]> {
  const [afterAt, afterObserver] = after ?? []
  const result = await db.orm.execute(sql`
    with said as (
      select *, lag(plate) over observer_said is distinct from plate as is_change
      from (
        select *, case when ended then '-' else concat_ws(' ', plate_number, coalesce(plate_colour, '-'),
          coalesce(plate_kind, '-')) end as plate
        from ${sightings} where vin = any(${sql.param([...vins])}::text[])
      ) each_statement
      window observer_said as (partition by vin, observer order by source_at, source_sequence, digest)
    ), lasting as (
      select *, lead(source_at) over (partition by vin, observer order by source_at, source_sequence, digest) as until
      from said where is_change
    ), page as (
      select *, row_number() over (partition by vin order by source_at desc, observer desc) as place
      from lasting
      where not ended and (until is null or until > source_at)
        and (${afterAt ?? null}::timestamptz is null
          or (source_at, observer) < (${afterAt ?? null}::timestamptz, ${afterObserver ?? null}::text))
    )
    select vin, plate_number as number, plate_colour as colour, plate_kind as kind, observer,
      ${isoOf('source_at')} as "validFrom", ${isoOf('until')} as "validTo"
    from page where place <= ${first + 1} order by vin, place`)
  return rowsOf<PlateInterval>(result)
}

function isoOf(column: string) {
  return sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
}

/** A vehicle that some observer saw with a plate, and what else it says of the plate. */
export interface PlateClaim {
  vin: string
  colour: string | null
  kind: string | null
}

/** Vehicles whose plate, by the latest word of some observer at an instant, has this number; of two words of one instant, either. */
export async function findClaims(db: Database, number: string, at: Date): Promise<PlateClaim[]> {
  const result = await db.orm.execute(sql`
    select distinct claim.vin, latest.plate_colour as colour, latest.plate_kind as kind
    from (
      select distinct vin, observer from ${sightings}
      where plate_number = ${number} and source_at <= ${at.toISOString()}::timestamptz limit ${claimsMax}
    ) claim
    join lateral (
      select plate_number, plate_colour, plate_kind, ended from ${sightings} said
      where said.vin = claim.vin and said.observer = claim.observer and said.source_at <= ${at.toISOString()}::timestamptz
      order by source_at desc, source_sequence desc fetch first 1 row with ties
    ) latest on latest.plate_number = ${number} and not latest.ended
    order by claim.vin`)
  return rowsOf<PlateClaim>(result)
}
