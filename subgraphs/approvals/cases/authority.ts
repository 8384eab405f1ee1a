/** Who may hand in, and on which version something is done; who may decide is asked of the graph (`acting-authority.ts`). What a caller may see is said by row-level security, not here. */
import { HubError } from '@one-visit/kit/errors.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
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
  readonly applicantRef: string | undefined
  readonly applicantUscc: string | undefined
}

/**
 * Passes for a clerk at the office, a person for himself or herself, a company for itself, a platform for its vehicles' owners.
 * @throws FORBIDDEN otherwise
 */
export function requireSubmitter(principal: Principal, submission: Submission): void {
  const { roles, organisation, subjectRef } = principal
  const allowed =
    isClerkOf(principal, submission) ||
    (roles.includes('CITIZEN') && subjectRef !== undefined && submission.applicantRef === subjectRef) ||
    (roles.includes('COMPANY_AGENT') &&
      organisation !== undefined &&
      submission.applicantUscc === organisation) ||
    (roles.includes('PLATFORM') && organisation !== undefined)
  if (!allowed) {
    throw new HubError(
      'FORBIDDEN',
      'An application may be handed in by the applicant or by a clerk of the office.',
      {
        field: 'input.applicant',
      },
    )
  }
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
