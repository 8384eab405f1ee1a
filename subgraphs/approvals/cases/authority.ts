/** Who may hand in, and on which version something is done; who may decide is asked of the graph (`acting-authority.ts`). What a caller may see is said by row-level security, not here. */
import type { Orm } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import { applicantParty, partiesOf } from '../mandates/party.ts'
import { type Ground, mandateNeeded, requireStanding } from '../mandates/require-mandate.ts'
import { refused } from '../store/refused.ts'
import type { ApplicationRow } from '../store/rows.ts'

/** Whether the caller is a clerk at the counter of this office. The division somebody typed makes nobody its clerk. */
function isClerkOf(
  { roles, organisation }: Principal,
  { officeId }: Pick<ApplicationRow, 'officeId'>,
): boolean {
  if (roles.includes('BUREAU_CLERK')) return true
  return (roles.includes('STATION_CLERK') || roles.includes('COUNTY_CLERK')) && officeId === organisation
}

/** Who hands in what where. */
export interface Submission {
  readonly officeId: string
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
  throw refused(
    'FORBIDDEN',
    { field: 'input.platformCompanyId', fault: 'PLATFORM_NOT_OWN' },
    'A platform that applies names itself as the platform.',
  )
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
    throw new HubError('NOT_FOUND', `There is no application ${id}.`, {
      field: 'applicationId',
      applicationId: id,
    })
  return row
}

/**
 * Passes when the caller saw the version that stands.
 * @throws CONFLICT naming both
 */
export function requireVersion(row: ApplicationRow, expectedVersion: number): void {
  if (row.version !== expectedVersion) {
    throw refused(
      'CONFLICT',
      {
        field: 'expectedVersion',
        fault: 'VERSION_CHANGED',
        applicationId: row.id,
        version: row.version,
      },
      `The application is at version ${row.version}, not ${expectedVersion}; read it again.`,
    )
  }
}
