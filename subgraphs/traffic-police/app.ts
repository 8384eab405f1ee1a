import { buildFedRoom, type FedRoom, openFedWork } from '@one-visit/kit/feed/fed-room.ts'
import type { PersonRoomParts } from '@one-visit/kit/room/parts.ts'
import { concernedByUnread } from './concerned.ts'
import type { TmriOptions } from './config.ts'
import { openExchange } from './exchange.ts'
import { feedRoutes, pulledRoutes } from './ingest/index.ts'
import { openLicencePulls } from './licence-pull.ts'
import { buildLoaders } from './loaders.ts'
import { openPulls } from './pull.ts'
import type { PullParts } from './pull-work.ts'
import { createRate } from './rate.ts'
import { buildResolvers } from './resolvers.ts'
import { trafficPolice, unconnectedPolice } from './source.ts'
import { openSweep, type Sweep } from './sweep.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** What the room is built of. */
export interface PoliceParts extends PersonRoomParts {
  /** The police's exchange service. */
  tmri: TmriOptions
}

/** Builds the traffic-police room: pulled vehicle data, pushed usage-type changes, driving licences. */
export async function buildApp(parts: PoliceParts): Promise<FedRoom & { sweep: Sweep }> {
  const { db, clock, log, pseudonymKey, journalKey, tmri } = parts
  const work = await openFedWork('traffic-police', parts, {
    tables,
    concerned: concernedByUnread,
    routes: [...feedRoutes(pseudonymKey), ...pulledRoutes(pseudonymKey)],
  })
  // The source of answers the room asked for itself; it has no credential, so that nobody else can send as it.
  const source = { ...trafficPolice, organisation: trafficPolice.id, allowed: ['*'] }
  const exchange = openExchange(tmri)
  const rate = createRate({ db, clock }, source.id, tmri.rate)
  const { jobs, outbox, feeds } = work
  const digestKey = pseudonymKey.key
  const pulls: PullParts = { db, jobs, outbox, feeds, clock, log, exchange, rate, source, digestKey }
  const requestPull = await openPulls(pulls, { ...tmri, pseudonymKey })
  const requestLicence = await openLicencePulls(pulls, { pseudonymKey, sealingKey: journalKey })
  const sweep = openSweep(pulls, tmri.url === undefined ? undefined : tmri.sweep)
  const room = await buildFedRoom(work, {
    resolvers: buildResolvers({
      requestPull,
      requestLicence,
      source: tmri.url === undefined ? unconnectedPolice : trafficPolice,
    }),
    loaders: buildLoaders,
    feedFields: {
      submit: 'submitPoliceRecords',
      receipt: 'policeFeedReceipt',
      part: 'trafficPolice',
      unread: 'policeFeedUnread',
      retirements: 'policeFeedRetirements',
      close: 'closePoliceFeedUnread',
      retry: 'retryPoliceFeedUnread',
    },
  })
  const close = async (): Promise<void> => {
    sweep.close()
    await room.close()
    await exchange.close()
  }
  return { ...room, sweep, close }
}
