import { HubError } from '@one-visit/kit/errors.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { readPlateKind } from '@one-visit/schema/codes.ts'
import { durationMs } from '@one-visit/schema/time.ts'
import { pullRoute } from './ingest/index.ts'
import { pulledVehicleMessage } from './ingest/pulled-vehicle.ts'
import {
  type TmriAsker,
  type VehicleInterface,
  type VehicleQuestion,
  vehicleQuestion,
} from './ingest/tmri-query.ts'
import type { TmriRecord } from './ingest/tmri-soap.ts'
import { demandPull, vehiclePulls } from './pull-store.ts'
import { type PullJob, type PullParts, sendPull, workPulls } from './pull-work.ts'

/** A vehicle to ask about. */
export interface PullQuestion {
  vin: string
  plateNumber: string
  plateKind: string
  fileNumber?: string | null | undefined
}

/** Asks for a pull; the answer arrives as rows and an event. @throws HubError BAD_USER_INPUT */
export type RequestPull = (
  question: PullQuestion,
  maxAge: string | undefined,
) => Promise<{ id: string; started: boolean }>

/** The queue pulls of vehicles run in. */
export const pullQueue = 'police-pull'

/** A pull of a vehicle. */
export interface VehiclePullJob extends PullJob {
  question: VehicleQuestion
}

const isAbout = (record: TmriRecord, vin: string): boolean => record.clsbdh?.trim().toUpperCase() === vin

/** Opens the pulls of vehicles. An answer about another vehicle is journaled as what it is and quarantined by its VIN. */
export async function openPulls(
  parts: PullParts,
  ask: { interfaces: readonly VehicleInterface[]; asker: TmriAsker; pseudonymKey: PseudonymKey },
): Promise<RequestPull> {
  const { db, clock } = parts
  const message = pulledVehicleMessage(ask.pseudonymKey)
  await workPulls<VehiclePullJob>(parts, {
    queue: pullQueue,
    kind: vehiclePulls,
    route: pullRoute,
    message,
    question: ({ question }) => vehicleQuestion(ask.interfaces, question, ask.asker),
    asked: ({ question }) => question,
    pick: ({ subject }, records) => {
      const about = records.filter((record) => isAbout(record, subject))
      return about.length > 0 ? about : records.slice(0, 1)
    },
    event: ({ id, subject }, outcome) => ({
      type: 'police.record.pulled',
      subject: { vin: subject },
      data: { pullId: id, outcome },
    }),
  })

  return async ({ vin, plateNumber, plateKind, fileNumber }, maxAge) => {
    try {
      readPlateKind(plateKind)
    } catch {
      throw new HubError('BAD_USER_INPUT', 'The plateKind is not a code of GA/T 16.7.', {
        argument: 'vehicle.plateKind',
      })
    }
    if (fileNumber && !/^[0-9A-Za-z]{1,32}$/.test(fileNumber))
      throw new HubError('BAD_USER_INPUT', 'A fileNumber has 1 to 32 digits and letters.', {
        argument: 'vehicle.fileNumber',
      })
    const now = clock()
    const maxAgeMs = maxAge === undefined ? undefined : durationMs(maxAge)
    return db.transaction(async (tx) => {
      const plate = { vin, plateNumber, plateKind, at: now }
      const { mappingVersion } = message
      const demanded = await demandPull(tx, vehiclePulls, {
        subject: vin,
        now,
        maxAgeMs,
        mappingVersion,
        plate,
      })
      if (demanded.started) {
        const question = { vin, plateNumber, plateKind, ...(fileNumber && { fileNumber }) }
        const job: VehiclePullJob = { id: demanded.id, subject: vin, question }
        await sendPull(parts, tx, pullQueue, job)
      }
      return demanded
    })
  }
}
