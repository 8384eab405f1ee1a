/** Calls of the comprehensive exchange that keep no record, so that they are no feed: token, and vehicle with number. */
import type { KeyObject } from 'node:crypto'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Sources } from '@one-visit/kit/feed/kept/sources.ts'
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { fieldOf } from '@one-visit/kit/feed/read/identify.ts'
import { mustSayOnce } from '@one-visit/kit/feed/read/said-once.ts'
import { readBody } from '@one-visit/kit/feed/read/shape.ts'
import { decodeText } from '@one-visit/kit/feed/read/text.ts'
import { bodyOf, headerOf } from '@one-visit/kit/feed/routes/route.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { issueSerialNumber, type NamedVehicle } from '../serial-numbers.ts'
import { findDescribedVehicle } from '../store.ts'
import { createAccessTokens } from './access-token.ts'
import { exchangeRefusal } from './exchange-answer.ts'
import { plateAt, vinAt } from './fields.ts'
import { exchangePaths } from './index.ts'
import { asUtf8, readEnvelope } from './put-data.ts'

/** Stations send username and password; the station is the envelope's. Who named it as `dsId`, our first reading, still may. */
const tokenQuestion = inAnyCase(['dsId', 'password'], {
  dsId: z.string().optional(),
  password: z.string(),
})
const vehicleQuestion = inAnyCase(['vinNo', 'vehicleNo'], {
  vinNo: z.string().max(64).nullish(),
  vehicleNo: z.string().max(32).nullish(),
})

/** The shape of a question whose fields are written in any case; that no name says two things is asked before. */
function inAnyCase<Shape extends z.ZodRawShape>(names: readonly string[], shape: Shape) {
  return z.preprocess((value) => {
    if (!isObject(value)) return value
    const named = names.flatMap((name) => {
      const found = fieldOf(value, name)
      return found === undefined ? [] : [[name, found]]
    })
    return Object.fromEntries(named)
  }, z.looseObject(shape))
}

/** What the calls of stations are answered with. */
export interface StationCallParts {
  db: Database
  journalKey: KeyObject
  clock: Clock
  sources: Sources
}

/** Mounts get_access_token and get_data, with and without the prefix some deployments use. */
export function mountStationCalls(app: FastifyInstance, parts: StationCallParts): void {
  const { db, clock, sources } = parts
  const tokens = createAccessTokens(parts.journalKey)

  const giveToken = async (request: FastifyRequest): Promise<object> => {
    const { company, payload } = questionOf(
      request,
      'getAccessToken',
      tokenQuestion,
      'getAccessToken carries username and password.',
    )
    const { dsId: station = company, password } = payload
    const source = await sources.byToken(password).catch(asLogin)
    if (source.id !== station)
      throw new HubError('UNAUTHENTICATED', `The password is not that of station ${station.slice(0, 20)}.`, {
        fault: 'STATION_LOGIN',
      })
    return { access_token: tokens.issue(station, clock()) }
  }

  const giveVehicleAndNumber = async (request: FastifyRequest): Promise<object> => {
    const station = tokens.stationOf(request.url, clock())
    const { payload } = questionOf(
      request,
      'getVehicleInfoAndDetectSn',
      vehicleQuestion,
      'getVehicleInfoAndDetectSn names a vehicle by vinNo or vehicleNo.',
    )
    const named = vehicleNamed(payload)
    const vehicle = await findDescribedVehicle(db, named)
    const detectSn = await issueSerialNumber(db, station, named, clock())
    // The exchange carries the answer as JSON text inside JSON.
    return { data: JSON.stringify({ detectSn, vehicleInfo: vehicle ?? null }) }
  }

  const answered =
    (call: (request: FastifyRequest) => Promise<object>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      try {
        return reply.send({ code: '1', status: 'ok', ...(await call(request)) })
      } catch (error) {
        if (!(error instanceof HubError)) throw error
        const { retryAfterSeconds } = error.details
        if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', retryAfterSeconds)
        const { status, type, body } = exchangeRefusal(error)
        return reply.status(status).type(type).send(body)
      }
    }

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: 16 * 1024 }, (_, body, done) =>
    done(null, body),
  )
  for (const path of exchangePaths) {
    app.post(`/feeds/inspections/${path}/get_access_token`, answered(giveToken))
    app.post(`/feeds/inspections/${path}/get_data;token=:token`, answered(giveVehicleAndNumber))
    // Software that forgets the token reads no other answer.
    for (const call of ['get_data', 'put_data'])
      app.post(
        `/feeds/inspections/${path}/${call}`,
        answered(async ({ url }) => ({ station: tokens.stationOf(url, clock()) })),
      )
  }
}

/** Whoever sent a username and a password is told of these, not of a token. */
function asLogin(error: unknown): never {
  if (!(error instanceof HubError) || error.code !== 'UNAUTHENTICATED') throw error
  throw new HubError('UNAUTHENTICATED', 'Username and password are not those of a registered station.', {
    fault: 'STATION_LOGIN',
  })
}

/** The station a call names and its payload; `form` says what it carries. @throws HubError BAD_USER_INPUT */
function questionOf<Shape extends z.ZodType>(
  request: FastifyRequest,
  name: string,
  shape: Shape,
  form: string,
): { company: string; payload: z.output<Shape> } {
  const body = asUtf8(bodyOf(request), headerOf(request, 'content-type'))
  const { company, type, value, text } = readEnvelope(body)
  mustSayOnce(decodeText(body))
  mustSayOnce(text)
  if (type !== name)
    throw new HubError('BAD_USER_INPUT', `This address answers ${name}, and no ${type.slice(0, 60)}.`, {
      fault: 'MESSAGE_UNKNOWN',
    })
  return { company, payload: readBody(shape, value, () => form) }
}

/** What a question names its vehicle by. @throws HubError BAD_USER_INPUT */
function vehicleNamed({ vinNo, vehicleNo }: z.infer<typeof vehicleQuestion>): NamedVehicle {
  try {
    const vin = vinNo && vinNo !== '0' ? vinAt('/vinNo', vinNo) : null
    const plateNumber = plateAt('/vehicleNo', vehicleNo ?? undefined)
    if (vin === null && plateNumber === null)
      throw new RecordFault('FIELD_MISSING', '/vinNo', 'neither VIN nor plate')
    return { vin, plateNumber }
  } catch (error) {
    if (!(error instanceof RecordFault)) throw error
    const { code, pointer, message } = error
    throw new HubError('BAD_USER_INPUT', `${code} ${pointer}: ${message}`, { fault: code, pointer })
  }
}
