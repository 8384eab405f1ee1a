/** Who is in the world of the wall tests: two of each kind of tenant, and those who belong to no side. */
import type { Account } from '@one-visit/gateway/identity/issuer.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { residentIdCheckCharacter } from '@one-visit/schema/identifiers.ts'
import { sampleUscc } from '@one-visit/scripts/sample/sample-data.ts'
import { counties, platforms, stations } from '@one-visit/scripts/sample/sample-names.ts'

/** One of the two sides: everything of one stands beside everything of the other. */
export type SideIndex = 0 | 1

/** The tenants of a side. */
export interface Side {
  readonly index: SideIndex
  readonly platform: string
  readonly station: (typeof stations)[number]
  /** A county's office and its division. */
  readonly county: { readonly id: string; readonly division: string }
  /** Credit code of a freight company. */
  readonly company: string
  /** Resident ID number of a person; synthetic. */
  readonly citizen: string
}

export const sides: readonly [Side, Side] = [sideOf(0), sideOf(1)]

function sideOf(index: SideIndex): Side {
  const [division] = counties[index]
  const body = `33039919900${index + 1}0${index + 1}00${index + 1}`
  return {
    index,
    platform: platforms[index].companyId,
    station: stations[index],
    county: { id: `county-${division}`, division },
    company: sampleUscc(50 + index),
    citizen: body + residentIdCheckCharacter(body),
  }
}

/** Nobody: asks without a token. */
export const nobody = ''

/** Clerks, who read every register: what the bureau's people may see is not a side's secret before them. */
export const clerks: readonly string[] = [
  'bureau-clerk',
  ...sides.flatMap(({ index }) => [`clerk-${index}`, `county-${index}`]),
]

/** Everybody who asks in the wall tests, by account. */
export function callers(pseudonym: PseudonymKey): readonly Account[] {
  return [...sides.flatMap((side) => tenants(side, pseudonym)), ...apart]
}

function tenants(side: Side, pseudonym: PseudonymKey): Account[] {
  const { index, station, county } = side
  return [
    account(`platform-${index}`, { roles: ['PLATFORM'], organisation: side.platform }),
    account(`company-${index}`, { roles: ['COMPANY_AGENT'], organisation: side.company }),
    account(`station-${index}`, { roles: ['STATION'], organisation: station.id }),
    account(`clerk-${index}`, {
      roles: ['STATION_CLERK'],
      organisation: station.id,
      division: station.division,
      authority: 'wenzhou-bureau',
    }),
    account(`county-${index}`, {
      roles: ['COUNTY_CLERK'],
      organisation: county.id,
      division: county.division,
      authority: county.id,
    }),
    account(`citizen-${index}`, { roles: ['CITIZEN'], ref: pseudonymOf(side.citizen, pseudonym) }),
  ]
}

/** Those who belong to no side. */
const apart: readonly Account[] = [
  account('bureau-clerk', { roles: ['BUREAU_CLERK'], organisation: 'wenzhou-bureau', division: '330300' }),
  account('police', { roles: ['POLICE'], organisation: 'wenzhou-traffic-police' }),
  account('register', { roles: ['PARTNER'], organisation: 'wenzhou-transport-register' }),
  account('auditor', { roles: ['AUDITOR'], organisation: 'wenzhou-audit' }),
  account('administrator', { roles: ['ADMINISTRATOR'], organisation: 'wenzhou-bureau' }),
]

function account(
  id: string,
  more: Pick<Account, 'roles' | 'organisation' | 'division' | 'authority' | 'ref'>,
): Account {
  return { kind: 'person', id, secret: id, name: id, ...more }
}
