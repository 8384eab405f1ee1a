/** Questions to the tables: keys in, rows out, each one statement that is prepared once. */
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import { prepared } from '@one-visit/kit/database/database.ts'
import { divisionsHolding } from '@one-visit/schema/divisions.ts'
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { bearingChanges, bearingTable, bearingUnread, borneTable, plateTokens } from './plate-query.ts'
import {
  asked,
  askedCompany,
  isPicked,
  knownCompany,
  knownPlatforms,
  standing,
  standingTable,
  unreadOf,
} from './standing-query.ts'
import { companies, mileageHistory, mileages, permits, policies, vehicles } from './tables.ts'

const askedVin = sql<string>`asked.vin`
const reportOfPair = and(eq(vehicles.companyId, askedCompany), eq(vehicles.vin, askedVin))
const companyOfPair = eq(companies.companyId, askedCompany)

/** What is not read yet of a vehicle: about its VIN, or the plate it bears. */
function unreadVehicle(companyId: SQL) {
  return unreadOf(['baseInfoVehicle'], companyId, [
    ['VIN', askedVin],
    ['PLATE', sql`${vehicles.plateNumber}`],
  ])
}

/** Whether the company reports another vehicle under the permit number of this one. */
const permitNumberShared = sql<boolean>`exists (select from ${vehicles} o
  where o.company_id = ${vehicles.companyId} and o.permit_number = ${vehicles.permitNumber}
    and o.permit_number is not null and not o.deleted and o.vin <> ${vehicles.vin})`

const vehicleReports = prepared('platforms_vehicle_reports', (orm: Orm) =>
  orm
    .select({
      askedVin,
      askedCompany,
      report: vehicles,
      permitNumberShared,
      standing,
      unreadSince: unreadVehicle(askedCompany),
    })
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
      permitNumberShared,
      standing,
      unreadSince: unreadVehicle(knownCompany),
    })
    .from(asked('vin'))
    .innerJoin(knownPlatforms(vehicles, vehicles.vin, 'vin'), sql`true`)
    .leftJoin(vehicles, and(eq(vehicles.companyId, knownCompany), eq(vehicles.vin, askedVin)))
    .leftJoin(companies, eq(companies.companyId, knownCompany))
    .leftJoin(standingTable(knownCompany), sql`true`)
    .orderBy(knownCompany),
)

/** What is not read yet of a fact that names a plate: about the plates the vehicle bore, or about who bore them. */
function unreadFact(message: string) {
  const messages = ['baseInfoVehicle', message]
  return unreadOf(messages, askedCompany, [['VIN', askedVin]], plateTokens(messages))
}

const insurances = prepared('platforms_insurances', (orm: Orm) =>
  orm
    .select({
      askedVin,
      askedCompany,
      changes: bearingChanges,
      unread: bearingUnread,
      policy: policies,
      standing,
      unreadSince: unreadFact('baseInfoVehicleInsurance'),
    })
    .from(asked('vin', 'company_id'))
    .leftJoin(borneTable, sql`true`)
    .leftJoin(bearingTable, sql`true`)
    .leftJoin(
      policies,
      and(eq(policies.companyId, askedCompany), sql`${policies.plateNumber} = any(borne.plates)`),
    )
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(sql`${policies.validUntil} desc nulls last`, policies.policyNumber, policies.plateNumber),
)

const figureKeys = [
  mileageHistory.plateNumber,
  mileageHistory.plateColour,
  mileageHistory.sourceAt,
  mileageHistory.sourceSequence,
  mileageHistory.digest,
]
/**
 * The figures that can be a vehicle's: the one that stands under each plate it ever bore and, where anybody bore the plate
 * before or after, the newest before each change: between two changes no other counts. Two of each, so that a contradiction
 * shows.
 */
const pickedFigures = sql`lateral (
  select m.plate_number, m.plate_colour, m.source_at, m.source_sequence, m.digest, m.contradicted
  from ${mileages} m where m.company_id = asked.company_id and m.plate_number = any(borne.plates)
  union select f.*, false from ${mileages} m, unnest(case when cardinality(bearing.cuts) > 1 then bearing.cuts end) cut,
  lateral (
    select h.plate_number, h.plate_colour, h.source_at, h.source_sequence, h.digest from ${mileageHistory} h
    where h.company_id = m.company_id and h.plate_number = m.plate_number and h.plate_colour = m.plate_colour
      and h.source_at < cut and h.digest <> m.digest
    order by h.source_at desc, h.source_sequence desc, h.mapping_version desc limit 2
  ) f
  where m.company_id = asked.company_id and m.plate_number = any(borne.plates)) as picked`

const mileageFigures = prepared('platforms_mileages', (orm: Orm) =>
  orm
    .select({
      askedVin,
      askedCompany,
      changes: bearingChanges,
      unread: bearingUnread,
      figure: mileageHistory,
      contradicted: sql<boolean | null>`picked.contradicted`,
      standing,
      unreadSince: unreadFact('baseInfoVehicleTotalMile'),
    })
    .from(asked('vin', 'company_id'))
    .leftJoin(borneTable, sql`true`)
    .leftJoin(bearingTable, sql`true`)
    .leftJoin(pickedFigures, sql`true`)
    .leftJoin(mileageHistory, and(eq(mileageHistory.companyId, askedCompany), isPicked(figureKeys)))
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`)
    .orderBy(
      desc(mileageHistory.sourceAt),
      desc(mileageHistory.sourceSequence),
      desc(mileageHistory.mappingVersion),
      mileageHistory.digest,
    ),
)

const companyStatements = prepared('platforms_companies', (orm: Orm) =>
  orm
    .select({
      askedCompany,
      statement: companies,
      standing,
      unreadSince: unreadOf(['baseInfoCompany'], askedCompany),
    })
    .from(asked('company_id'))
    .leftJoin(companies, companyOfPair)
    .leftJoin(standingTable(askedCompany), sql`true`),
)

const companyPermits = prepared('platforms_permits', (orm: Orm) =>
  orm
    .select({
      askedCompany,
      askedDivision: sql<string>`asked.division`,
      permit: permits,
      standing,
      unreadSince: unreadOf(['baseInfoCompanyPermit'], askedCompany),
    })
    .from(asked('company_id', 'division', 'holding'))
    .leftJoin(
      permits,
      and(
        eq(permits.companyId, askedCompany),
        sql`${permits.division} = any(string_to_array(asked.holding, ' '))`,
      ),
    )
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

/** Policies of every plate the vehicle ever bore, latest expiry first; one row a pair where there is none. */
export function findInsurances(db: Database, pairs: readonly VehiclePair[]) {
  return insurances(db).execute(pairValues(pairs))
}

/** Odometer totals of every plate the vehicle ever bore, newest first; one row a pair where there is none. */
export function findMileages(db: Database, pairs: readonly VehiclePair[]) {
  return mileageFigures(db).execute(pairValues(pairs))
}

/** Companies' own statements, one row a company. */
export function findCompanies(db: Database, companyIds: readonly string[]) {
  return companyStatements(db).execute({ company_id: companyIds })
}

/** Operating permits of companies for divisions or those they lie in, latest expiry first; one row where there is none. */
export function findPermits(db: Database, places: readonly CompanyPlace[]) {
  return companyPermits(db).execute({
    company_id: places.map(([companyId]) => companyId),
    division: places.map(([, division]) => division),
    holding: places.map(([, division]) => divisionsHolding(division).join(' ')),
  })
}

export type VehicleReportRow = Awaited<ReturnType<typeof findVehicleReports>>[number]
export type InsuranceRow = Awaited<ReturnType<typeof findInsurances>>[number]
export type MileageRow = Awaited<ReturnType<typeof findMileages>>[number]
export type CompanyRow = Awaited<ReturnType<typeof findCompanies>>[number]
export type PermitRow = Awaited<ReturnType<typeof findPermits>>[number]
