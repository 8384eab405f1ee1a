/** What is known of one delegation of an item to an office; days are YYYY-MM-DD. */
export interface DelegationVersion {
  validFrom: string
  deleted: boolean
  /** Whether the directory says two things of it at one instant. */
  contradicted?: boolean
  sourceAt: Date
  sourceSequence: number
  /** Number of the record and version, `number@instant/sequence`. */
  revision: string
}

/**
 * Of the delegations of an item to an office, each known by its first day, the one that says whether the office may handle the
 * item on a day: the last to have begun, else the next to begin. One that is announced leaves the present one alone. A record
 * whose first day was corrected stands by its newest word only; what was withdrawn counts for nothing, unless the directory
 * says at the same instant that it was not.
 */
export function delegationOfDay<Version extends DelegationVersion>(
  versions: readonly Version[],
  day: string,
): Version | undefined {
  const standing = versions
    .filter(
      (version) =>
        (!version.deleted || version.contradicted) && !versions.some((other) => corrects(other, version)),
    )
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return standing.findLast(({ validFrom }) => validFrom <= day) ?? standing[0]
}

/** Whether the directory gives the record of a version another first day at the same instant: nobody knows which it has. */
export function isDivided(version: DelegationVersion, versions: readonly DelegationVersion[]): boolean {
  return versions.some(
    (other) =>
      other.validFrom !== version.validFrom &&
      recordOf(other) === recordOf(version) &&
      !isNewer(other, version) &&
      !isNewer(version, other),
  )
}

/** Whether a version is a newer word of the same record. */
function corrects(one: DelegationVersion, other: DelegationVersion): boolean {
  return isNewer(one, other) && recordOf(one) === recordOf(other)
}

function isNewer(one: DelegationVersion, other: DelegationVersion): boolean {
  return (
    one.sourceAt > other.sourceAt ||
    (one.sourceAt.getTime() === other.sourceAt.getTime() && one.sourceSequence > other.sourceSequence)
  )
}

function recordOf({ revision }: DelegationVersion): string {
  return revision.slice(0, revision.lastIndexOf('@'))
}
