import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@one-visit/kit/clock.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildGateway, type Gateway } from '../app.ts'
import { askGateway, composeText, jsonAnswer } from '../testing.ts'

const first = composeText({ a: { sdl: 'type Query { one: Int }' } })
const second = composeText({ a: { sdl: 'type Query { one: Int two: Int }' } })

const folder = mkdtempSync(join(tmpdir(), 'supergraph-'))
const file = join(folder, 'supergraph.graphql')
const gatewayLog = silentLog()
let gateway: Gateway
let release: () => void = () => undefined
let gate: Promise<void> = Promise.resolve()

beforeAll(async () => {
  writeFileSync(file, first)
  gateway = await buildGateway({
    environment: 'development',
    supergraph: { file },
    transports: {
      a: async ({ body }) => {
        await gate
        return jsonAnswer({ data: JSON.parse(body).query.includes('two') ? { one: 1, two: 2 } : { one: 1 } })
      },
    },
    open: true,
    clock: systemClock,
    log: gatewayLog,
  })
})
afterAll(async () => {
  await gateway.close()
  rmSync(folder, { recursive: true })
})

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let time = 0; time < 100; time += 1) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not come to be')
}

const two = () => askGateway(gateway, '{ one two }')

describe('a supergraph that changes', () => {
  it('is served without a restart, and what cannot be used is not', async () => {
    expect((await two()).status).toBe(400)
    writeFileSync(`${file}.new`, second)
    renameSync(`${file}.new`, file)
    await eventually(async () => (await two()).status === 200)

    for (const bad of [
      'not a supergraph',
      'type Query { three: Int }',
      '',
      second.replace('"a"', '"elsewhere"'),
    ]) {
      await expect(gateway.graph.replace(bad)).rejects.toThrow()
      expect(await two()).toEqual({ status: 200, data: { one: 1, two: 2 } })
    }
    const log = vi.spyOn(gatewayLog, 'error')
    writeFileSync(file, 'type Query {')
    await eventually(async () => log.mock.calls.some(([, said]) => /is refused/.test(String(said))))
    expect((await two()).status).toBe(200)
  })
  it('does not change under an operation that has begun', async () => {
    await gateway.graph.replace(second)
    gate = new Promise((resolve) => {
      release = resolve
    })
    const begun = two()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await gateway.graph.replace(first)
    release()
    expect(await begun).toEqual({ status: 200, data: { one: 1, two: 2 } })
    expect((await two()).status).toBe(400)
  })
})
