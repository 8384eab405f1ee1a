import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { fileReaders } from '@one-visit/kit/feed/read/file-records.ts'
import { readRecords } from '@one-visit/kit/feed/read/records.ts'
import { batchTypes } from '@one-visit/kit/feed/read/stated-record.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { identityObserved } from './identity.ts'
import { permitMessage } from './permit.ts'
import { registrationMessage } from './registration.ts'

function typeOf(value: unknown): unknown {
  return isObject(value) ? value.type : undefined
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
    read: (body) =>
      readRecords(body, identityObserved).filter(({ value }) => {
        const type = typeOf(value)
        return typeof type !== 'string' || type === identityObserved.name
      }),
  },
]
