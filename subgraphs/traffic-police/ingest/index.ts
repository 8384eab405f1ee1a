import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import type { AnyMessage, IncomingRecord } from '@one-visit/kit/feed/message.ts'
import { oneOrMany, readJson } from '@one-visit/kit/feed/text.ts'
import type { PseudonymKey } from '@one-visit/kit/pseudonym.ts'
import { drivingLicenceMessage } from './driving-licence.ts'
import { pulledVehicleMessage } from './pulled-vehicle.ts'
import { usageChangeMessage } from './usage-change.ts'

/** Address of answers to pulls, taken in by the room's own jobs only. */
export const pullRoute = 'pulled-vehicles'

const listOf =
  (message: AnyMessage) =>
  (body: Buffer): IncomingRecord[] =>
    oneOrMany(readJson(body)).map((value) => ({ message, value }))

const jsonRoute = (path: string, message: AnyMessage): FeedRoute => ({
  path,
  mediaTypes: ['application/json'],
  messages: [message],
  plain: true,
  read: listOf(message),
})

/** Addresses of this room's feed, under /feeds/traffic-police/. */
export const feedRoutes = (key: PseudonymKey): readonly FeedRoute[] => [
  jsonRoute('usage-changes', usageChangeMessage),
  jsonRoute('driving-licences', drivingLicenceMessage(key)),
]

/** The answer to a pull, as its job journals it. */
export const pulledRoute: FeedRoute = {
  path: pullRoute,
  mediaTypes: [],
  read: (body) => {
    const { asked, answeredAt, records } = readJson(body) as {
      asked: unknown
      answeredAt: string
      records: unknown[]
    }
    return records.map((fields) => ({ message: pulledVehicleMessage, value: { asked, answeredAt, fields } }))
  },
}
