import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import type { AnyMessage, IncomingRecord } from '@one-visit/kit/feed/message.ts'
import { readRecords } from '@one-visit/kit/feed/read/records.ts'
import { readJson } from '@one-visit/kit/feed/read/text.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { drivingLicenceMessage } from './driving-licence.ts'
import { type PulledAnswer, recordsOfAnswer } from './pulled-answer.ts'
import { pulledLicenceMessage } from './pulled-licence.ts'
import { pulledVehicleMessage } from './pulled-vehicle.ts'
import { usageChangeMessage } from './usage-change.ts'

/** Addresses of answers to pulls, taken in by the room's own jobs only. */
export const pullRoute = 'pulled-vehicles'
export const pulledLicenceRoute = 'pulled-licences'

const listOf =
  (message: AnyMessage) =>
  (body: Buffer): IncomingRecord[] =>
    readRecords(body, message)

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

/** Answers to pulls, as their jobs journal them; nobody outside can send here. */
export const pulledRoutes = (key: PseudonymKey): readonly FeedRoute[] =>
  (
    [
      [pullRoute, pulledVehicleMessage],
      [pulledLicenceRoute, pulledLicenceMessage(key)],
    ] as const
  ).map(
    ([path, message]): FeedRoute => ({
      path,
      mediaTypes: [],
      read: (body) => recordsOfAnswer(readJson(body) as PulledAnswer, message),
    }),
  )
