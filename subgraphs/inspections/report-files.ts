/** GET /feeds/inspections/files/<digest>: the bytes of a report's file, out of the journal that keeps them sealed. */
import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { createJournal, readKeptRoute } from '@one-visit/kit/feed/kept/journal.ts'
import { createBodyKeys } from '@one-visit/kit/feed/kept/seal.ts'
import type { Sources } from '@one-visit/kit/feed/kept/sources.ts'
import { maySpeakFor } from '@one-visit/kit/feed/message.ts'
import { createBodyReader } from '@one-visit/kit/feed/routes/body-reader.ts'
import { type FeedRoute, headerOf } from '@one-visit/kit/feed/routes/route.ts'
import { isReadable } from '@one-visit/kit/room/own.ts'
import { createPrincipalVerifier, principalHeader } from '@one-visit/kit/room/principal.ts'
import { scopesOf } from '@one-visit/schema/access.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fileIn } from './ingest/report-file.ts'
import { findFileEntries } from './store.ts'
import { feedTablesOfRoom } from './tables.ts'

/** What the route of report files is made of. */
export interface ReportFileParts {
  db: Database
  clock: Clock
  principalKey: KeyObject
  journalKey: KeyObject
  sources: Sources
  /** All ways a file can have come by. */
  routes: readonly FeedRoute[]
}

/** Mounts the route. A file that is not the caller's and one that is not there look the same. */
export function mountReportFiles(app: FastifyInstance, parts: ReportFileParts): void {
  const { db, clock, sources, routes } = parts
  const principalOf = createPrincipalVerifier(parts.principalKey, clock)
  const readBody = createBodyReader(routes)
  const journal = createJournal(db, feedTablesOfRoom, createBodyKeys(feedTablesOfRoom, parts.journalKey))

  /** Whether the caller may read a station's files. @throws HubError UNAUTHENTICATED, FORBIDDEN */
  const readerOf = async (request: FastifyRequest): Promise<(stationId: string) => boolean> => {
    const token = headerOf(request, principalHeader)
    if (token === undefined) {
      const source = await sources.authenticate({ headers: request.headers, body: Buffer.alloc(0) }, clock())
      return (stationId) => maySpeakFor(source, stationId)
    }
    const principal = principalOf(token)
    if (!scopesOf(principal.roles).has('inspection:read'))
      throw new HubError('FORBIDDEN', 'Only clerks and the station itself read its files.')
    return (stationId) => isReadable(principal, 'inspection:read', stationId)
  }

  app.get('/feeds/inspections/files/:digest', async (request, reply) => {
    const mayRead = await readerOf(request)
    const { digest } = request.params as { digest: string }
    const entries = /^[0-9a-f]{64}$/.test(digest) ? await findFileEntries(db, digest) : []
    for (const { stationId, receiptId, route, mediaType, ...form } of entries) {
      const body = mayRead(stationId)
        ? await db.transaction((tx) => journal.bodyOf(tx, receiptId))
        : undefined
      if (body === undefined) continue
      const { records } = readBody({ ...form, ...readKeptRoute(route) }, body)
      const bytes = fileIn([...records], digest)
      if (bytes !== undefined)
        return reply
          .type(mediaType)
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .header('content-disposition', 'attachment')
          .send(bytes)
    }
    throw new HubError('NOT_FOUND', 'No file of yours has this digest.')
  })
}
