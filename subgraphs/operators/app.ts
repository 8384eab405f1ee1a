import { buildFedRoom, type FedRoom, openFedWork } from '@one-visit/kit/feed/fed-room.ts'
import type { RoomParts } from '@one-visit/kit/room/parts.ts'
import { feedRoutes } from './ingest/index.ts'
import { buildLoaders } from './loaders.ts'
import { resolvers } from './resolvers.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** Builds the operators room: licensed businesses and their licences, fed by the transport register. */
export async function buildApp(parts: RoomParts): Promise<FedRoom> {
  const work = await openFedWork('operators', parts, { tables, routes: feedRoutes })
  return buildFedRoom(work, {
    resolvers,
    loaders: buildLoaders,
    feedFields: {
      submit: 'submitOperatorRecords',
      receipt: 'operatorFeedReceipt',
      part: 'operators',
      unread: 'operatorFeedUnread',
      retirements: 'operatorFeedRetirements',
      close: 'closeOperatorFeedUnread',
      retry: 'retryOperatorFeedUnread',
    },
  })
}
