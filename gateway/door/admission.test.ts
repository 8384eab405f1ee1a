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
  it('turns away who has waited too long', async () => {
    const admission = createAdmission({ outer: limits, inner: limits })
    await Promise.all([admission.enter('outer', 1_000), admission.enter('outer', 1_000)])
    await expect(admission.enter('outer', 1_000)).rejects.toMatchObject({ code: 'OVERLOADED' })
    expect(admission.waiting('outer')).toBe(0)
  })
  it('turns away who has no time left before who has some', async () => {
    const admission = createAdmission({ outer: { ...limits, waiting: 2, waitMs: 500 }, inner: limits })
    await Promise.all([admission.enter('outer', 1_000), admission.enter('outer', 1_000)])
    const turnedAway: string[] = []
    const wait = (who: string, leftMs: number) =>
      admission.enter('outer', leftMs).catch(() => void turnedAway.push(who))
    await Promise.all([wait('some', 1_000), wait('none', 0)])
    expect(turnedAway).toEqual(['none', 'some'])
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
    type Mutation { decide: String @deadline(fetch: "PT80S", operation: "PT100S") }`,
}
/** Longer than any machine needs: what is proved is that there is a place, not how soon. */
const longMs = 60_000

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
          outer: { atOnce: 8, waiting: 1_000, waitMs: longMs },
          inner: { atOnce: 8, waiting: 8, waitMs: longMs },
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
    let turnedAway = 0
    const flood = Array.from({ length: 50 }, async () => {
      const answer = await askGateway(gateway, '{ slow }')
      if (answer.status === 503) turnedAway += 1
      return answer
    })
    await expect.poll(() => turnedAway).toBe(46)
    expect(await askGateway(gateway, '{ evidence }', { token: await serviceToken() })).toEqual({
      status: 200,
      data: { evidence: 'T' },
    })
    for (const release of held) release()
    const answers = await Promise.all(flood)
    expect(answers.find(({ status }) => status === 503)).toMatchObject({
      errors: [{ extensions: { code: 'OVERLOADED' } }],
    })
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
    const token = await serviceToken()
    const ended: string[] = []
    const ask = async (what: string, options: object) => {
      const answer = await askGateway(gateway, '{ evidence }', { token, ...options })
      ended.push(what)
      return answer
    }
    const [, answer] = await Promise.all([ask('at the time of the field', {}), ask('at once', { headers })])
    expect(answer).toMatchObject({
      data: { evidence: null },
      errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }],
    })
    expect(ended).toEqual(['at once', 'at the time of the field'])
  })
})
