import { HubError } from '../../errors.ts'
import type { ReadBody } from '../kept/journal.ts'
import type { FeedRoute } from './route.ts'

/**
 * A reader of the bodies of some routes.
 * @throws HubError NOT_FOUND for a route the room does not have; what the route's reader throws
 */
export function createBodyReader(routes: readonly FeedRoute[]): ReadBody {
  const byPath = new Map(routes.map((route) => [route.path, route]))
  return ({ route: path, address, contentType, readerVersion }, body) => {
    const route = byPath.get(path)
    if (route === undefined)
      throw new HubError('NOT_FOUND', 'The room has no route of this name.', { route: path.slice(0, 200) })
    const reader = readerOf(route, readerVersion)
    return { records: reader.read(body, address, contentType), readerVersion: reader.readerVersion }
  }
}

function readerOf(route: FeedRoute, version: number | undefined) {
  const { read, readerVersion = 1, earlierReaders = [] } = route
  if (version === undefined || version === readerVersion) return { read, readerVersion }
  const earlier = earlierReaders.find((reader) => reader.readerVersion === version)
  if (earlier === undefined) throw new Error(`The route ${route.path} has no reader ${version}.`)
  return earlier
}
