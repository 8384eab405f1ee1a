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

/**
 * An item in the version for a day of the law: the newest released one whose law holds on the day. Undefined for an
 * unknown code and before its first law.
 */
export function itemInForce(code: string, day: string): Item | undefined {
  const item = findItem(code)
  const version = item?.versions.findLast((each) => holdsOn(each, day))
  return item && version && inVersion(item, version)
}

/**
 * The version by which something is judged that was begun under another, on a day of the law: the newest that corrects
 * it, or corrects what corrected it, and whose law holds on the day; the version itself where none does.
 */
export function correctedVersion(code: string, version: number, day: string): number {
  return correctedAmong(findItem(code)?.versions ?? [], version, day)
}

/** The same among versions that are at hand. */
export function correctedAmong(
  versions: readonly Pick<ItemVersion, 'version' | 'validFrom' | 'until' | 'corrects'>[],
  version: number,
  day: string,
): number {
  const next = versions.findLast((each) => each.corrects === version && holdsOn(each, day))
  // A version corrects an earlier one only, so that the chain ends.
  return next === undefined || next.version <= version ? version : correctedAmong(versions, next.version, day)
}

/** The number of the newest version of an item that corrects another; undefined where none does. */
export function newestCorrection({ versions }: CatalogueItem): number | undefined {
  return versions.findLast(({ corrects }) => corrects !== undefined)?.version
}

/** Whether the law of a version holds on a day. */
function holdsOn({ validFrom, until }: Pick<ItemVersion, 'validFrom' | 'until'>, day: string): boolean {
  return validFrom <= day && (until === undefined || day <= until)
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
