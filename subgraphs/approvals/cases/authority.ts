/** Who may hand in and who may decide, and on which version. What a caller may see is said by row-level security, not here. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { applicantParty, partiesOf } from '../mandates/party.ts'
import { type Ground, mandateNeeded, requireStanding } from '../mandates/require-mandate.ts'
import type { ApplicationRow } from '../store/rows.ts'

/** Whether the caller is a clerk who handles this office's, or this division's, applications. */
function isClerkOf(
  principal: Principal,
  application: Pick<ApplicationRow, 'officeId' | 'division'>,
): boolean {
  const { roles, organisation, division } = principal
  if (roles.includes('BUREAU_CLERK')) return true
  if (roles.includes('COUNTY_CLERK')) {
    return application.officeId === organisation || application.division === division
  }
  return roles.includes('STATION_CLERK') && application.officeId === organisation
}

/**
 * Passes for a clerk of the application's office.
 * @throws FORBIDDEN for anybody else, also those who may see it
 */
export function requireClerkOf(principal: Principal, application: ApplicationRow): void {
  if (!isClerkOf(principal, application)) {
    throw new HubError('FORBIDDEN', 'Only a clerk of the office that handles the application may do this.', {
      applicationId: application.id,
    })
  }
}

/** Who hands in what where. */
export interface Submission {
  readonly officeId: string
  readonly division: string
  readonly applicantRef?: string | null | undefined
  readonly applicantUscc?: string | null | undefined
}

/** On what ground somebody hands in an application or acts on it; by a mandate, where neither clerk nor applicant. */
export function groundOf(principal: Principal, submission: Submission): Ground {
  if (isClerkOf(principal, submission)) return 'CLERK'
  const applicant = applicantParty(submission)
  return applicant !== undefined && partiesOf(principal).includes(applicant) ? 'APPLICANT' : 'MANDATE'
}

/**
 * Passes for whoever is not a platform, and for one that names itself as the platform of what it hands in.
 * @throws FORBIDDEN for a platform that names another
 */
export function requireOwnPlatform(
  { roles, organisation }: Principal,
  ground: Ground,
  platformCompanyId: string | undefined,
): void {
  if (ground === 'CLERK' || !roles.includes('PLATFORM')) return
  if (platformCompanyId === undefined || platformCompanyId === organisation) return
  throw new HubError('FORBIDDEN', 'A platform that applies names itself as the platform.', {
    field: 'input.platformCompanyId',
    fault: 'PLATFORM_NOT_OWN',
  })
}

/**
 * Passes for a clerk of the office, for the applicant, for whoever may act by the application's mandate while it is in
 * force, and for a platform that handed in before there were mandates.
 * @throws FORBIDDEN otherwise
 */
export async function requireActor(
  tx: Orm,
  principal: Principal,
  row: ApplicationRow,
  day: string,
): Promise<void> {
  if (groundOf(principal, row) !== 'MANDATE') return
  if (row.mandateId !== null) return requireStanding(tx, principal, row, day)
  const { roles, organisation } = principal
  const isBefore = roles.includes('PLATFORM') && organisation !== undefined
  if (!isBefore || row.submittedOrganisation !== organisation) throw mandateNeeded(row.item)
}

/** The application or NOT_FOUND; not yours and not there look the same. */
export function requireFound<Row>(row: Row | undefined, id: string): Row {
  if (row === undefined)
    throw new HubError('NOT_FOUND', `There is no application ${id}.`, { applicationId: id })
  return row
}

/**
 * Passes when the caller saw the version that stands.
 * @throws CONFLICT naming both
 */
export function requireVersion(row: ApplicationRow, expectedVersion: number): void {
  if (row.version !== expectedVersion) {
    throw new HubError(
      'CONFLICT',
      `The application is at version ${row.version}, not ${expectedVersion}; read it again.`,
      {
        applicationId: row.id,
        version: row.version,
      },
    )
  }
}
