import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Sources } from '@one-visit/kit/feed/kept/sources.ts'
import type { FeedSource } from '@one-visit/kit/feed/message.ts'
import { readRecords } from '@one-visit/kit/feed/read/records.ts'
import { batchTypes } from '@one-visit/kit/feed/read/stated-record.ts'
import { type FeedRoute, headerOf } from '@one-visit/kit/feed/routes/route.ts'
import { fileTypes } from '@one-visit/kit/room/file-type.ts'
import type { FastifyRequest } from 'fastify'
import type { LicenceJobs } from '../licence-changes.ts'
import { createAccessTokens } from './access-token.ts'
import { equipmentConfirmation } from './equipment-confirmation.ts'
import { exchangeRefusal, exchangeReply } from './exchange-answer.ts'
import { policeRefusal, policeReply, soapTypes } from './police-answer.ts'
import { putDataMessages, readPutData, readPutDataAsSaid, readPutDataBefore } from './put-data.ts'
import { readUpload, reportFile } from './report-file.ts'
import { readSafetyVerdict, safetyVerdict } from './safety-verdict.ts'
import { stationLicence } from './station-licence.ts'
import { visitAnnulment } from './visit-annulment.ts'
import { visitCancelled } from './visit-cancelled.ts'

/** Where the comprehensive exchange is spoken; some deployments put a prefix before it. */
export const exchangePaths = ['restapi/detecting', 'detecting-api/restapi/detecting'] as const

/** Addresses of this room's feed, under /feeds/inspections/. */
export function feedRoutes(journalKey: KeyObject, clock: Clock, jobs: LicenceJobs): readonly FeedRoute[] {
  const licence = stationLicence(jobs)
  const tokens = createAccessTokens(journalKey)
  return [
    ...exchangePaths.map(
      (prefix): FeedRoute => ({
        path: `${prefix}/put_data;token=:token`,
        messages: putDataMessages,
        summary: 'Envelope of the comprehensive exchange: results, station, vehicle, report images',
        mediaTypes: ['application/json'],
        authenticate: async (request, sources) => {
          const source = await sources.find(tokens.stationOf(request.url, clock()))
          if (source === undefined)
            throw new HubError('UNAUTHENTICATED', 'The station of the token is not registered any more.')
          return sameSender(request, source, sources)
        },
        read: (body, _, contentType) => readPutDataAsSaid(body, contentType),
        readerVersion: 3,
        earlierReaders: [
          { readerVersion: 1, read: readPutDataBefore },
          // What its sender said of the encoding was not heard.
          { readerVersion: 2, read: readPutData },
        ],
        reply: exchangeReply,
        refuse: exchangeRefusal,
      }),
    ),
    {
      path: 'safety-verdicts',
      mediaTypes: soapTypes,
      messages: [safetyVerdict, visitCancelled],
      summary: 'SOAP calls of the police inspection supervision: 18C62, 18C65 and 18C72',
      readerVersion: 2,
      read: (body) => readSafetyVerdict(body),
      earlierReaders: [{ readerVersion: 1, read: (body) => readSafetyVerdict(body, 'gbk') }],
      reply: policeReply,
      refuse: policeRefusal,
    },
    {
      path: 'equipment-confirmations',
      mediaTypes: ['application/json'],
      messages: [equipmentConfirmation],
      plain: true,
      read: (body) => readRecords(body, equipmentConfirmation),
    },
    {
      path: 'annulments',
      mediaTypes: batchTypes,
      messages: [visitAnnulment],
      summary: 'Visits a station annuls, of any kind of test, and annulments it takes back',
      plain: true,
      read: (body) => readRecords(body, visitAnnulment),
    },
    {
      path: 'station-licences',
      mediaTypes: batchTypes,
      messages: [licence],
      summary: 'Licences of stations and their test lines, sent by the authority',
      plain: true,
      read: (body) => readRecords(body, licence),
    },
    {
      path: 'files/:station/:serial/:purpose',
      mediaTypes: fileTypes,
      messages: [reportFile],
      summary: 'A report or photograph of a visit, kept by its SHA-256',
      read: readUpload,
    },
  ]
}

/** Two credentials that come together are of one sender. @throws HubError UNAUTHENTICATED */
async function sameSender(
  request: FastifyRequest,
  source: FeedSource,
  sources: Sources,
): Promise<FeedSource> {
  const bearer = /^Bearer (\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1]
  if (bearer !== undefined && (await sources.byToken(bearer)).id !== source.id)
    throw new HubError('UNAUTHENTICATED', 'The token of the address and the bearer token are of two senders.')
  return source
}
