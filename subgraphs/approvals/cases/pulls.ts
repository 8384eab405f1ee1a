/** Starts the pulls of sources that answer only when asked; the answers arrive as events. */

import { ownWork } from '@one-visit/kit/database/database.ts'
import { seal, unseal } from '@one-visit/kit/feed/kept/seal.ts'
import { durationMs } from '@one-visit/schema/time.ts'
import type { ItemVersion } from '../catalogue/item.ts'
import type { Frame } from '../context.ts'
import { GraphUnasked } from '../graph/unasked.ts'
import { type EvidenceTable, evidencePlaces } from '../judging/evidence.ts'
import { readFindings } from '../judging/stored.ts'
import { findApplication, findEvaluations } from '../store/questions.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { findSealedNumber } from '../store/subjects.ts'
import { itemOf } from './item-of.ts'
import { isOpen } from './states.ts'

const requestPoliceRecord = `mutation RequestPoliceRecord($vehicle: PoliceRecordRequest!, $maxAge: Duration) {
  requestPoliceRecord(vehicle: $vehicle, maxAge: $maxAge) { id started }
}`

const requestDrivingLicence = `mutation RequestDrivingLicence($driver: DrivingLicenceRequest!, $maxAge: Duration) {
  requestDrivingLicence(driver: $driver, maxAge: $maxAge) { id started }
}`

/** How long asking for a pull may take; it only starts a job, ms. */
const startMs = 2_000

/** The source that answers only when asked. */
const pulled = 'traffic-police'

/** Which pulls an evidence document rests on, each with the oldest answer it may rest on, an ISO 8601 duration. */
export interface PullsNeeded {
  vehicle: string | undefined
  licence: string | undefined
}

/** The pulls a document rests on: those of the facts it selects, and of nothing else. */
export function pullsNeeded(document: ItemVersion['evidence'], table: EvidenceTable): PullsNeeded {
  const ages = (type: string): string[] =>
    evidencePlaces(document, {}, table).flatMap(({ coordinate }) => {
      const fact = table[coordinate]
      return fact?.source === pulled && coordinate.startsWith(`${type}.`) ? [fact.maxAge] : []
    })
  return { vehicle: youngest(ages('Vehicle')), licence: youngest(ages('Driver')) }
}

function youngest(ages: readonly string[]): string | undefined {
  return ages.reduce<string | undefined>(
    (least, age) => (least === undefined || durationMs(age) < durationMs(least) ? age : least),
    undefined,
  )
}

/** The person's number as it is kept while the application waits; undefined where no source is asked by it. */
export function sealedNumber(
  { evidenceTable, numberKey }: Pick<Frame, 'evidenceTable' | 'numberKey'>,
  { evidence }: Pick<ItemVersion, 'evidence'>,
  number: string | undefined,
): Buffer | undefined {
  return number === undefined || pullsNeeded(evidence, evidenceTable).licence === undefined
    ? undefined
    : seal(numberKey, Buffer.from(number))
}

/** For whom pulls are started. */
export interface PullPurpose {
  readonly actor: string
  /** Somebody asks to have the evidence refreshed, and is not helped by the answer that did not pass. */
  readonly refreshes?: boolean
}

/**
 * Asks the traffic police's room for what the item's evidence rests on. An answer that is young enough for the evidence
 * is not asked for again, unless a refresh is wanted after it did not pass. Answers whether all were started: a room that
 * is out of reach is logged and not waited for, and the evidence then says so itself.
 */
export async function startPulls(
  frame: Frame,
  row: ApplicationRow,
  { actor, refreshes = false }: PullPurpose,
  { evidence }: Pick<ItemVersion, 'evidence'> = itemOf(row),
): Promise<boolean> {
  const needed = pullsNeeded(evidence, frame.evidenceTable)
  const afresh = refreshes && (await didNotPass(frame, row))
  const start = async (query: string, about: Record<string, unknown>, maxAge: string): Promise<boolean> => {
    const answer = await frame.gateway.run({
      query,
      variables: { ...about, ...(!afresh && { maxAge }) },
      purpose: { actor, item: row.item, applicationId: row.id },
      deadlineMs: startMs,
    })
    if (answer.kind === 'answered' && answer.errors.length === 0) return true
    const why = answer.kind === 'failed' ? answer.why : 'The graph answered with errors.'
    frame.log.warn({ why, applicationId: row.id }, 'a pull could not be started')
    return false
  }
  const { vin, plateNumber, plateKind } = row
  const starting: Promise<boolean>[] = []
  if (needed.vehicle !== undefined && vin !== null && plateNumber !== null && plateKind !== null)
    starting.push(start(requestPoliceRecord, { vehicle: { vin, plateNumber, plateKind } }, needed.vehicle))
  if (needed.licence !== undefined) {
    const sealed = await frame.db.read(ownWork, (tx) => findSealedNumber(tx, row.id))
    const residentId = sealed && unseal(frame.numberKey, sealed).toString('utf8')
    if (residentId) starting.push(start(requestDrivingLicence, { driver: { residentId } }, needed.licence))
  }
  return (await Promise.all(starting)).every((isStarted) => isStarted)
}

/**
 * Starts the pulls of a submission, on behalf of who handed it in. A job does it, so that no submission that was committed
 * goes without; one that is decided or withdrawn meanwhile needs none.
 * @throws GraphUnasked where not all could be started
 */
export async function startPullsOfSubmission(frame: Frame, applicationId: string): Promise<void> {
  const row = await frame.db.read(ownWork, (tx) => findApplication(tx, applicationId))
  if (row === undefined || !isOpen(row.state)) return
  if (!(await startPulls(frame, row, { actor: row.submittedBy }))) throw new GraphUnasked(applicationId)
}

/** Whether what the police said last did not let a check pass. */
async function didNotPass(frame: Frame, { evaluationId }: ApplicationRow): Promise<boolean> {
  if (evaluationId === null) return false
  const [evaluation] = await frame.db.read(ownWork, (tx) => findEvaluations(tx, [evaluationId]))
  return readFindings(evaluation?.findings ?? '[]').some(
    ({ source, verdict }) => source === pulled && verdict !== 'PASS',
  )
}
