import type { OfficeKind } from './generated/resolvers.ts'
import { type DatedVersion, isDivided, standingVersions } from './standing-versions.ts'

/** An office, as far as its authority follows from it. */
export interface OfficeOfAuthority {
  id: string
  kind: OfficeKind
  division: string
  /** Whether the directory says two things of it at one instant. */
  contradicted?: boolean
}

/** What is known of one statement to which authority an office belongs. */
export interface AffiliationVersion extends DatedVersion {
  authority: string
}

/** The authority of an office on a day, and the statement that says so; without one it follows from the office or its place. */
export interface AuthorityOfDay<Office, Version> {
  /** None where the directory says one thing and another, of the office or of a bureau, or names no bureau it has: nobody knows which it is. */
  authority: Office | undefined
  stated: Version | undefined
}

/** Whether an office of a kind is an authority by itself. */
export function isAuthority(kind: OfficeKind): boolean {
  return kind === 'BUREAU' || kind === 'COUNTY'
}

/**
 * The authority an office belongs to on a day. A bureau is its own. Of another office it is the one the directory states
 * with the last first day that has come; until one has, the county bureau of its division, else the city bureau over it.
 * Undefined where there is none. `authorities` has a bureau of which two things are said once for each that makes it one.
 */
export function authorityOfDay<Office extends OfficeOfAuthority, Version extends AffiliationVersion>(
  office: Office,
  versions: readonly Version[],
  authorities: readonly Office[],
  day: string,
): AuthorityOfDay<Office, Version> | undefined {
  if (isAuthority(office.kind)) return { authority: office, stated: undefined }
  const stated = standingVersions(versions).findLast(({ validFrom }) => validFrom <= day)
  if (stated !== undefined) {
    const named = authorities.filter(({ id }) => id === stated.authority)
    return { authority: isDivided(stated, versions) ? undefined : theOnly(named), stated }
  }
  const ofPlace = authoritiesOfPlace(office.division, authorities)
  return ofPlace.length === 0 ? undefined : { authority: theOnly(ofPlace), stated: undefined }
}

/** The one of some bureaus; undefined where there are several, or nobody knows whether it is one. */
function theOnly<Office extends OfficeOfAuthority>([first, ...others]: readonly Office[]):
  | Office
  | undefined {
  return others.length > 0 || first?.contradicted ? undefined : first
}

/** The county bureaus of a division; without one, the city bureaus over it. */
function authoritiesOfPlace<Office extends OfficeOfAuthority>(
  division: string,
  authorities: readonly Office[],
): readonly Office[] {
  const counties = authorities.filter((one) => one.kind === 'COUNTY' && one.division === division)
  if (counties.length > 0) return counties
  const city = `${division.slice(0, 4)}00`
  return authorities.filter((one) => one.kind === 'BUREAU' && one.division === city)
}
