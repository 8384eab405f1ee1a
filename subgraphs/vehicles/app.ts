import { buildFedRoom, type FedRoom, openFedWork } from '@one-visit/kit/feed/fed-room.ts'
import type { RoomParts } from '@one-visit/kit/room/parts.ts'
import { concernedByUnread } from './concerned.ts'
import { vehicleRoutes } from './ingest/index.ts'
import { buildLoaders } from './loaders.ts'
import { resolvers } from './resolvers.ts'
import { feedTablesOfRoom as tables } from './tables.ts'

/** Builds the vehicles room: the transport register of vehicles and the identity index. */
export async function buildApp(parts: RoomParts): Promise<FedRoom> {
  const work = await openFedWork('vehicles', parts, {
    tables,
    routes: vehicleRoutes,
    concerned: concernedByUnread,
  })
  return buildFedRoom(work, {
    resolvers,
    loaders: buildLoaders,
    feedFields: {
      submit: 'submitVehicleRecords',
      receipt: 'vehicleFeedReceipt',
      part: 'vehicles',
      unread: 'vehicleFeedUnread',
      retirements: 'vehicleFeedRetirements',
      close: 'closeVehicleFeedUnread',
      retry: 'retryVehicleFeedUnread',
    },
  })
}
