import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { fileTypes, readFileRecords } from '@one-visit/kit/feed/read/file-records.ts'
import { licenceMessage } from './licence.ts'
import { registrationMessage } from './registration.ts'

/** Addresses of this room's feed, under /feeds/operators/. */
export const feedRoutes: readonly FeedRoute[] = [
  {
    path: 'registrations',
    mediaTypes: fileTypes,
    messages: [registrationMessage],
    plain: true,
    read: (body, _, contentType) => readFileRecords(body, registrationMessage, contentType),
  },
  {
    path: 'licences',
    mediaTypes: fileTypes,
    messages: [licenceMessage],
    plain: true,
    read: (body, _, contentType) => readFileRecords(body, licenceMessage, contentType),
  },
]
