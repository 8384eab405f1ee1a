import { ConfigError } from '@one-visit/kit/config.ts'
import { readFeedKeys } from '@one-visit/kit/room/room-server.ts'
import { hasHubKeys, readHubKeys } from '../host/keys.ts'
import type { FeedKeys } from '../host/room-feeds.ts'

/** Keys of the feeds a tool works on: of a room's environment, else of a data directory. Read when they are needed. */
export function toolKeys(dataDir: string) {
  return (): FeedKeys => {
    if (process.env.HUB_JOURNAL_KEY) return readFeedKeys(process.env)
    if (!hasHubKeys(dataDir))
      throw new ConfigError(`There are no keys in ${dataDir}, and HUB_JOURNAL_KEY is not set.`)
    return readHubKeys(dataDir)
  }
}
