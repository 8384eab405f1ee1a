/** Starts the pulls of sources that answer only when asked; the answers arrive as events. */
import type { Frame } from './frame.ts'
import { sourcesOf } from './judge.ts'
import type { ApplicationRow } from './store.ts'

const requestPoliceRecord = `mutation RequestPoliceRecord($vehicle: PoliceRecordRequest!) {
  requestPoliceRecord(vehicle: $vehicle) { id started }
}`

/** How long asking for a pull may take; it only starts a job, ms. */
const startMs = 2_000

/**
 * Asks the traffic police's room for a fresh record where the item rests on one. A room that is out of reach is logged
 * and not waited for: the evidence then says so itself, and refreshEvidence asks again.
 */
export async function startPulls(frame: Frame, row: ApplicationRow, actor: string): Promise<void> {
  const { vin, plateNumber, plateKind } = row
  if (vin === null || plateNumber === null || plateKind === null) return
  if (!sourcesOf(frame, row).includes('traffic-police')) return
  const answer = await frame.gateway.run({
    query: requestPoliceRecord,
    variables: { vehicle: { vin, plateNumber, plateKind } },
    purpose: { actor, item: row.item, applicationId: row.id },
    deadlineMs: startMs,
  })
  if (answer.kind === 'failed' || answer.errors.length > 0) {
    frame.log.warn({ answer, applicationId: row.id }, 'a pull could not be started')
  }
}
