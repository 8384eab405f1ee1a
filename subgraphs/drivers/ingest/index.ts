import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { fileReaders } from '@one-visit/kit/feed/read/file-records.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { qualificationMessage } from './qualification.ts'
import { registrationMessage } from './registration.ts'

/** Addresses of this room's feed, under /feeds/drivers/. */
export function feedRoutes(key: PseudonymKey): readonly FeedRoute[] {
  const qualification = qualificationMessage(key)
  const registration = registrationMessage(key)
  return [
    {
      path: 'qualifications',
      ...fileReaders(qualification),
      messages: [qualification],
      plain: true,
    },
    {
      path: 'registrations',
      ...fileReaders(registration),
      messages: [registration],
      plain: true,
    },
  ]
}
