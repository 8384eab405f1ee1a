import type { Database } from '@one-visit/kit/database.ts'
import { byKey, groupByKey } from '@one-visit/kit/loader.ts'
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
export const createLoaders = (db: Database) => ({
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
})

/** Loaders of one request. */
export type Loaders = ReturnType<typeof createLoaders>
