import type { Database } from '@one-visit/kit/database/database.ts'
import { byKey, groupByKey } from '@one-visit/kit/graph/loader.ts'
import type { Page } from '@one-visit/kit/graph/paging.ts'
import { findPermits, findPlates, findRegistrations, type PlateInterval } from './store.ts'

type PlatesLoader = { load(vin: string): Promise<readonly PlateInterval[]> }

/** Loaders of one request: each asks one statement for all keys of a fetch. */
export function buildLoaders({ db }: { db: Database }) {
  const platesByPage = new Map<string, PlatesLoader>()
  return {
    registrationByVin: byKey(
      (vins: readonly string[]) => findRegistrations(db, vins),
      (row) => row.askedVin,
    ),
    permitsByVin: groupByKey(
      (vins: readonly string[]) => findPermits(db, vins),
      (row) => row.askedVin,
    ),
    /** Vehicles asked for the same page share one statement. */
    platesByVin: (page: Page): PlatesLoader => {
      const name = JSON.stringify(page)
      const known = platesByPage.get(name)
      if (known !== undefined) return known
      const made = groupByKey(
        (vins: readonly string[]) => findPlates(db, vins, page),
        (row) => row.vin,
      )
      platesByPage.set(name, made)
      return made
    },
  }
}

/** Loaders of one request. */
export type Loaders = ReturnType<typeof buildLoaders>
