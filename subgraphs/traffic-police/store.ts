import { type Database, prepared } from '@one-visit/kit/database.ts'
import { recordsMax } from '@one-visit/kit/evidence-list.ts'
import { and, asc, eq, sql } from 'drizzle-orm'
import { licences, policeVehicleHistory, policeVehicles, pulls, usageChanges } from './tables.ts'

/** A vehicle as the police have it. */
export type PoliceVehicleRow = typeof policeVehicles.$inferSelect & { previous: string | null }

/** A usage-type change. */
export type UsageChangeRow = typeof usageChanges.$inferSelect

/** A driving licence. */
export type LicenceRow = typeof licences.$inferSelect

const vehiclesByVin = prepared('police_vehicles_by_vin', (orm) =>
  orm
    .select({
      vehicle: policeVehicles,
      // The newest other usage the police ever stated for the vehicle.
      previous: sql<string | null>`(
        select h.usage from ${policeVehicleHistory} h
        where h.vin = ${policeVehicles.vin} and not h.deleted and h.usage <> ${policeVehicles.usage}
          and h.source_at <= ${policeVehicles.sourceAt}
        order by h.source_at desc, h.source_sequence desc limit 1)`.as('previous'),
    })
    .from(policeVehicles)
    .where(sql`${policeVehicles.vin} = any(${sql.placeholder('vins')}::text[])`),
)

/** Vehicles by VIN, in no order. */
export const findVehiclesByVin = async (db: Database, vins: readonly string[]): Promise<PoliceVehicleRow[]> =>
  (await vehiclesByVin(db).execute({ vins })).map(({ vehicle, previous }) => ({ ...vehicle, previous }))

const changesByVin = prepared('police_changes_by_vin', (orm) => {
  const ranked = orm
    .select({
      changeId: usageChanges.changeId,
      vin: usageChanges.vin,
      rank: sql<number>`row_number() over (partition by ${usageChanges.vin}
        order by ${usageChanges.deleted}, coalesce(${usageChanges.completedOn}, '9999-12-31') desc, ${usageChanges.acceptedAt} desc, ${usageChanges.changeId} desc)`.as(
        'rank',
      ),
    })
    .from(usageChanges)
    .where(sql`${usageChanges.vin} = any(${sql.placeholder('vins')}::text[])`)
    .as('ranked')
  return orm
    .select()
    .from(usageChanges)
    .innerJoin(ranked, eq(ranked.changeId, usageChanges.changeId))
    .where(sql`${ranked.rank} <= ${recordsMax + 1}`)
    .orderBy(asc(ranked.vin), asc(ranked.rank))
})

/** Changes of some vehicles, newest first, one more than an envelope holds. */
export const findChangesByVin = async (db: Database, vins: readonly string[]): Promise<UsageChangeRow[]> =>
  (await changesByVin(db).execute({ vins })).map((row) => row.usage_changes)

const changesById = prepared('police_changes_by_id', (orm) =>
  orm
    .select()
    .from(usageChanges)
    .where(sql`${usageChanges.changeId} = any(${sql.placeholder('ids')}::text[])`),
)

/** Changes by business serial number. */
export const findChangesById = (db: Database, ids: readonly string[]): Promise<UsageChangeRow[]> =>
  changesById(db).execute({ ids })

const licencesByRef = prepared('police_licences_by_ref', (orm) =>
  orm
    .select()
    .from(licences)
    .where(sql`${licences.ref} = any(${sql.placeholder('refs')}::text[])`),
)

/** Driving licences by pseudonym. */
export const findLicencesByRef = (db: Database, refs: readonly string[]): Promise<LicenceRow[]> =>
  licencesByRef(db).execute({ refs })

const pullsByVin = prepared('police_pulls_by_vin', (orm) =>
  orm
    .select()
    .from(pulls)
    .where(and(sql`${pulls.vin} = any(${sql.placeholder('vins')}::text[])`)),
)

/** What became of the newest pulls. */
export const findPullsByVin = (db: Database, vins: readonly string[]) => pullsByVin(db).execute({ vins })
