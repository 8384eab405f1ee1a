import { createSecretKey, randomBytes } from 'node:crypto'
import { type DescribedRoom, describeFeeds } from '@one-visit/kit/feed/routes/openapi.ts'
import { openRoutesOf } from '@one-visit/kit/feed/routes/plain-route.ts'
import { routesOf } from '../host/room-feeds.ts'
import { fedRooms } from '../host/room-names.ts'

/** Addresses beside the feeds, by room. */
const besides: Readonly<Record<string, NonNullable<DescribedRoom['besides']>>> = {
  inspections: {
    'files/:digest': { summary: 'A file of a report, to its station and to clerks', method: 'get' },
    ...Object.fromEntries(
      ['restapi/detecting', 'detecting-api/restapi/detecting'].flatMap((prefix) => [
        [
          `${prefix}/get_access_token`,
          { summary: 'Token of a station, for put_data: envelope of the station with username and password' },
        ],
        [
          `${prefix}/get_data;token=:token`,
          { summary: 'Vehicle data and a serial number: envelope with getVehicleInfoAndDetectSn' },
        ],
      ]),
    ),
  },
}

/** The feeds of all rooms. Their shapes rest on no key: any will do. */
function describedRooms(): DescribedRoom[] {
  const journal = createSecretKey(randomBytes(32))
  const keys = { journal, pseudonym: { version: 1, key: journal } }
  return fedRooms.map((room) => ({
    room,
    routes: openRoutesOf(routesOf(room, keys)),
    ...(besides[room] && { besides: besides[room] }),
  }))
}

/** The text of schema/feeds.openapi.json. */
export const feedDescription = (): string => `${JSON.stringify(describeFeeds(describedRooms()), null, 1)}\n`
