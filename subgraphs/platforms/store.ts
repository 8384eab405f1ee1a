/** Questions to the tables: keys in, rows out, each one statement that is prepared once. */
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { prepared } from '@one-visit/kit/database/database.ts'
import { and, eq, sql } from 'drizzle-orm'
import {
  asked,
  askedCompany,
  contradictedIn,
  knownCompany,
  knownPlatforms,
  standing,
  standingTable,
} from './standing-query.ts'
import { companies, mileages, permits, policies, vehicleHistory, vehicles } from './tables.ts'

const askedVin = sql<string>`asked.vin`

const contradicted = contradictedIn(vehicleHistory, vehicles, [vehicles.companyId, vehicles.vin])

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
      askedCompany: knownCompany,
      report: vehicles,
      contradicted,
      standing,
    })
    .from(asked('vin'))
    .innerJoin(knownPlatforms(vehicles, vehicles.vin, 'vin'), sql`true`)
    .leftJoin(vehicles, and(eq(vehicles.companyId, knownCompany), eq(vehicles.vin, askedVin)))
    .leftJoin(companies, eq(companies.companyId, knownCompany))
    .leftJoin(standingTable(knownCompany), sql`true`)
    .orderBy(knownCompany),
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

/** What platforms report of vehicles, one row a pair. */
export function findVehicleReports(db: Database, pairs: readonly VehiclePair[]) {
  return vehicleReports(db).execute(pairValues(pairs))
}

function pairValues(pairs: readonly VehiclePair[]) {
  return {
    vin: pairs.map(([vin]) => vin),
    company_id: pairs.map(([, companyId]) => companyId),
  }
}

/** What every platform known to the hub reports of vehicles, one row a vehicle and platform. */
export function findAllVehicleReports(db: Database, vins: readonly string[]) {
  return allVehicleReports(db).execute({ vin: vins })
}

/** Policies by the plate text of the platform's own vehicle, latest expiry first; one row a pair where there is none. */
export function findInsurances(db: Database, pairs: readonly VehiclePair[]) {
  return insurances(db).execute(pairValues(pairs))
}

/** Odometer totals by the plate text of the platform's own vehicle, newest first; one row a pair where there is none. */
export function findMileages(db: Database, pairs: readonly VehiclePair[]) {
  return mileageFigures(db).execute(pairValues(pairs))
}

/** Companies' own statements, one row a company. */
export function findCompanies(db: Database, companyIds: readonly string[]) {
  return companyStatements(db).execute({ company_id: companyIds })
}

/** Operating permits of companies in cities, latest expiry first; one row where there is none. */
export function findPermits(db: Database, places: readonly CompanyPlace[]) {
  return companyPermits(db).execute({
    company_id: places.map(([companyId]) => companyId),
    division: places.map(([, division]) => division),
  })
}

export type VehicleReportRow = Awaited<ReturnType<typeof findVehicleReports>>[number]
export type InsuranceRow = Awaited<ReturnType<typeof findInsurances>>[number]
export type MileageRow = Awaited<ReturnType<typeof findMileages>>[number]
export type CompanyRow = Awaited<ReturnType<typeof findCompanies>>[number]
export type PermitRow = Awaited<ReturnType<typeof findPermits>>[number]
