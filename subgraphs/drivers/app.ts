import { buildFedRoom, type FedRoom, openFedWork } from '@one-visit/kit/feed/fed-room.ts'
import type { PersonRoomParts } from '@one-visit/kit/room/parts.ts'
import { feedRoutes } from './ingest/index.ts'
import { buildLoaders } from './loaders.ts'
import { resolvers } from './resolvers.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** Builds the drivers room: qualifications and registrations of persons known by reference only. */
export async function buildApp(parts: PersonRoomParts): Promise<FedRoom> {
  const work = await openFedWork('drivers', parts, { tables, routes: feedRoutes(parts.pseudonymKey) })
  return buildFedRoom(work, {
    resolvers,
    loaders: buildLoaders,
    feedFields: {
      submit: 'submitDriverRecords',
      receipt: 'driverFeedReceipt',
      part: 'drivers',
      unread: 'driverFeedUnread',
      retirements: 'driverFeedRetirements',
      close: 'closeDriverFeedUnread',
      retry: 'retryDriverFeedUnread',
    },
  })
}
