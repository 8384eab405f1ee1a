/** Who bore the plates of a vehicle, for questions about facts that name a plate: read by `plate-bearing.ts`. */
import type { PlateColour } from '@one-visit/schema/codes.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { PlateChange, UnreadChange } from './plate-bearing.ts'
import { feedSources, feedUnread, vehicleHistory } from './tables.ts'

const vehicleMessage = 'baseInfoVehicle'

/** Tokens of unread records of vehicles about some subjects, a text[]. */
const vehicleTokens = (kind: 'VIN' | 'PLATE', values: SQL): SQL =>
  sql`array(select ${sql.raw(`'${vehicleMessage} ${kind} '`)} || s from unnest(${values}) s)`

/**
 * Records of vehicles nobody could read and a newer word made up for, of senders that may speak for the company, that are
 * about any of some subjects: rows of vin, plate, at and until, one for each plate that is named. Not those that were
 * corrected, so that the very record stands in the history: by the receipt that closed it, and by its instant where that was
 * not at fault. What an administrator closed he answers for.
 */
function madeUpFor(tokens: SQL): SQL {
  const ofVehicle = sql`h.company_id = asked.company_id and h.vin = split_part(u.key, chr(9), 2)`
  return sql`(
    select split_part(u.key, chr(9), 2) as vin, u.source_at as at, newer.at as until, named.plate
    from ${feedUnread} u left join lateral (
      select split_part(s, ' ', 3) as plate from unnest(u.subjects) s where split_part(s, ' ', 2) = 'PLATE') as named on true
    cross join lateral (
      select min(h.source_at) as at from ${vehicleHistory} h
      where ${ofVehicle} and h.source_at >= coalesce(u.source_at, u.received_at)
        and h.source_at is distinct from u.source_at) as newer
    where u.closed_at is not null and u.closed_because is null and u.subjects && ${tokens}
      and u.message = ${sql.raw(`'${vehicleMessage}'`)} and split_part(u.key, chr(9), 1) = asked.company_id
      and u.source in (select s.id from ${feedSources} s where s.allowed && array[asked.company_id, '*'])
      and newer.at is not null and not exists (
        select from ${vehicleHistory} h
        where ${ofVehicle} and h.source_at <= coalesce(u.source_at, u.received_at)
          and h.source_at >= coalesce(u.source_at, h.source_at) and h.receipt_id::text = u.closed_by))`
}

/**
 * Plates the vehicle asked for ever bore on the platform asked about, or may have, as borne.plates; the offset has them
 * read once.
 */
export const borneTable = sql`lateral (
  select array(select h.plate_number from ${vehicleHistory} h
    where h.company_id = asked.company_id and h.vin = asked.vin and h.plate_number is not null
    union select m.plate from ${madeUpFor(vehicleTokens('VIN', sql`array[asked.vin]`))} m where m.plate is not null) as plates offset 0) as borne`

/**
 * Every change of plate of each vehicle that ever bore one of those plates, as bearing.changes, what of these vehicles was
 * never read, as bearing.unread, and the instants of both as bearing.cuts: a short array as planners see it, where they take
 * any JSON for a hundred rows. Of one instant the record with the largest Flag speaks, several where they contradict one
 * another; what changes no plate is left out.
 */
export const bearingTable = sql`lateral (
  select read.changes, unread.unread, read.cuts || unread.cuts as cuts
  from (
    select array(
      select o.vin from ${vehicleHistory} o where o.company_id = asked.company_id
        and o.plate_number = any(borne.plates) and o.plate_number is not null
      union select m.vin from ${madeUpFor(vehicleTokens('PLATE', sql`borne.plates`))} m) as vins offset 0
  ) as bearers, lateral (
    select json_agg(json_build_array(w.vin, w.source_at, w.plates)) as changes, array_agg(w.source_at) as cuts from (
      select g.*, lag(g.plates) over (partition by g.vin order by g.source_at) as before from (
        select distinct on (h.vin, h.source_at) h.vin, h.source_at, array_agg(distinct
            case when h.deleted or h.in_service is not true then '' else h.plate_number || ' ' || h.plate_colour end) as plates
        from ${vehicleHistory} h
        where h.company_id = asked.company_id and h.vin = any(bearers.vins)
        group by h.vin, h.source_at, h.source_sequence, h.mapping_version
        order by h.vin, h.source_at, h.source_sequence desc, h.mapping_version desc
      ) g
    ) w where w.plates is distinct from w.before
  ) as read, lateral (
    select json_agg(json_build_array(m.vin, m.plate, m.at, m.until)) as unread,
      array_remove(array_agg(m.at) || array_agg(m.until), null) as cuts
    from ${madeUpFor(vehicleTokens('VIN', sql`bearers.vins`))} m
  ) as unread) as bearing`

type WrittenChange = readonly [vin: string, at: string, plates: readonly string[]]
type WrittenUnread = readonly [vin: string, plate: string | null, at: string | null, until: string]

/** The changes as the rule takes them. */
export const bearingChanges: SQL<readonly PlateChange[]> = sql`bearing.changes`.mapWith(changesOf)

/** What was never read of them, as the rule takes it. */
export const bearingUnread: SQL<readonly UnreadChange[]> = sql`bearing.unread`.mapWith(unreadOf)

function changesOf(written: unknown): readonly PlateChange[] {
  return ((written ?? []) as readonly WrittenChange[]).map(([vin, at, plates]) => ({
    vin,
    at: new Date(at),
    plates: plates.map((plate) => {
      const [number = '', colour] = plate.split(' ')
      return number === '' ? null : { number, colour: colour as PlateColour }
    }),
  }))
}

function unreadOf(written: unknown): readonly UnreadChange[] {
  return ((written ?? []) as readonly WrittenUnread[]).map(([vin, plateNumber, at, until]) => ({
    vin,
    plateNumber,
    at: at === null ? null : new Date(at),
    until: new Date(until),
  }))
}

/** Tokens of unread records of some messages about the plates the vehicle asked for ever bore. */
export function plateTokens(messages: readonly string[]): SQL {
  return sql`array(select m || ' PLATE ' || p from unnest(array[${sql.raw(messages.map((name) => `'${name}'`).join(', '))}]) m, unnest(borne.plates) p)`
}
