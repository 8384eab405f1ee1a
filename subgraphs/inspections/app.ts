import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { type CrashPoint, crashPointAt } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { createFeeds, type Feeds } from '@one-visit/kit/feed/feeds.ts'
import { withFeedFields } from '@one-visit/kit/feed/routes/graph-fields.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { buildRoom, type Room } from '@one-visit/kit/room/server.ts'
import type { Post } from '@one-visit/kit/work/http.ts'
import { openJobs } from '@one-visit/kit/work/jobs.ts'
import { openOutbox, type Subscriber } from '@one-visit/kit/work/outbox.ts'
import { readSchema } from '@one-visit/schema/load.ts'
import { feedRoutes } from './ingest/index.ts'
import { mountStationCalls } from './ingest/station-calls.ts'
import { tellOfLicences } from './licence-changes.ts'
import { buildLoaders } from './loaders.ts'
import { mountReportFiles } from './report-files.ts'
import { resolvers } from './resolvers.ts'
import { stations, feedTablesOfRoom as tables } from './tables.ts'

/** What the room is built of. */
export interface InspectionsOptions {
  db: Database
  clock: Clock
  log: Logger
  /** Public key of the gateway's principal tokens. */
  principalKey: KeyObject
  /** Wraps the keys of journal and quarantine; station tokens are derived from it. */
  journalKey: KeyObject
  subscribers: readonly Subscriber[]
  post: Post
  crash?: CrashPoint
}

/** Builds the inspections room: stations, visits, verdicts, grades, confirmations of devices. */
export async function buildApp(options: InspectionsOptions): Promise<Room & { feeds: Feeds }> {
  const {
    db,
    clock,
    log,
    principalKey,
    journalKey,
    subscribers,
    post,
    crash = crashPointAt(undefined),
  } = options
  const room = 'inspections'
  const jobs = await openJobs({ db, room, log })
  const outbox = await openOutbox({ jobs, subscribers, post, clock, crash })
  await tellOfLicences({ db, jobs, outbox })
  const routes = feedRoutes(journalKey, clock, jobs)
  const feeds = createFeeds({ room, db, tables, outbox, clock, log, journalKey, crash, routes })
  await feeds.resume()
  const built = await buildRoom({
    name: room,
    typeDefs: readSchema(room),
    resolvers: withFeedFields(resolvers, feeds, {
      submit: 'submitInspectionRecords',
      receipt: 'inspectionFeedReceipt',
      part: 'inspections',
    }),
    db,
    clock,
    log,
    principalKey,
    loaders: buildLoaders,
    routes: async (app) => {
      await feeds.register(app)
      await app.register(async (scope) =>
        mountStationCalls(scope, { db, journalKey, clock, sources: feeds.sources }),
      )
      mountReportFiles(app, { db, clock, principalKey, journalKey, sources: feeds.sources, routes })
    },
    onClose: async () => {
      feeds.close()
      await jobs.stop()
    },
  })
  return { ...built, feeds }
}

/** Registers stations with name, division and end of licence. */
export function seedStations(db: Database, rows: readonly (typeof stations.$inferInsert)[]): Promise<void> {
  return db.transaction(async (tx) => {
    for (const row of rows)
      await tx.insert(stations).values(row).onConflictDoUpdate({ target: stations.id, set: row })
  })
}
