import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import type { IncomingRecord } from '@one-visit/kit/feed/message.ts'
import { fileReaders } from '@one-visit/kit/feed/read/file-records.ts'
import { readRecords } from '@one-visit/kit/feed/read/records.ts'
import { meaningsOf } from '@one-visit/kit/feed/read/said-once.ts'
import { batchTypes } from '@one-visit/kit/feed/read/stated-record.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { identityObserved } from './identity.ts'
import { permitMessage } from './permit.ts'
import { registrationMessage } from './registration.ts'

/** Whether an event is of the type that is taken here, or of none that can be read. */
function isSighting(value: unknown): boolean {
  const type = isObject(value) ? value.type : undefined
  return typeof type !== 'string' || type === identityObserved.name
}

/** Whether an event is or may be a sighting: of one with two types each may be the one that was meant. */
function mayBeSighting({ value, fault }: IncomingRecord): boolean {
  return fault?.pointer === '/type' || meaningsOf(value).some(isSighting)
}

/** Addresses of this room's feed, under /feeds/vehicles/. Rooms post all their events; only sightings of plates are for us. */
export const vehicleRoutes: readonly FeedRoute[] = [
  {
    path: 'registrations',
    ...fileReaders(registrationMessage),
    messages: [registrationMessage],
    plain: true,
  },
  {
    path: 'permits',
    ...fileReaders(permitMessage),
    messages: [permitMessage],
    plain: true,
  },
  {
    path: 'identity-events',
    mediaTypes: batchTypes,
    messages: [identityObserved],
    plain: true,
    summary: 'Events of rooms; sightings of plates are taken, all others are passed over',
    readerVersion: 2,
    read: (body) => sightingsIn(body, mayBeSighting),
    // As bodies were read before an event of two types was one that may be a sighting.
    earlierReaders: [
      {
        readerVersion: 1,
        read: (body) => sightingsIn(body, ({ value }) => isSighting(value)),
      },
    ],
  },
]

/** Events of a body that a test lets through, read as they are gone through. */
function* sightingsIn(body: Buffer, isTaken: (record: IncomingRecord) => boolean): Generator<IncomingRecord> {
  for (const record of readRecords(body, identityObserved)) if (isTaken(record)) yield record
}
