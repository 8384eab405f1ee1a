import { readFeedDescription } from '@one-visit/schema/load.ts'
import { sampleBatches } from '@one-visit/scripts/host/sample-data.ts'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../world.ts'

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
const addressesOf = (printed: string): string[] => {
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
const asWritten = (address: string): string =>
  address
    .replace(';token=:token', '{token}')
    .replace(/:(\w+)/g, '{$1}')
    // Two names for one place: fastify prints both.
    .replace('{station}|{digest}', address.startsWith('GET') ? '{digest}' : '{station}')

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

  const plain: Record<string, string> = {
    directory: 'offices.office',
    delegations: 'offices.delegation',
    'operators registrations': 'operators.operatorRegistration',
    licences: 'operators.operatorLicence',
    'vehicles registrations': 'vehicles.vehicleRegistration',
    qualifications: 'drivers.driverQualification',
  }
  it.each(Object.entries(plain))(
    'accepts good records of %s and refuses what the feed refuses',
    async (path, name) => {
      const [room = '', message = ''] = name.split('.')
      const batch = sampleBatches().find(
        (one) => [one.path, `${one.room} ${one.path}`].includes(path) && one.room === room,
      )
      const records = (batch?.records ?? []) as Record<string, unknown>[]
      const accepts = schemaOf(name)
      const [good] = records
      expect(good).toBeDefined()
      for (const record of records) expect(accepts(record), JSON.stringify(accepts.errors)).toBe(true)
      // Each field left out, of another type, and one that nobody knows.
      const broken = [
        ...Object.keys(good ?? {}).map((key) => ({ ...good, [key]: undefined })),
        ...Object.keys(good ?? {}).map((key) => ({ ...good, [key]: { not: 'this' } })),
        { ...good, nobodyKnows: 1 },
        'no record',
      ].map((record) => JSON.parse(JSON.stringify(record)) as unknown)
      const receipt = await world.rooms.fed[room]?.feeds.take({
        source: {
          id: batch?.partner ?? '',
          name: '',
          authority: '',
          organisation: 'contract',
          allowed: ['*'],
        },
        route: `records/${message}`,
        idempotencyKey: name,
        body: Buffer.from(JSON.stringify(broken)),
      })
      const refusedByForm = receipt?.records.map(({ code }) =>
        ['FIELD_FORM', 'FIELD_MISSING'].includes(code ?? ''),
      )
      expect(broken.map((record) => !accepts(record))).toEqual(refusedByForm)
      expect(refusedByForm).toContain(true)
    },
  )
})
