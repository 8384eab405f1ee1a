import type { Database } from '@one-visit/kit/database/database.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import { findFares, findPayments, findScales, findServiceOffices } from './company-store.ts'
import { findCredits, findEngagements, findMonths, findPunishments, findTrainings } from './driver-store.ts'
import {
  type CompanyPlace,
  findAllVehicleReports,
  findCompanies,
  findInsurances,
  findMileages,
  findPermits,
  findVehicleReports,
  type VehiclePair,
} from './store.ts'

/** Loaders of one request: each asks one statement for all keys of a fetch. */
export function buildLoaders({ db }: { db: Database }) {
  return {
    reportByPair: byKey(
      (pairs: readonly VehiclePair[]) => findVehicleReports(db, pairs),
      (row): VehiclePair => [row.askedVin, row.askedCompany],
    ),
    reportsByVin: groupByKey(
      (vins: readonly string[]) => findAllVehicleReports(db, vins),
      (row) => row.askedVin,
    ),
    insuranceByPair: groupByKey(
      (pairs: readonly VehiclePair[]) => findInsurances(db, pairs),
      (row): VehiclePair => [row.askedVin, row.askedCompany],
    ),
    mileageByPair: groupByKey(
      (pairs: readonly VehiclePair[]) => findMileages(db, pairs),
      (row): VehiclePair => [row.askedVin, row.askedCompany],
    ),
    companyById: byKey(
      (companyIds: readonly string[]) => findCompanies(db, companyIds),
      (row) => row.askedCompany,
    ),
    permitsByPlace: groupByKey(
      (places: readonly CompanyPlace[]) => findPermits(db, places),
      (row): CompanyPlace => [row.askedCompany, row.askedDivision],
    ),
    scaleById: byKey(
      (companyIds: readonly string[]) => findScales(db, companyIds),
      (row) => row.askedCompany,
    ),
    paymentsById: groupByKey(
      (companyIds: readonly string[]) => findPayments(db, companyIds),
      (row) => row.askedCompany,
    ),
    servicesByPlace: groupByKey(
      (places: readonly CompanyPlace[]) => findServiceOffices(db, places),
      (row): CompanyPlace => [row.askedCompany, row.askedDivision],
    ),
    faresByPlace: groupByKey(
      (places: readonly CompanyPlace[]) => findFares(db, places),
      (row): CompanyPlace => [row.askedCompany, row.askedDivision],
    ),
    engagementsByRef: groupByKey(
      (refs: readonly string[]) => findEngagements(db, refs),
      (row) => row.askedRef,
    ),
    creditsByRef: groupByKey(
      (refs: readonly string[]) => findCredits(db, refs),
      (row) => row.askedRef,
    ),
    punishmentsByRef: groupByKey(
      (refs: readonly string[]) => findPunishments(db, refs),
      (row) => row.askedRef,
    ),
    trainingsByRef: groupByKey(
      (refs: readonly string[]) => findTrainings(db, refs),
      (row) => row.askedRef,
    ),
    monthsByRef: groupByKey(
      (refs: readonly string[]) => findMonths(db, refs),
      (row) => row.askedRef,
    ),
  }
}

/** Loaders of one request. */
export type Loaders = ReturnType<typeof buildLoaders>
