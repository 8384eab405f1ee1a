import type { CatalogueItem, ItemVersion } from '../item.ts'
import { frt01 } from './FRT-01.ts'
import { rhl02 } from './RHL-02.ts'

/** The catalogue, in the order it is shown. */
export const catalogue: readonly CatalogueItem[] = Object.freeze([frt01, rhl02])

/** An item in one of its versions. */
export type Item = Omit<CatalogueItem, 'versions'> & ItemVersion

/** An item by code. */
export function findItem(code: string): CatalogueItem | undefined {
  return catalogue.find((item) => item.code === code)
}

/** An item in the version in force on a day; undefined for an unknown code and before its first version. */
export function itemInForce(code: string, day: string): Item | undefined {
  const item = findItem(code)
  const version = item?.versions.findLast(({ validFrom }) => validFrom <= day)
  return item && version && inVersion(item, version)
}

function inVersion({ versions: _, ...item }: CatalogueItem, version: ItemVersion): Item {
  return {
    ...item,
    ...version,
  }
}

/** An item in a given version, for what was judged by it. @throws Error when there never was one */
export function getItemVersion(code: string, version: number): Item {
  const item = findItem(code)
  const found = item?.versions[version - 1]
  if (item === undefined || found === undefined) throw new Error(`There is no version ${version} of ${code}.`)
  return inVersion(item, found)
}
