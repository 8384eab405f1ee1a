/**
 * When licences of a station change, every vehicle with a report of it is emitted as an event, so that whoever rests on
 * a report asks again: some reports a job, however many there are.
 */
import type { Database, Orm } from '@one-visit/kit/database/database.ts'
import type { Jobs } from '@one-visit/kit/work/jobs.ts'
import type { Outbox } from '@one-visit/kit/work/outbox.ts'
import { listOfStation, type ReportPosition } from './store.ts'

/** Queue of this work; in the room's queues.json. */
const queue = 'licence-changes'

/** Reports looked at in one transaction; at most as many vehicles are told of. */
export const reportsPerJob = 500

interface Work {
  stationId: string
  /** The last report that was looked at; none at the beginning. */
  after?: ReportPosition
}

/** The part of the room's jobs that announcing a change needs. */
export type LicenceJobs = Pick<Jobs, 'sendMany'>

/** Queues the news that licences of stations changed; it is told once this transaction commits. */
export function announceLicences(jobs: LicenceJobs, tx: Orm, stations: readonly string[]): Promise<void> {
  return jobs.sendMany<Work>(
    tx,
    queue,
    // Each change its own: work that waits already may begin, and be done, before this transaction commits.
    [...new Set(stations)].map((stationId) => ({ stationId })),
  )
}

/** Starts the work: each job tells of some reports and leaves the rest to the next. */
export function tellOfLicences({ db, jobs, outbox }: { db: Database; jobs: Jobs; outbox: Outbox }) {
  return jobs.work<Work>(queue, ({ stationId, after }) =>
    db.transaction(async (tx) => {
      const reports = await listOfStation(tx, stationId, { first: reportsPerJob, after })
      const vins = [...new Set(reports.map(({ vin }) => vin))]
      await outbox.emit(
        tx,
        vins.map((vin) => ({
          type: 'inspection.recorded',
          subject: { vin },
          data: { station: stationId, licenceChanged: true },
        })),
      )
      const last = reports.at(-1)
      if (last === undefined || reports.length < reportsPerJob) return
      const { serial, kind, attempt } = last
      await jobs.sendMany<Work>(tx, queue, [{ stationId, after: [serial, kind, attempt] }])
    }),
  )
}
