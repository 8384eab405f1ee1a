import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { fileReaders } from '@one-visit/kit/feed/read/file-records.ts'
import { licenceMessage } from './licence.ts'
import { registrationMessage } from './registration.ts'

/** Addresses of this room's feed, under /feeds/operators/. */
export const feedRoutes: readonly FeedRoute[] = [
  {
    path: 'registrations',
    ...fileReaders(registrationMessage),
    messages: [registrationMessage],
    plain: true,
  },
  {
    path: 'licences',
    ...fileReaders(licenceMessage),
    messages: [licenceMessage],
    plain: true,
  },
]
