import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { batchTypes, recordsIn } from '@one-visit/kit/feed/stated-record.ts'
import type { PseudonymKey } from '@one-visit/kit/pseudonym.ts'
import { qualificationMessage } from './qualification.ts'
import { registrationMessage } from './registration.ts'

/** Addresses of this room's feed, under /feeds/drivers/. */
export const feedRoutes = (key: PseudonymKey): readonly FeedRoute[] => {
  const qualification = qualificationMessage(key)
  const registration = registrationMessage(key)
  return [
    {
      path: 'qualifications',
      mediaTypes: batchTypes,
      messages: [qualification],
      read: (body) => recordsIn(body, qualification),
    },
    {
      path: 'registrations',
      mediaTypes: batchTypes,
      messages: [registration],
      read: (body) => recordsIn(body, registration),
    },
  ]
}
