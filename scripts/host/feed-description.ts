import { createSecretKey, randomBytes } from 'node:crypto'
import { feedRoutes as driverRoutes } from '@one-visit/drivers/ingest/index.ts'
import { feedRoutes as inspectionRoutes } from '@one-visit/inspections/ingest/index.ts'
import { systemClock } from '@one-visit/kit/clock.ts'
import { type DescribedRoom, describeFeeds } from '@one-visit/kit/feed/openapi.ts'
import { openRoutesOf } from '@one-visit/kit/feed/plain-route.ts'
import { feedRoutes as officeRoutes } from '@one-visit/offices/ingest/index.ts'
import { feedRoutes as operatorRoutes } from '@one-visit/operators/ingest/index.ts'
import { platformRoutes } from '@one-visit/platforms/ingest/index.ts'
import { feedRoutes as policeRoutes } from '@one-visit/traffic-police/ingest/index.ts'
import { vehicleRoutes } from '@one-visit/vehicles/ingest/index.ts'

/** The feeds of all rooms. Their shapes rest on no key: any will do. */
const describedRooms = (): DescribedRoom[] => {
  const key = createSecretKey(randomBytes(32))
  const pseudonym = { version: 1, key }
  const token = 'restapi/detecting/get_access_token'
  return [
    { room: 'platforms', routes: platformRoutes },
    {
      room: 'inspections',
      routes: inspectionRoutes(key, systemClock),
      besides: { [token]: { summary: 'Token of a station, for put_data: envelope with dsId and password' } },
    },
    { room: 'traffic-police', routes: policeRoutes(pseudonym) },
    { room: 'vehicles', routes: vehicleRoutes },
    { room: 'drivers', routes: driverRoutes(pseudonym) },
    { room: 'operators', routes: operatorRoutes },
    { room: 'offices', routes: officeRoutes },
  ].map(({ routes, ...described }) => ({ ...described, routes: openRoutesOf(routes) }))
}

/** The text of schema/feeds.openapi.json. */
export const feedDescription = (): string => `${JSON.stringify(describeFeeds(describedRooms()), null, 1)}\n`
