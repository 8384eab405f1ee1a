import { dayBefore } from '@one-visit/schema/time.ts'
import type { OfficeKind, OfficePower } from './generated/resolvers.ts'
import { everyPower, powersOf, type StatedPower } from './powers.ts'
import { type DatedVersion, isDivided, standingVersions } from './standing-versions.ts'

/** What is known of one delegation of an item to an office. */
export interface DelegationVersion extends DatedVersion {
  officeId: string
  power: StatedPower
  validUntil: string | null
  endsEarlier: boolean
}

/** Powers a delegation gives from one day to another; the last day is null where none is known. */
export interface DelegatedPowers<Version> {
  version: Version
  powers: OfficePower[]
  validUntil: string | null
  /** Whether the directory says two things of it at one instant. */
  contradicted: boolean
}

/**
 * The powers an office holds over an item, with their days, by the first of them. Delegations stand beside one another: one
 * that is announced changes nothing before its first day, and ends an earlier one only where it says so, for the powers it
 * is of itself. One of which the directory says two things may have ended it: from its first day on nobody knows.
 */
export function delegatedPowers<Version extends DelegationVersion>(
  versions: readonly Version[],
  kind: OfficeKind | undefined,
): DelegatedPowers<Version>[] {
  const standing = standingVersions(versions).map((version) => ({
    version,
    contradicted: version.contradicted === true || isDivided(version, versions),
  }))
  return standing.flatMap(({ version, contradicted }) => {
    const byEnd = new Map<string | null, OfficePower[]>()
    for (const power of powersOf(version.power, version.officeId, kind)) {
      const end = endOf(version, power, standing)
      byEnd.set(end, [...(byEnd.get(end) ?? []), power])
    }
    return [...byEnd].map(([validUntil, powers]) => ({ version, powers, validUntil, contradicted }))
  })
}

/** The delegation that says whether the office may accept the item on a day: of those that stand the last to have begun, else the last that has ended, else the next to begin. */
export function acceptanceOfDay<Version extends DelegationVersion>(
  delegated: readonly DelegatedPowers<Version>[],
  day: string,
): DelegatedPowers<Version> | undefined {
  const accepting = delegated.filter(({ powers }) => powers.includes('ACCEPT'))
  const begun = accepting.filter(({ version }) => version.validFrom <= day)
  return (
    begun.findLast(
      ({ validUntil, contradicted }) => contradicted || validUntil === null || day <= validUntil,
    ) ??
    begun.at(-1) ??
    accepting[0]
  )
}

/** A delegation, and whether the directory says two things of it. */
interface Doubted {
  version: DelegationVersion
  contradicted: boolean
}

/** Last day of a power: its own, or the one before the first that ends it begins. */
function endOf(version: DelegationVersion, power: OfficePower, standing: readonly Doubted[]): string | null {
  const next = standing.find(
    ({ version: later, contradicted }) =>
      (later.endsEarlier || contradicted) &&
      later.validFrom > version.validFrom &&
      (later.power === everyPower || later.power === power),
  )
  const ends = [version.validUntil, next === undefined ? null : dayBefore(next.version.validFrom)]
  return ends.filter((end) => end !== null).sort()[0] ?? null
}
