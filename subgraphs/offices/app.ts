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
import { buildLoaders } from './loaders.ts'
import { resolvers } from './resolvers.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** What the room is built of. */
export interface OfficesOptions {
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

/** Builds the offices room: where cases are handled and by whose delegation, entered by administrators. */
export async function buildApp(options: OfficesOptions): Promise<Room & { feeds: Feeds }> {
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
  const room = 'offices'
  const jobs = await openJobs({ db, room, log })
  const outbox = await openOutbox({ jobs, subscribers, post, clock, crash })
  const feeds = createFeeds({ room, db, tables, outbox, clock, log, journalKey, crash, routes: feedRoutes })
  await feeds.resume()
  const built = await buildRoom({
    name: room,
    typeDefs: readSchema(room),
    resolvers: withFeedFields(resolvers, feeds, {
      submit: 'submitOfficeRecords',
      receipt: 'officeFeedReceipt',
      part: 'offices',
    }),
    db,
    clock,
    log,
    principalKey,
    loaders: buildLoaders,
    routes: (app) => feeds.register(app),
    onClose: async () => {
      feeds.close()
      await jobs.stop()
    },
  })
  return { ...built, feeds }
}
