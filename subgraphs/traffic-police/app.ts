import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { type CrashPoint, crashPointAt } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database.ts'
import { createFeeds, type Feeds } from '@one-visit/kit/feed/feeds.ts'
import type { Post } from '@one-visit/kit/http.ts'
import { openJobs } from '@one-visit/kit/jobs.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { openOutbox, type Subscriber } from '@one-visit/kit/outbox.ts'
import type { PseudonymKey } from '@one-visit/kit/pseudonym.ts'
import { buildRoom, type Room } from '@one-visit/kit/server.ts'
import { readSchema } from '@one-visit/schema/load.ts'
import { feedRoutes, pulledRoute } from './ingest/index.ts'
import { buildLoaders } from './loaders.ts'
import { openPulls, type TmriOptions } from './pull.ts'
import { buildResolvers } from './resolvers.ts'
import { trafficPolice } from './source.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** What the room is built of. */
export interface PoliceOptions {
  db: Database
  clock: Clock
  log: Logger
  /** Public key of the gateway's principal tokens. */
  principalKey: KeyObject
  /** Wraps the keys of journal and quarantine. */
  journalKey: KeyObject
  pseudonymKey: PseudonymKey
  subscribers: readonly Subscriber[]
  post: Post
  /** The police's exchange service. */
  tmri: TmriOptions
  crash?: CrashPoint
}

/** Builds the traffic-police room: pulled vehicle data, pushed usage-type changes, driving licences. */
export const buildApp = async (options: PoliceOptions): Promise<Room & { feeds: Feeds }> => {
  const { db, clock, log, principalKey, journalKey, pseudonymKey, subscribers, post, tmri } = options
  const { crash = crashPointAt(undefined) } = options
  const room = 'traffic-police'
  const jobs = await openJobs({ db, room, log })
  const outbox = await openOutbox({ jobs, subscribers, post, clock, crash })
  const routes = [...feedRoutes(pseudonymKey), pulledRoute]
  const feeds = createFeeds({ room, db, tables, outbox, clock, log, journalKey, crash, routes })
  // The source of answers the room asked for itself; it has no credential, so that nobody else can send as it.
  const source = { ...trafficPolice, organisation: trafficPolice.id, allowed: ['*'] }
  const requestPull = await openPulls({
    db,
    jobs,
    outbox,
    feeds: () => feeds,
    clock,
    log,
    post,
    tmri,
    source,
  })
  await feeds.resume()
  const built = await buildRoom({
    name: room,
    typeDefs: readSchema(room),
    resolvers: buildResolvers(requestPull),
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
