/** Who bore the plates of a vehicle, for questions about facts that name a plate: read by `plate-bearing.ts`. */
import type { PlateColour } from '@one-visit/schema/codes.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { PlateChange } from './plate-bearing.ts'
import { vehicleHistory } from './tables.ts'

/** Plates the vehicle asked for ever bore on the platform asked about, as borne.plates; the offset has them read once. */
export const borneTable = sql`lateral (
  select array(select distinct h.plate_number from ${vehicleHistory} h
    where h.company_id = asked.company_id and h.vin = asked.vin and h.plate_number is not null) as plates offset 0) as borne`

/**
 * Every change of plate of each vehicle that ever bore one of those plates, as bearing.changes, and their instants as
 * bearing.cuts: a short array as planners see it, where they take any JSON for a hundred rows. Of one instant the record
 * with the largest Flag speaks, several where they contradict one another; what changes no plate is left out.
 */
export const bearingTable = sql`lateral (
  select json_agg(json_build_array(w.vin, w.source_at, w.plates)) as changes, array_agg(w.source_at) as cuts from (
    select g.*, lag(g.plates) over (partition by g.vin order by g.source_at) as before from (
      select distinct on (h.vin, h.source_at) h.vin, h.source_at, array_agg(distinct
          case when h.deleted or h.in_service is not true then '' else h.plate_number || ' ' || h.plate_colour end) as plates
      from ${vehicleHistory} h
      where h.company_id = asked.company_id and h.vin = any(array(
        select distinct o.vin from ${vehicleHistory} o where o.company_id = asked.company_id
          and o.plate_number = any(borne.plates) and o.plate_number is not null))
      group by h.vin, h.source_at, h.source_sequence, h.mapping_version
      order by h.vin, h.source_at, h.source_sequence desc, h.mapping_version desc
    ) g
  ) w where w.plates is distinct from w.before) as bearing`

type WrittenChange = readonly [vin: string, at: string, plates: readonly string[]]

/** The changes as the rule takes them. */
export const bearingChanges: SQL<readonly PlateChange[]> = sql`bearing.changes`.mapWith(changesOf)

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

/** Tokens of unread records of some messages about the plates the vehicle asked for ever bore. */
export function plateTokens(messages: readonly string[]): SQL {
  return sql`array(select m || ' PLATE ' || p from unnest(array[${sql.raw(messages.map((name) => `'${name}'`).join(', '))}]) m, unnest(borne.plates) p)`
}
