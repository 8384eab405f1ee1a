import { feedRoutes as driverRoutes } from '@one-visit/drivers/ingest/index.ts'
import { feedTablesOfRoom as driverTables } from '@one-visit/drivers/tables.ts'
import { feedRoutes as inspectionRoutes } from '@one-visit/inspections/ingest/index.ts'
import { feedTablesOfRoom as inspectionTables } from '@one-visit/inspections/tables.ts'
import { systemClock } from '@one-visit/kit/clock.ts'
import { ConfigError } from '@one-visit/kit/config.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { createFeeds, type Feeds, type FeedsOptions } from '@one-visit/kit/feed/feeds.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { type readFeedKeys, readSubscribers } from '@one-visit/kit/room/room-server.ts'
import { jobSender } from '@one-visit/kit/work/jobs.ts'
import { type Outbox, outboxOf, type Subscriber } from '@one-visit/kit/work/outbox.ts'
import { feedRoutes as officeRoutes } from '@one-visit/offices/ingest/index.ts'
import { feedTablesOfRoom as officeTables } from '@one-visit/offices/tables.ts'
import { feedRoutes as operatorRoutes } from '@one-visit/operators/ingest/index.ts'
import { feedTablesOfRoom as operatorTables } from '@one-visit/operators/tables.ts'
import { platformRoutes } from '@one-visit/platforms/ingest/index.ts'
import { feedTablesOfRoom as platformTables } from '@one-visit/platforms/tables.ts'
import { readEvidenceRules } from '@one-visit/schema/load.ts'
import { pulledRoutes, feedRoutes as trafficPoliceRoutes } from '@one-visit/traffic-police/ingest/index.ts'
import { feedTablesOfRoom as trafficPoliceTables } from '@one-visit/traffic-police/tables.ts'
import { vehicleRoutes } from '@one-visit/vehicles/ingest/index.ts'
import { feedTablesOfRoom as vehicleTables } from '@one-visit/vehicles/tables.ts'
import type { ImportKind, ImportTarget } from '../import/import-options.ts'
import type { FedRoomName } from './room-names.ts'
import { subscribedTypes } from './rooms.ts'

/** Keys the journal is read with. */
export type FeedKeys = ReturnType<typeof readFeedKeys>

type Parts = Pick<FeedsOptions, 'routes' | 'tables'>

function pseudonymOf({ pseudonym }: FeedKeys) {
  if (pseudonym === undefined)
    throw new ConfigError('These settings cannot be used:\n  HUB_PSEUDONYM_KEY: this room receives persons')
  return pseudonym
}

const nobodyWorks = { sendMany: () => Promise.reject(new Error('a tool sends no jobs')) }

const rooms: Readonly<Record<FedRoomName, (keys: FeedKeys) => Parts>> = {
  drivers: (keys) => ({ tables: driverTables, routes: driverRoutes(pseudonymOf(keys)) }),
  vehicles: () => ({ tables: vehicleTables, routes: vehicleRoutes }),
  operators: () => ({ tables: operatorTables, routes: operatorRoutes }),
  inspections: ({ journal }) => ({
    tables: inspectionTables,
    routes: inspectionRoutes(journal, systemClock, nobodyWorks),
  }),
  'traffic-police': (keys) => ({
    tables: trafficPoliceTables,
    routes: [...trafficPoliceRoutes(pseudonymOf(keys)), ...pulledRoutes(pseudonymOf(keys))],
  }),
  platforms: (keys) => ({ tables: platformTables, routes: platformRoutes(pseudonymOf(keys)) }),
  offices: () => ({ tables: officeTables, routes: officeRoutes }),
}

/** Addresses of a fed room's feeds. @throws ConfigError where a key is missing */
export function routesOf(room: FedRoomName, keys: FeedKeys): FeedsOptions['routes'] {
  return rooms[room](keys).routes
}

const nobody: Outbox = { emit: () => Promise.reject(new Error('a tool tells nobody')) }

/**
 * A room's feeds without the room, for tools that read its journal: nothing listens, nothing is sent, no job runs.
 * @throws ConfigError where a key is missing
 */
export function feedsOf(room: FedRoomName, db: Database, keys: FeedKeys): Feeds {
  return feedsWithout(room, db, keys, rooms[room](keys), nobody)
}

function feedsWithout(room: FedRoomName, db: Database, keys: FeedKeys, parts: Parts, outbox: Outbox): Feeds {
  const feeds = createFeeds({
    room,
    db,
    ...parts,
    outbox,
    clock: systemClock,
    log: silentLog(),
    journalKey: keys.journal,
    crash: () => undefined,
    evidence: readEvidenceRules(room),
  })
  feeds.close()
  return feeds
}

/**
 * The feed of a kind of file without its room. What a record leads to waits in the room's outbox for the room.
 * @throws ConfigError where a key is missing
 */
export function findTellingFeeds({ room, path }: ImportKind, db: Database, keys: FeedKeys): ImportTarget {
  const parts = rooms[room](keys)
  const route = parts.routes.find((one) => one.path === path)
  const [message] = route?.messages ?? []
  if (route === undefined || message === undefined) throw new Error(`${room} has no feed ${path}`)
  return { feeds: tellingFeedsOf(room, db, keys), tables: parts.tables, route, message }
}

/**
 * A room's feeds without the room, for tools that change what it answers: what that leads to waits in the room's outbox.
 * @throws ConfigError where a key is missing
 */
export function tellingFeedsOf(room: FedRoomName, db: Database, keys: FeedKeys): Feeds {
  const outbox = outboxOf(jobSender(db, room), subscribersOf(), systemClock)
  return feedsWithout(room, db, keys, rooms[room](keys), outbox)
}

/** Whom the rooms tell: as the environment says, else as in the one-process mode. */
function subscribersOf(): readonly Pick<Subscriber, 'types'>[] {
  return process.env.HUB_SUBSCRIBERS ? readSubscribers(process.env) : subscribedTypes
}
