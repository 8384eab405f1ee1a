import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { readRecords } from '@one-visit/kit/feed/read/records.ts'
import { batchTypes } from '@one-visit/kit/feed/read/stated-record.ts'
import { affiliationMessage } from './affiliation.ts'
import { delegationMessage } from './delegation.ts'
import { officeMessage } from './office.ts'

/** Addresses of this room's feed, under /feeds/offices/. */
export const feedRoutes: readonly FeedRoute[] = [
  {
    path: 'directory',
    mediaTypes: batchTypes,
    messages: [officeMessage],
    plain: true,
    read: (body) => readRecords(body, officeMessage),
  },
  {
    path: 'affiliations',
    mediaTypes: batchTypes,
    messages: [affiliationMessage],
    plain: true,
    read: (body) => readRecords(body, affiliationMessage),
  },
  {
    path: 'delegations',
    mediaTypes: batchTypes,
    messages: [delegationMessage],
    plain: true,
    read: (body) => readRecords(body, delegationMessage),
  },
]
