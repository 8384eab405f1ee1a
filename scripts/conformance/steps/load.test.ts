import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createPartnerClient } from '../client.ts'
import { platformProfile } from '../profiles/platform.ts'
import { createSession } from '../session.ts'
import { loadSteps } from './load.ts'
import { type Row, runSteps } from './step.ts'

let close = (): void => undefined
afterEach(() => close())

/** A hub that takes so many requests a second, and says by a header when to come again, or does not. */
async function openHub(perSecond: number, retryAfter: string | undefined): Promise<string> {
  const taken = new Map<number, number>()
  const server = createServer((request, response) => {
    const second = Math.floor(Date.now() / 1000)
    const count = (taken.get(second) ?? 0) + 1
    taken.set(second, count)
    request.resume().once('end', () => {
      if (count <= perSecond) response.writeHead(201).end('{"receiptId":"r"}')
      else
        response
          .writeHead(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
          .end('{"code":"OVERLOADED"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    server.close()
    server.closeAllConnections()
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function rowAt(hub: string, quota?: number): Promise<Row | undefined> {
  const startedAt = new Date()
  const client = createPartnerClient(hub, { kind: 'token', token: 't' })
  const steps = loadSteps(createSession(client, platformProfile('C', startedAt), startedAt), quota)
  const [row] = await runSteps(steps, () => undefined)
  return row
}

describe('a quota', () => {
  it('is kept where more is refused until Retry-After is over', async () => {
    const row = await rowAt(await openHub(3, '1'), 3)
    expect(row).toMatchObject({ verdict: 'PASS', got: '429 OVERLOADED Retry-After 1, then 201' })
  })

  it('is not kept where nothing is refused, or nobody is told when to come again', async () => {
    expect(await rowAt(await openHub(1000, '1'), 3)).toMatchObject({
      verdict: 'FAIL',
      why: 'after 7 requests the hub still answers 201; Retry-After is not 1 to 60 seconds',
    })
    close()
    expect((await rowAt(await openHub(3, undefined), 3))?.why).toMatch(/Retry-After is not 1 to 60 seconds/)
    close()
    expect((await rowAt(await openHub(3, '3600'), 3))?.why).toMatch(/Retry-After is not 1 to 60 seconds/)
  })

  it('is left alone where the partner does not say it has one', async () => {
    expect(await rowAt('http://127.0.0.1:9')).toMatchObject({
      verdict: 'SKIP',
      why: expect.stringContaining('--quota'),
    })
  })
})

describe('the client of the kit', () => {
  it('comes again after Retry-After, so that a quota does not spoil another step', async () => {
    const client = createPartnerClient(await openHub(2, '1'), { kind: 'token', token: 't' })
    const call = () => client.call({ path: '/', body: '{}' })
    const answers = [await call(), await call(), await call(), await call()]
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  })
})
