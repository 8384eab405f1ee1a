import { buildFedRoom, type FedRoom, openFedWork } from '@one-visit/kit/feed/fed-room.ts'
import type { PersonRoomParts } from '@one-visit/kit/room/parts.ts'
import { concernedByUnread } from './concerned.ts'
import { platformRoutes, type RelayLayouts } from './ingest/index.ts'
import { buildLoaders } from './loaders.ts'
import { resolvers } from './resolvers.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** What the room is built of. */
export interface PlatformsParts extends PersonRoomParts {
  /** The .proto text of each relay that numbers the fields of its messages in a way of its own, by the relay's name. */
  relayLayouts?: RelayLayouts
}

/** Builds the platforms room: what ride-hailing platforms report over the national interface. */
export async function buildApp(parts: PlatformsParts): Promise<FedRoom> {
  const work = await openFedWork('platforms', parts, {
    tables,
    concerned: concernedByUnread,
    routes: platformRoutes(parts.pseudonymKey, parts.relayLayouts),
  })
  return buildFedRoom(work, {
    resolvers,
    loaders: buildLoaders,
    feedFields: {
      submit: 'submitPlatformRecords',
      receipt: 'platformFeedReceipt',
      part: 'platforms',
      unread: 'platformFeedUnread',
      retirements: 'platformFeedRetirements',
      close: 'closePlatformFeedUnread',
      retry: 'retryPlatformFeedUnread',
    },
  })
}
