import { isObject } from '@one-visit/schema/is-object.ts'
import { readFeedDescription } from '@one-visit/schema/load.ts'
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
      .map(asWritten)
    const described = Object.entries(description.paths).flatMap(([path, item]) =>
      Object.keys(item).flatMap((method) =>
        method === 'parameters' ? [] : [`${method.toUpperCase()} ${path}`],
      ),
    )
    expect(answering.length).toBeGreaterThan(70)
    expect(described.sort()).toEqual(answering.sort())
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
  return (await answer.json()) as { records: { outcome: string; code?: string; text?: string }[] }
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
 * case, so that none can be required; and when a change was completed must be there only where it was.
 */
function saysLess(name: string): boolean {
  return name.startsWith('platforms.') || name === 'traffic-police.usageChange'
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
      // The document refuses nothing that the room would take.
      expect(broken.filter((one, index) => !accepts(one) && !isRefused[index])).toEqual([])
      expect(broken.filter((one, index) => !accepts(one) && isRefused[index]).length).toBeGreaterThan(2)
      if (saysLess(name)) return
      const isOfForm = records.map(({ code }) => ['FIELD_FORM', 'FIELD_MISSING'].includes(code ?? ''))
      expect(broken.filter((one, index) => accepts(one) === isOfForm[index])).toEqual([])
    },
  )
})
