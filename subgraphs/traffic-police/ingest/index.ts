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

/** Addresses of this room's feed, under /feeds/traffic-police/. */
export function feedRoutes(key: PseudonymKey): readonly FeedRoute[] {
  return [
    jsonRoute('usage-changes', usageChangeMessage),
    jsonRoute('driving-licences', drivingLicenceMessage(key)),
  ]
}

function jsonRoute(path: string, message: AnyMessage): FeedRoute {
  return {
    path,
    mediaTypes: ['application/json'],
    messages: [message],
    plain: true,
    read: listOf(message),
  }
}

function listOf(message: AnyMessage) {
  return (body: Buffer): Iterable<IncomingRecord> => readRecords(body, message)
}

/** Answers to pulls, as their jobs journal them; nobody outside can send here. */
export function pulledRoutes(key: PseudonymKey): readonly FeedRoute[] {
  return (
    [
      [pullRoute, pulledVehicleMessage(key)],
      [pulledLicenceRoute, pulledLicenceMessage(key)],
    ] as const
  ).map(
    ([path, message]): FeedRoute => ({
      path,
      mediaTypes: [],
      read: (body) => recordsOfAnswer(readJson(body) as PulledAnswer, message),
    }),
  )
}
