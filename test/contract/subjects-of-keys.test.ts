import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import * as drivers from '../../subgraphs/drivers/tables.ts'
import * as inspections from '../../subgraphs/inspections/tables.ts'
import * as offices from '../../subgraphs/offices/tables.ts'
import * as operators from '../../subgraphs/operators/tables.ts'
import * as companies from '../../subgraphs/platforms/company-tables.ts'
import * as engagements from '../../subgraphs/platforms/driver-tables.ts'
import * as platforms from '../../subgraphs/platforms/tables.ts'
import * as police from '../../subgraphs/traffic-police/tables.ts'
import * as vehicles from '../../subgraphs/vehicles/tables.ts'

const rooms = {
  drivers,
  inspections,
  offices,
  operators,
  police,
  vehicles,
  platforms: { ...platforms, ...companies, ...engagements },
}

/** Whom a row can be about; the first of these columns a table has. */
const subjects = ['vin', 'ref', 'plateNumber', 'companyId', 'uscc', 'stationId', 'officeId', 'id']

/** Tables of what stands, as rooms keep them of what they are sent: each with its subject and its key. */
const standing = Object.entries(rooms).flatMap(([room, tables]) =>
  Object.values(tables)
    .filter((table) => is(table, PgTable))
    .filter((table) => 'contradicted' in getTableColumns(table) && !getTableName(table).endsWith('_history'))
    .map((table) => {
      const columns = getTableColumns(table)
      const { primaryKeys } = getTableConfig(table)
      const key = [
        ...primaryKeys.flatMap(({ columns: of }) => of.map(({ name }) => name)),
        ...Object.values(columns).flatMap(({ primary, name }) => (primary ? [name] : [])),
      ]
      const subject = subjects.find((name) => name in columns)
      return { table: `${room} ${getTableName(table)}`, subject: columns[subject ?? '']?.name ?? '', key }
    }),
)

/**
 * Where a record can pass to somebody else under its key, it conflicts for both: the room's tests that say "conflicts on
 * both" or, of an annulment, "of another it is a doubt". A table that joins the list needs such a test of its own.
 */
it('a record is known by whom it is about, or conflicts where it is stated of another', () => {
  expect(standing.length).toBeGreaterThan(25)
  expect(standing.filter(({ subject }) => subject === '')).toEqual([])
  expect(standing.filter(({ subject, key }) => !key.includes(subject)).map(({ table }) => table)).toEqual([
    'drivers registrations',
    'inspections inspections',
    'inspections cancellations',
    'police usage_changes',
    'vehicles permits',
  ])
})
