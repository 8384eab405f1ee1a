/** Questions to the tables: keys in, rows out, each one statement that is prepared once. */
import type { Database, Orm } from '@one-visit/kit/database.ts'
import { prepared } from '@one-visit/kit/database.ts'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import {
  companies,
  feedScopes,
  feedSources,
  mileages,
  permits,
  policies,
  vehicleHistory,
  vehicles,
} from './tables.ts'

/** The most platforms one vehicle is answered for. */
const platformsMax = 50

/** The keys asked for, as rows: asked.vin, asked.company_id and so on. */
const asked = (...names: string[]): SQL =>
  sql`unnest(${sql.join(
    names.map((name) => sql`${sql.placeholder(name)}::text[]`),
    sql.raw(', '),
  )}) as asked(${sql.join(
    names.map((name) => sql.identifier(name)),
    sql.raw(', '),
  )})`

const askedCompany = sql<string>`asked.company_id`
const askedVin = sql<string>`asked.vin`

/**
 * Which of the sources that may speak for a company vouches for it: one that declared its first load complete before
 * one that did not, the company itself before a relay.
 */
const standingTable = (companyId: SQL): SQL => sql`lateral (
  select s.name, s.authority, s.heartbeat_every_seconds, f.initial_load_completed_at, f.heartbeat_at, f.reconciled_at, f.gap
  from ${feedSources} s left join ${feedScopes} f on f.source = s.id and f.scope in ('*', ${companyId})
  where s.allowed && array[${companyId}, '*']
  order by f.initial_load_completed_at is null, '*' = any (s.allowed), cardinality(s.allowed), s.id, f.scope = '*'
  limit 1) as standing`

/** Name of a company and how far its source vouches for what is not there. */
const standing = {
  companyName: sql<string | null>`${companies.name}`, // a bare column would make drizzle drop the whole group when the company is unknown
  sourceName: sql<string | null>`standing.name`,
  authority: sql<string | null>`standing.authority`,
  heartbeatEverySeconds: sql<number | null>`standing.heartbeat_every_seconds`,
  initialLoadCompletedAt: sql<Date | null>`standing.initial_load_completed_at`.mapWith(
    feedScopes.initialLoadCompletedAt,
  ),
  heartbeatAt: sql<Date | null>`standing.heartbeat_at`.mapWith(feedScopes.heartbeatAt),
  reconciledAt: sql<Date | null>`standing.reconciled_at`.mapWith(feedScopes.reconciledAt),
  gap: sql<boolean | null>`standing.gap`,
}

/** Whether the company said two things at one instant, so that nobody knows which of them holds. */
const contradicted = sql<boolean>`exists (select from ${vehicleHistory} h
  where h.company_id = ${vehicles.companyId} and h.vin = ${vehicles.vin} and h.source_at = ${vehicles.sourceAt}
    and h.source_sequence = ${vehicles.sourceSequence} and h.digest <> ${vehicles.digest})`

/** Other vehicles of the company that carry the plate text, and those of them of the same colour. */
const carriersTable = sql`lateral (
  select count(*)::int as others, count(*) filter (where o.plate_colour = ${vehicles.plateColour})::int as same_colour
  from ${vehicles} o where o.company_id = ${vehicles.companyId} and o.plate_number = ${vehicles.plateNumber}
    and not o.deleted and o.vin <> ${vehicles.vin}) as carriers`

const carriers = {
  others: sql<number>`coalesce(carriers.others, 0)`,
  sameColour: sql<number>`coalesce(carriers.same_colour, 0)`,
}

const reportOfPair = and(eq(vehicles.companyId, askedCompany), eq(vehicles.vin, askedVin))
const companyOfPair = eq(companies.companyId, askedCompany)

const vehicleReports = prepared('platforms_vehicle_reports', (orm: Orm) =>
  orm
    .select({ askedVin, askedCompany, report: vehicles, contradicted, standing })
    .from(asked('vin', 'company_id'))
    .leftJoin(vehicles, reportOfPair)
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`),
)

const allVehicleReports = prepared('platforms_all_vehicle_reports', (orm: Orm) =>
  orm
    .select({
      askedVin,
      askedCompany: sql<string>`known.company_id`,
      report: vehicles,
      contradicted,
      standing,
    })
    .from(asked('vin'))
    .innerJoin(
      sql`lateral (
        select p.company_id from (
          select company_id from ${companies} where not deleted
          union select unnest(allowed) from ${feedSources}
          union select company_id from ${vehicles} where vin = asked.vin
        ) p
        left join ${vehicles} r on r.company_id = p.company_id and r.vin = asked.vin
        where p.company_id <> '*' order by r.vin is null, p.company_id limit ${sql.raw(String(platformsMax))}
      ) as known`,
      sql`true`,
    )
    .leftJoin(vehicles, and(eq(vehicles.companyId, sql`known.company_id`), eq(vehicles.vin, askedVin)))
    .leftJoin(companies, eq(companies.companyId, sql`known.company_id`))
    .leftJoin(standingTable(sql`known.company_id`), sql`true`)
    .orderBy(sql`known.company_id`),
)

const insurances = prepared('platforms_insurances', (orm: Orm) =>
  orm
    .select({ askedVin, askedCompany, report: vehicles, carriers, policy: policies, standing })
    .from(asked('vin', 'company_id'))
    .leftJoin(vehicles, reportOfPair)
    .leftJoin(carriersTable, sql`true`)
    .leftJoin(
      policies,
      and(eq(policies.companyId, vehicles.companyId), eq(policies.plateNumber, vehicles.plateNumber)),
    )
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(sql`${policies.validUntil} desc nulls last`, policies.policyNumber),
)

const mileageFigures = prepared('platforms_mileages', (orm: Orm) =>
  orm
    .select({ askedVin, askedCompany, report: vehicles, carriers, figure: mileages, standing })
    .from(asked('vin', 'company_id'))
    .leftJoin(vehicles, reportOfPair)
    .leftJoin(carriersTable, sql`true`)
    .leftJoin(
      mileages,
      and(eq(mileages.companyId, vehicles.companyId), eq(mileages.plateNumber, vehicles.plateNumber)),
    )
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(sql`${mileages.sourceAt} desc`),
)

const companyStatements = prepared('platforms_companies', (orm: Orm) =>
  orm
    .select({ askedCompany, statement: companies, standing })
    .from(asked('company_id'))
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`),
)

const companyPermits = prepared('platforms_permits', (orm: Orm) =>
  orm
    .select({ askedCompany, askedDivision: sql<string>`asked.division`, permit: permits, standing })
    .from(asked('company_id', 'division'))
    .leftJoin(permits, and(eq(permits.companyId, askedCompany), eq(permits.division, sql`asked.division`)))
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(sql`${permits.validUntil} desc nulls first`, permits.permitNumber),
)

/** A vehicle on a platform: VIN and company identifier. */
export type VehiclePair = readonly [vin: string, companyId: string]
/** A company in a city: company identifier and division. */
export type CompanyPlace = readonly [companyId: string, division: string]

const pairValues = (pairs: readonly VehiclePair[]) => ({
  vin: pairs.map(([vin]) => vin),
  company_id: pairs.map(([, companyId]) => companyId),
})

/** What platforms report of vehicles, one row a pair. */
export const findVehicleReports = (db: Database, pairs: readonly VehiclePair[]) =>
  vehicleReports(db).execute(pairValues(pairs))

/** What every platform known to the hub reports of vehicles, one row a vehicle and platform. */
export const findAllVehicleReports = (db: Database, vins: readonly string[]) =>
  allVehicleReports(db).execute({ vin: vins })

/** Policies by the plate text of the platform's own vehicle, latest expiry first; one row a pair where there is none. */
export const findInsurances = (db: Database, pairs: readonly VehiclePair[]) =>
  insurances(db).execute(pairValues(pairs))

/** Odometer totals by the plate text of the platform's own vehicle, newest first; one row a pair where there is none. */
export const findMileages = (db: Database, pairs: readonly VehiclePair[]) =>
  mileageFigures(db).execute(pairValues(pairs))

/** Companies' own statements, one row a company. */
export const findCompanies = (db: Database, companyIds: readonly string[]) =>
  companyStatements(db).execute({ company_id: companyIds })

/** Operating permits of companies in cities, latest expiry first; one row where there is none. */
export const findPermits = (db: Database, places: readonly CompanyPlace[]) =>
  companyPermits(db).execute({
    company_id: places.map(([companyId]) => companyId),
    division: places.map(([, division]) => division),
  })

/** A row of findVehicleReports. */
export type VehicleReportRow = Awaited<ReturnType<typeof findVehicleReports>>[number]
/** A row of findInsurances. */
export type InsuranceRow = Awaited<ReturnType<typeof findInsurances>>[number]
/** A row of findMileages. */
export type MileageRow = Awaited<ReturnType<typeof findMileages>>[number]
/** A row of findCompanies. */
export type CompanyRow = Awaited<ReturnType<typeof findCompanies>>[number]
/** A row of findPermits. */
export type PermitRow = Awaited<ReturnType<typeof findPermits>>[number]
/** What every row says of the company's standing. */
export type Standing = VehicleReportRow['standing']
