import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { type CrashPoint, crashPointAt } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { createFeeds, type Feeds } from '@one-visit/kit/feed/feeds.ts'
import { withFeedFields } from '@one-visit/kit/feed/routes/graph-fields.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { buildRoom, type Room } from '@one-visit/kit/room/server.ts'
import type { Post } from '@one-visit/kit/work/http.ts'
import { openJobs } from '@one-visit/kit/work/jobs.ts'
import { openOutbox, type Subscriber } from '@one-visit/kit/work/outbox.ts'
import { readSchema } from '@one-visit/schema/load.ts'
import type { TmriOptions } from './config.ts'
import { openExchange } from './exchange.ts'
import { feedRoutes, pulledRoutes } from './ingest/index.ts'
import { openLicencePulls } from './licence-pull.ts'
import { buildLoaders } from './loaders.ts'
import { openPulls } from './pull.ts'
import { createRate } from './rate.ts'
import { buildResolvers } from './resolvers.ts'
import { trafficPolice } from './source.ts'
import { openSweep, type Sweep } from './sweep.ts'
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
export async function buildApp(options: PoliceOptions): Promise<Room & { feeds: Feeds; sweep: Sweep }> {
  const { db, clock, log, principalKey, journalKey, pseudonymKey, subscribers, post, tmri } = options
  const { crash = crashPointAt(undefined) } = options
  const room = 'traffic-police'
  const jobs = await openJobs({ db, room, log })
  const outbox = await openOutbox({ jobs, subscribers, post, clock, crash })
  const routes = [...feedRoutes(pseudonymKey), ...pulledRoutes(pseudonymKey)]
  const feeds = createFeeds({ room, db, tables, outbox, clock, log, journalKey, crash, routes })
  // The source of answers the room asked for itself; it has no credential, so that nobody else can send as it.
  const source = { ...trafficPolice, organisation: trafficPolice.id, allowed: ['*'] }
  const exchange = openExchange(tmri)
  const rate = createRate({ db, clock }, source.id, tmri.rate)
  const digestKey = pseudonymKey.key
  const parts = { db, jobs, outbox, feeds: () => feeds, clock, log, exchange, rate, source, digestKey }
  const requestPull = await openPulls(parts, tmri)
  const requestLicence = await openLicencePulls(parts, { pseudonymKey, sealingKey: journalKey })
  const sweep = openSweep(parts, tmri.url === undefined ? undefined : tmri.sweep)
  await feeds.resume()
  const built = await buildRoom({
    name: room,
    typeDefs: readSchema(room),
    resolvers: withFeedFields(buildResolvers({ requestPull, requestLicence }), feeds, {
      submit: 'submitPoliceRecords',
      receipt: 'policeFeedReceipt',
      part: 'trafficPolice',
    }),
    db,
    clock,
    log,
    principalKey,
    loaders: buildLoaders,
    routes: (app) => feeds.register(app),
    onClose: async () => {
      sweep.close()
      feeds.close()
      await jobs.stop()
      await exchange.close()
    },
  })
  return { ...built, feeds, sweep }
}
