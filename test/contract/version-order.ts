/** What the versions of an item must be to one another. */
import { dayBefore } from '@one-visit/approvals/catalogue/check.ts'
import type { ItemVersion } from '@one-visit/approvals/catalogue/item.ts'

type Ordered = Pick<ItemVersion, 'version' | 'validFrom' | 'until' | 'releasedOn' | 'corrects' | 'needs'>

/** What is wrong with a list of versions, each as a sentence: order of release, corrections, gaps in the days of the law. */
export function faultsOfVersions(versions: readonly Ordered[]): string[] {
  return [
    ...versions.flatMap((version, index) => faultsOf(version, versions.slice(0, index))),
    ...gapsOf(versions),
  ]
}

function faultsOf(version: Ordered, before: readonly Ordered[]): string[] {
  const { version: number, validFrom, until, releasedOn, corrects, needs } = version
  const last = before.at(-1)
  const faults = [
    [until !== undefined && until < validFrom, `Version ${number} ends before it begins.`],
    [
      last !== undefined && releasedOn < last.releasedOn,
      `Version ${number} was released before version ${last?.version}: versions stand in the order of their release.`,
    ],
  ] as const
  const told = faults.flatMap(([isSo, text]) => (isSo ? [text] : []))
  if (corrects === undefined) return told
  const mended = before.find((each) => each.version === corrects)
  if (mended === undefined)
    return [...told, `Version ${number} corrects version ${corrects}, which is not before it.`]
  const more = needs.filter((need) => !mended.needs.includes(need))
  return [
    ...told,
    ...(overlap(version, mended)
      ? []
      : [`Version ${number} corrects version ${corrects}, whose law holds on no day of its own.`]),
    // Cases are moved to it, and what they did not name when they were handed in nobody can add.
    ...(more.length === 0
      ? []
      : [`Version ${number} needs ${more.join()}, which version ${corrects} does not.`]),
  ]
}

function overlap(a: Ordered, b: Ordered): boolean {
  return a.validFrom <= endOf(b) && b.validFrom <= endOf(a)
}

const endOf = ({ until = '9999-12-31' }: Pick<Ordered, 'until'>): string => until

/** Days between the first and the last of the law on which no version holds. */
function gapsOf(versions: readonly Ordered[]): string[] {
  const inOrder = versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return inOrder.flatMap(({ version, validFrom }, index) => {
    const ends = inOrder.slice(0, index).map(endOf)
    const covered = ends.reduce<string>((latest, end) => (end > latest ? end : latest), ends[0] ?? validFrom)
    return dayBefore(validFrom) <= covered
      ? []
      : [`Before version ${version} no version holds on the days after ${covered}.`]
  })
}
