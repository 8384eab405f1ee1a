/** What is known of one statement of the directory that begins on a day; days are YYYY-MM-DD. */
export interface DatedVersion {
  validFrom: string
  deleted: boolean
  /** Whether the directory says two things of it at one instant. */
  contradicted?: boolean
  sourceAt: Date
  sourceSequence: number
  /** Number of the record and version, `number@instant/sequence`. */
  revision: string
  /** Of a delegation, the power it is of. */
  power?: string
}

/**
 * The versions that count, by their first day. A record whose first day or power was corrected stands by its newest word
 * only; what was withdrawn counts for nothing, unless the directory says at the same instant that it was not.
 */
export function standingVersions<Version extends DatedVersion>(versions: readonly Version[]): Version[] {
  return versions
    .filter(
      (version) =>
        (!version.deleted || version.contradicted) && !versions.some((other) => corrects(other, version)),
    )
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
}

/** First day, then power: no two versions have the same. */
function placeOf({ validFrom, power = '' }: DatedVersion): string {
  return `${validFrom} ${power}`
}

/** Whether the directory gives the record of a version another first day or power at the same instant: nobody knows which it has. */
export function isDivided(version: DatedVersion, versions: readonly DatedVersion[]): boolean {
  return versions.some(
    (other) =>
      (other.validFrom !== version.validFrom || other.power !== version.power) &&
      recordOf(other) === recordOf(version) &&
      !isNewer(other, version) &&
      !isNewer(version, other),
  )
}

/** Whether a version is a newer word of the same record. */
function corrects(one: DatedVersion, other: DatedVersion): boolean {
  return isNewer(one, other) && recordOf(one) === recordOf(other)
}

function isNewer(one: DatedVersion, other: DatedVersion): boolean {
  return (
    one.sourceAt > other.sourceAt ||
    (one.sourceAt.getTime() === other.sourceAt.getTime() && one.sourceSequence > other.sourceSequence)
  )
}

function recordOf({ revision }: DatedVersion): string {
  return revision.slice(0, revision.lastIndexOf('@'))
}
