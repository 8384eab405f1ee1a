import { generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import { askGateway, schemaTransport, testGateway } from '../testing.ts'
import { createAdmission } from './admission.ts'

const limits = { atOnce: 2, waiting: 1, waitMs: 50 }

describe('the door to the graph', () => {
  it('lets as many in as there is room for, then as they leave', async () => {
    const admission = createAdmission({ outer: { ...limits, waitMs: 5_000 }, inner: limits })
    const leave = await admission.enter('outer', 1_000)
    await admission.enter('outer', 1_000)
    const third = admission.enter('outer', 1_000)
    expect([admission.inside('outer'), admission.waiting('outer')]).toEqual([2, 1])
    await expect(admission.enter('outer', 1_000)).rejects.toMatchObject({ code: 'OVERLOADED' })
    leave()
    leave()
    await third
    expect([admission.inside('outer'), admission.waiting('outer')]).toEqual([2, 0])
  })
  it('turns away who has waited too long, or has no time left', async () => {
    const admission = createAdmission({ outer: limits, inner: limits })
    await Promise.all([admission.enter('outer', 1_000), admission.enter('outer', 1_000)])
    await expect(admission.enter('outer', 1_000)).rejects.toMatchObject({ code: 'OVERLOADED' })
    const startedAt = performance.now()
    await expect(admission.enter('outer', 0)).rejects.toMatchObject({ code: 'OVERLOADED' })
    expect(performance.now() - startedAt).toBeLessThan(40)
    expect(admission.waiting('outer')).toBe(0)
  })
})

const service = generateKeyPairSync('ed25519')

function serviceToken() {
  return new SignJWT({ act: { sub: 'clerk', kind: 'person' }, item: 'RHL-02', application: 'a-1' })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer('hub-approvals')
    .setSubject('hub-approvals')
    .setAudience('one-visit-hub')
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(service.privateKey)
}

const evidence = {
  sdl: `type Query { evidence: String }
    type Mutation { refresh: String }`,
  resolvers: { Query: { evidence: () => 'T' }, Mutation: { refresh: () => 'started' } },
}
const approvals = {
  sdl: `type Query { slow: String }
    type Mutation { decide: String @deadline(fetch: "PT8S", operation: "PT10S") }`,
}

describe('requests of the hub itself', () => {
  let gateway: Gateway
  afterEach(() => gateway.close())

  it('are answered while a flood from outside waits, and the flood is too', async () => {
    gateway = await testGateway(
      {
        evidence,
        approvals: {
          ...approvals,
          // As approvals does: the outer request is finished by an inner one.
          transport: schemaTransport({
            ...approvals,
            resolvers: {
              Query: { slow: () => 'slow' },
              Mutation: {
                decide: async () => {
                  const answer = await askGateway(gateway, '{ evidence }', { token: await serviceToken() })
                  return String(answer.data?.evidence)
                },
              },
            },
          }),
        },
      },
      {
        serviceKey: service.publicKey,
        admission: {
          outer: { atOnce: 8, waiting: 1_000, waitMs: 5_000 },
          inner: { atOnce: 8, waiting: 8, waitMs: 1_000 },
        },
      },
    )
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => askGateway(gateway, 'mutation { decide }')),
    )
    expect(new Set(answers.map(({ data }) => data?.decide))).toEqual(new Set(['T']))
  })
  it('find room when outer requests have filled all of theirs and hang', async () => {
    const held: (() => void)[] = []
    const hang = new Promise<void>((resolve) => held.push(resolve))
    gateway = await testGateway(
      {
        evidence,
        approvals: {
          ...approvals,
          transport: schemaTransport({
            ...approvals,
            resolvers: { Query: { slow: () => hang.then(() => 'slow') } },
          }),
        },
      },
      {
        serviceKey: service.publicKey,
        admission: { outer: { atOnce: 4, waiting: 2, waitMs: 100 }, inner: limits },
      },
    )
    const flood = Array.from({ length: 50 }, () => askGateway(gateway, '{ slow }'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await askGateway(gateway, '{ evidence }', { token: await serviceToken() })).toEqual({
      status: 200,
      data: { evidence: 'T' },
    })
    for (const release of held) release()
    const answers = await Promise.all(flood)
    const turnedAway = answers.filter(({ status }) => status === 503)
    expect(turnedAway.length).toBeGreaterThan(40)
    expect(turnedAway[0]).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] })
  })
  it('nest one level: what evaluates is not asked by an evaluation', async () => {
    gateway = await testGateway({ evidence, approvals }, { serviceKey: service.publicKey })
    const token = await serviceToken()
    expect(await askGateway(gateway, 'mutation { decide }', { token })).toMatchObject({
      status: 403,
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    })
    expect(await askGateway(gateway, 'mutation { refresh }', { token })).toMatchObject({
      data: { refresh: 'started' },
    })
  })
  it('end at the time the hub has left', async () => {
    gateway = await testGateway(
      { evidence: { ...evidence, transport: () => new Promise(() => undefined) }, approvals },
      { serviceKey: service.publicKey },
    )
    const headers = { 'x-hub-deadline-ms': '100' }
    const startedAt = performance.now()
    const answer = await askGateway(gateway, '{ evidence }', { token: await serviceToken(), headers })
    expect(answer).toMatchObject({
      data: { evidence: null },
      errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }],
    })
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})
