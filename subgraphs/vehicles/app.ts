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
import { vehicleRoutes } from './ingest/index.ts'
import { createLoaders } from './loaders.ts'
import { resolvers } from './resolvers.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** What the room is built of. */
export interface VehiclesOptions {
  db: Database
  clock: Clock
  log: Logger
  /** Public key of the gateway's principal tokens. */
  principalKey: KeyObject
  /** Wraps the keys of journal and quarantine. */
  journalKey: KeyObject
  subscribers: readonly Subscriber[]
  post: Post
  crash?: CrashPoint
}

/** Builds the vehicles room: the transport register of vehicles and the identity index. */
export async function buildApp(options: VehiclesOptions): Promise<Room & { feeds: Feeds }> {
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
  const room = 'vehicles'
  const jobs = await openJobs({ db, room, log })
  const outbox = await openOutbox({ jobs, subscribers, post, clock, crash })
  const feeds = createFeeds({
    room,
    db,
    tables,
    outbox,
    clock,
    log,
    journalKey,
    crash,
    routes: vehicleRoutes,
  })
  await feeds.resume()
  const built = await buildRoom({
    name: room,
    typeDefs: readSchema(room),
    resolvers: withFeedFields(resolvers, feeds, {
      submit: 'submitVehicleRecords',
      receipt: 'vehicleFeedReceipt',
      part: 'vehicles',
    }),
    db,
    clock,
    log,
    principalKey,
    loaders: ({ db }) => createLoaders(db),
    routes: (app) => feeds.register(app),
    onClose: async () => {
      feeds.close()
      await jobs.stop()
    },
  })
  return { ...built, feeds }
}
