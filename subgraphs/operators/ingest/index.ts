import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { batchTypes, recordsIn } from '@one-visit/kit/feed/stated-record.ts'
import { licenceMessage } from './licence.ts'
import { registrationMessage } from './registration.ts'

/** Addresses of this room's feed, under /feeds/operators/. */
export const feedRoutes: readonly FeedRoute[] = [
  {
    path: 'registrations',
    mediaTypes: batchTypes,
    messages: [registrationMessage],
    read: (body) => recordsIn(body, registrationMessage),
  },
  {
    path: 'licences',
    mediaTypes: batchTypes,
    messages: [licenceMessage],
    read: (body) => recordsIn(body, licenceMessage),
  },
]
