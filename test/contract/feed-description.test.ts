import type { Advice } from '@one-visit/schema/advice.ts'
import { errorCodes } from '@one-visit/schema/error-codes.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { readFeedDescription } from '@one-visit/schema/load.ts'
import { type RecordFaultCode, recordFaults } from '@one-visit/schema/record-faults.ts'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../world.ts'
import { goodRecords } from './good-records.ts'

type Described = {
  openapi: string
  paths: Record<string, Record<string, object>>
  components: { schemas: Record<string, object> }
}
const description = JSON.parse(readFeedDescription()) as Described

let world: World
let origin: string
beforeAll(async () => {
  world = await buildWorld()
  const address = world.gateway.app.server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(async () => {
  await world?.close()
})

/** Addresses a room's server answers, from the tree fastify prints. */
function addressesOf(printed: string): string[] {
  const parts: string[] = []
  return printed.split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods] = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
    const depth = indent.length / 4
    parts[depth] = path
    const whole = parts.slice(0, depth + 1).join('')
    return (methods ?? '')
      .split(', ')
      .flatMap((method) => (method === '' || method === 'HEAD' ? [] : [`${method} ${whole}`]))
  })
}

function asWritten(address: string): string {
  return (
    address
      .replace(';token=:token', '{token}')
      .replace(/:(\w+)/g, '{$1}')
      // Two names for one place: fastify prints both.
      .replace('{station}|{digest}', address.startsWith('GET') ? '{digest}' : '{station}')
  )
}

const schemaOf = (() => {
  const ajv = addFormats.default(new Ajv2020({ strict: false }))
  ajv.addSchema({ $id: 'feeds', ...description })
  return (name: string) => ajv.compile({ $ref: `feeds#/components/schemas/${name}` })
})()

describe('what partners read of the feeds', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(description))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(description.openapi).toMatch(/^3\.1\./)
  })

  it('has every address that answers, and none that does not', () => {
    const answering = Object.values(world.rooms.fed)
      .flatMap(({ app }) => addressesOf(app.printRoutes({ commonPrefix: false })))
      .filter((address) => address.includes(' /feeds/'))
      // Without a token they say that it is missing, and take nothing.
      .filter((address) => !/_data$/.test(address))
      .map(asWritten)
    const described = Object.entries(description.paths).flatMap(([path, item]) =>
      Object.keys(item).flatMap((method) =>
        method === 'parameters' ? [] : [`${method.toUpperCase()} ${path}`],
      ),
    )
    expect(answering.length).toBeGreaterThan(70)
    // Addresses are found in any case, and the router tells them in small letters.
    const small = (addresses: readonly string[]) => addresses.map((address) => address.toLowerCase()).sort()
    expect(small(described)).toEqual(small(answering))
  })

  it('lists every code with what would be right, in both languages', () => {
    const listed = ['FaultCode', 'RefusalCode'].map((name) => {
      const { oneOf } = description.components.schemas[name] as {
        oneOf: { const: string; description: string }[]
      }
      return Object.fromEntries(oneOf.map(({ const: code, description: told }) => [code, told]))
    })
    const told = (codes: Readonly<Record<string, Advice>>) =>
      Object.fromEntries(Object.entries(codes).map(([code, { zh, en }]) => [code, `${zh} ${en}`]))
    expect(listed).toEqual([told(recordFaults), told(errorCodes)])
  })

  it('is served to everybody, as a document and as a page without scripts', async () => {
    const document = await fetch(`${origin}/feeds/openapi.json`)
    expect(await document.json()).toEqual(description)
    const page = await fetch(`${origin}/feeds/docs`)
    expect(page.headers.get('content-type')).toContain('text/html')
    const html = await page.text()
    expect(html).not.toMatch(/<script|https?:\/\//)
    for (const path of Object.keys(description.paths)) expect(html).toContain(path)
    for (const name of Object.keys(description.components.schemas)) expect(html).toContain(`id="${name}"`)
  })
})

/** A sender of everything, in every room, known by a token. */
const token = 'contract-token'

async function sendPlain(room: string, message: string, records: unknown[], key: string) {
  const answer = await fetch(`${origin}/feeds/${room}/records/${message}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': `contract ${message} ${key}`,
    },
    body: JSON.stringify(records),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as { records: readonly Told[] }
}

/** What a sender is told of a record. */
interface Told {
  outcome: string
  code?: RecordFaultCode
  pointer?: string
  text?: string
  advice?: Advice
}

/** Codes by which the shape of a message refuses a record. */
const ofShape: readonly RecordFaultCode[] = [
  'FIELD_MISSING',
  'FIELD_TYPE',
  'FIELD_TOO_LONG',
  'FIELD_TOO_SHORT',
  'FIELD_RANGE',
  'FIELD_NOT_ONE_OF',
  'FIELD_UNKNOWN',
  'FIELD_FORM',
]

/** Whether a pointer is that of a field of a record, or of one that could be added to what is there. */
function pointsInto(record: unknown, pointer: string): boolean {
  const parents = pointer.split('/').slice(1, -1)
  let inner = record
  for (const name of parents)
    inner = isObject(inner) || Array.isArray(inner) ? Reflect.get(inner, name) : undefined
  return pointer.startsWith('/') && typeof inner === 'object' && inner !== null
}

const library = /Invalid|Too (big|small)|Unrecognized|expected|received|>=|<=/

/** Holds what is told of a refused record to the promise: a known code, the field, and what would be right in both languages. */
function mustBeTold(record: unknown, { code, pointer, text, advice }: Told): void {
  const told = `${JSON.stringify(record)?.slice(0, 200)} ${code} ${pointer} ${text}`
  expect(Object.keys(recordFaults), told).toContain(code)
  expect(isObject(record) ? pointsInto(record, pointer ?? '') : pointer === '', told).toBe(true)
  expect(text, told).not.toMatch(library)
  expect(advice?.zh, told).toMatch(/\p{Script=Han}.*。$/u)
  expect(advice?.en, told).toMatch(/\.$/)
  expect(advice?.en, told).not.toMatch(library)
}

const otherValues = [undefined, { not: 'this' }, ['this'], null, true, 7, '', '长'.repeat(5_000)]

/** An object with one field, of it or of an object inside it, left out or of every other type. */
function withOneChanged(good: Record<string, unknown>): Record<string, unknown>[] {
  return Object.entries(good).flatMap(([key, value]) =>
    [...otherValues, ...(isObject(value) ? withOneChanged(value) : [])].map((other) => ({
      ...good,
      [key]: other,
    })),
  )
}

/** Records that are wrong somewhere, or may be: of one changed field each, with one nobody knows, and no record at all. */
function brokenFrom(good: Record<string, unknown>): unknown[] {
  return [...withOneChanged(good), { ...good, nobodyKnows: 1 }, 'no record'].map(
    (record) => JSON.parse(JSON.stringify(record)) as unknown,
  )
}

/**
 * Messages of which the document cannot say all of the form: keys of the national interface are read without regard to
 * case, so that none can be required; when a change was completed must be there only where it was; and what a station says
 * of itself may be nested or not, so that neither place is required.
 */
function saysLess(name: string): boolean {
  return (
    name.startsWith('platforms.') ||
    name === 'traffic-police.usageChange' ||
    name === 'inspections.shareDetectionStationInfo'
  )
}

describe('the schema of every message', () => {
  const good = goodRecords()
  beforeAll(async () => {
    for (const { feeds } of Object.values(world.rooms.fed))
      await world.db.transaction((tx) =>
        feeds.sources.register(tx, [
          {
            id: 'contract',
            name: 'contract',
            authority: 'contract',
            organisation: 'contract',
            allowed: ['*'],
            tokens: [token],
          },
        ]),
      )
  })

  it('has an example here', () => {
    const described = Object.keys(description.components.schemas).filter((name) => name.includes('.'))
    expect(Object.keys(good).sort()).toEqual(described.sort())
  })

  it.each(Object.entries(good))(
    'accepts the good record of %s, which is applied, and refuses what the room refuses',
    async (name, record) => {
      const [, room = '', message = ''] = /^([^.]+)\.(.+)$/.exec(name) ?? []
      const accepts = schemaOf(name)
      expect(accepts(record), JSON.stringify(accepts.errors)).toBe(true)
      const taken = await sendPlain(room, message, [record], 'good')
      expect(taken.records).toMatchObject([{ outcome: 'APPLIED' }])

      const broken = brokenFrom(record)
      const { records } = await sendPlain(room, message, broken, 'broken')
      const isRefused = broken.map((_, index) => records[index]?.outcome === 'QUARANTINED')
      for (const [index, told] of records.entries())
        if (told.outcome === 'QUARANTINED') mustBeTold(broken[index], told)
      // The document refuses nothing that the room would take.
      expect(broken.filter((one, index) => !accepts(one) && !isRefused[index])).toEqual([])
      expect(broken.filter((one, index) => !accepts(one) && isRefused[index]).length).toBeGreaterThan(2)
      if (saysLess(name)) return
      const isOfForm = records.map(({ code }) => code !== undefined && ofShape.includes(code))
      expect(broken.filter((one, index) => accepts(one) === isOfForm[index])).toEqual([])
    },
  )
})
