import type { KeyObject } from 'node:crypto'
import { seal, unseal } from '@one-visit/kit/feed/kept/seal.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { durationMs } from '@one-visit/schema/time.ts'
import { pulledLicenceRoute } from './ingest/index.ts'
import { licenceFields, pulledLicenceMessage } from './ingest/pulled-licence.ts'
import { driverQuestion } from './ingest/tmri-query.ts'
import type { TmriRecord } from './ingest/tmri-soap.ts'
import { demandPull, driverPulls } from './pull-store.ts'
import { type PullJob, type PullParts, sendPull, workPulls } from './pull-work.ts'

/** Asks for a pull of a driving licence by resident ID number. */
export type RequestLicence = (
  residentId: string,
  maxAge: string | undefined,
) => Promise<{ id: string; started: boolean }>

/** The queue pulls of driving licences run in. */
const licencePullQueue = 'police-licence-pull'

interface LicencePullJob extends PullJob {
  /** The resident ID number, sealed: the queue keeps it no longer than the question, and in no readable form. */
  number: string
}

/**
 * Opens the pulls of driving licences (02C06). The number the police need is sealed while the question waits and is
 * kept nowhere else, so drivers are asked about on demand only and never by the sweep.
 */
export async function openLicencePulls(
  parts: PullParts,
  keys: { pseudonymKey: PseudonymKey; sealingKey: KeyObject },
): Promise<RequestLicence> {
  const { db, clock } = parts
  const message = pulledLicenceMessage(keys.pseudonymKey)
  await workPulls<LicencePullJob>(parts, {
    queue: licencePullQueue,
    kind: driverPulls,
    route: pulledLicenceRoute,
    message,
    question: ({ number }) => {
      const residentId = unseal(keys.sealingKey, Buffer.from(number, 'base64')).toString('utf8')
      return driverQuestion(residentId)
    },
    asked: ({ subject }) => ({ ref: subject }),
    pick: ({ subject }, records) =>
      ofPerson(records, subject, keys.pseudonymKey).map((record) =>
        Object.fromEntries(
          licenceFields.flatMap((name) => {
            const value = record[name]
            return value === undefined ? [] : [[name, value]]
          }),
        ),
      ),
    event: ({ id, subject }, outcome) => ({
      type: 'police.licence.pulled',
      subject: { driverRef: subject },
      data: { pullId: id, outcome },
    }),
  })

  return async (residentId, maxAge) => {
    const now = clock()
    const maxAgeMs = maxAge === undefined ? undefined : durationMs(maxAge)
    const subject = pseudonymOf(residentId, keys.pseudonymKey)
    return db.transaction(async (tx) => {
      const { mappingVersion } = message
      const demanded = await demandPull(tx, driverPulls, { subject, now, maxAgeMs, mappingVersion })
      if (demanded.started) {
        const number = seal(keys.sealingKey, Buffer.from(residentId)).toString('base64')
        const job: LicencePullJob = { id: demanded.id, subject, number }
        await sendPull(parts, tx, licencePullQueue, job)
      }
      return demanded
    })
  }
}

/** All records about a person, that two which differ show; where there is none, one about somebody else. */
function ofPerson(records: readonly TmriRecord[], ref: string, key: PseudonymKey): readonly TmriRecord[] {
  const about = records.filter(({ sfzmhm = '' }) => pseudonymOf(sfzmhm.trim().toUpperCase(), key) === ref)
  return about.length > 0 ? about : records.slice(0, 1)
}
