import { buildFedRoom, type FedRoom, openFedWork } from '@one-visit/kit/feed/fed-room.ts'
import type { RoomParts } from '@one-visit/kit/room/parts.ts'
import { concernedByUnread } from './concerned.ts'
import { feedRoutes } from './ingest/index.ts'
import { buildLoaders } from './loaders.ts'
import { resolvers } from './resolvers.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** Builds the offices room: where cases are handled and by whose delegation, entered by administrators. */
export async function buildApp(parts: RoomParts): Promise<FedRoom> {
  const work = await openFedWork('offices', parts, {
    tables,
    routes: feedRoutes,
    concerned: concernedByUnread,
  })
  return buildFedRoom(work, {
    resolvers,
    loaders: buildLoaders,
    feedFields: {
      submit: 'submitOfficeRecords',
      receipt: 'officeFeedReceipt',
      part: 'offices',
      unread: 'officeFeedUnread',
      retirements: 'officeFeedRetirements',
      close: 'closeOfficeFeedUnread',
      retry: 'retryOfficeFeedUnread',
    },
  })
}
