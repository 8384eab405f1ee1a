import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import { HubError, httpStatusOf } from '@one-visit/kit/errors.ts'
import { readRecords } from '@one-visit/kit/feed/records.ts'
import { type FeedRoute, matrixParameterOf } from '@one-visit/kit/feed/route.ts'
import type { Sources } from '@one-visit/kit/feed/sources.ts'
import type { FastifyInstance } from 'fastify'
import { createAccessTokens } from './access-token.ts'
import { equipmentConfirmation } from './equipment-confirmation.ts'
import { readSafetyVerdict, safetyVerdict } from './safety-verdict.ts'
import { detectInfo, readEnvelope, readPutData } from './share-detect-info.ts'
import { visitCancelled } from './visit-cancelled.ts'

const json = 'application/json; charset=utf-8'
const answer = (body: object) => ({ status: 200, type: json, body: JSON.stringify(body) })

/** Addresses of this room's feed, under /feeds/inspections/. */
export const feedRoutes = (journalKey: KeyObject, clock: Clock): readonly FeedRoute[] => {
  const tokens = createAccessTokens(journalKey)
  return [
    {
      path: 'restapi/detecting/put_data;token=:token',
      mediaTypes: ['application/json'],
      messages: [detectInfo],
      summary:
        'Result of a comprehensive test: envelope of the comprehensive exchange, IPCType shareDetectInfo',
      authenticate: async (request, _, sources) => {
        const station = tokens.stationOf(matrixParameterOf(request.url, 'token') ?? '', clock())
        const source = station === undefined ? undefined : await sources.find(station)
        if (source === undefined)
          throw new HubError('UNAUTHENTICATED', 'the token is not one of a station, or has run out')
        return source
      },
      read: readPutData,
      reply: ({ receiptId, records }) => {
        const bad = records.find(({ outcome }) => outcome === 'QUARANTINED')
        return bad === undefined
          ? answer({ code: '1', status: 'ok', data: receiptId })
          : answer({ code: '0', status: `${bad.code} ${bad.pointer}: ${bad.text}`, data: receiptId })
      },
      refuse: (error) => ({
        status: error.details.quota === undefined ? httpStatusOf(error.code) : 429,
        type: json,
        body: JSON.stringify({ code: '0', status: error.message, error: error.code }),
      }),
    },
    {
      path: 'safety-verdicts',
      mediaTypes: ['text/xml', 'application/soap+xml'],
      messages: [safetyVerdict, visitCancelled],
      summary: 'SOAP calls of the police inspection supervision: 18C62, 18C65 and 18C72',
      read: readSafetyVerdict,
    },
    {
      path: 'equipment-confirmations',
      mediaTypes: ['application/json'],
      messages: [equipmentConfirmation],
      plain: true,
      read: (body) => readRecords(body, equipmentConfirmation),
    },
  ]
}

/** The token call of the comprehensive exchange. It keeps nothing, so that it is no feed. */
export const mountTokenCall = (
  app: FastifyInstance,
  parts: { journalKey: KeyObject; clock: Clock; sources: Sources },
): void => {
  const tokens = createAccessTokens(parts.journalKey)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: 16 * 1024 }, (_, body, done) =>
    done(null, body),
  )
  app.post('/feeds/inspections/restapi/detecting/get_access_token', async (request, reply) => {
    try {
      const { type, value } = readEnvelope(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
      const { dsId, password } = (value ?? {}) as { dsId?: unknown; password?: unknown }
      if (type !== 'getAccessToken' || typeof dsId !== 'string' || typeof password !== 'string')
        throw new HubError('BAD_USER_INPUT', 'getAccessToken carries dsId and password')
      const source = await parts.sources.byToken(password)
      if (source.id !== dsId)
        throw new HubError('UNAUTHENTICATED', 'station and password do not belong together')
      return reply.send({ code: '1', status: 'ok', access_token: tokens.issue(dsId, parts.clock()) })
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      return reply
        .status(httpStatusOf(error.code))
        .send({ code: '0', status: error.message, error: error.code })
    }
  })
}
