/** States of an application, and what may still be done in each. */
import { HubError } from '@one-visit/kit/errors.ts'
import type { ApplicationRow } from '../store/questions.ts'

const openStates: readonly string[] = ['WAITING_FOR_EVIDENCE', 'READY', 'RETURNED']

/** Whether it waits for a decision. */
export const isOpen = (row: Pick<ApplicationRow, 'state'>): boolean => openStates.includes(row.state)

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
