import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Gateway } from '../app.ts'
import { account, askGateway, testGateway, testIssuer } from '../testing.ts'
import { createRateGuard, rateClasses } from './rates.ts'

const rates = { query: 2, mutation: 1, feed: 1, token: 1 }

describe('a bucket', () => {
  it('never lets more through than its burst and its rate, and never keeps anybody out for ever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rateClasses),
        fc.array(fc.nat({ max: 3_000 }), { minLength: 1, maxLength: 200 }),
        (of, pauses) => {
          let at = 0
          const guard = createRateGuard(rates, () => at)
          let taken = 0
          for (const pause of pauses) {
            at += pause
            try {
              guard.take(of, 'a')
              taken += 1
            } catch (error) {
              const { retryAfterSeconds } = (error as { details: { retryAfterSeconds: number } }).details
              expect(retryAfterSeconds).toBeGreaterThanOrEqual(1)
              at += retryAfterSeconds * 1000
              expect(() => guard.take(of, 'a')).not.toThrow()
              taken += 1
            }
          }
          expect(taken).toBeLessThanOrEqual(10 * rates[of] + (at / 1000) * rates[of] + 1)
        },
      ),
    )
  })

  it('is each caller’s and each class’s own', () => {
    const guard = createRateGuard(rates, () => 0)
    const spend = (of: 'query' | 'mutation', caller: string) => {
      for (let count = 0; ; count += 1)
        try {
          guard.take(of, caller)
        } catch {
          return count
        }
    }
    expect([spend('query', 'a'), spend('query', 'b'), spend('mutation', 'a'), spend('query', 'a')]).toEqual([
      20, 20, 10, 0,
    ])
  })
})

/** Sends until it is told 429, which is after ten at the earliest: on a slow machine buckets fill meanwhile. */
async function untilRefused<Answer extends { statusCode: number }>(
  send: () => Promise<Answer>,
): Promise<Answer> {
  for (let count = 0; ; count += 1) {
    const answer = await send()
    if (answer.statusCode !== 429 && count < 1_000) continue
    expect(count).toBeGreaterThanOrEqual(10)
    return answer
  }
}

describe('the door', () => {
  let gateway: Gateway
  afterEach(() => gateway.close())
  const things = {
    sdl: 'type Query { thing: String } type Mutation { act: String }',
    resolvers: { Query: { thing: () => 'thing' }, Mutation: { act: () => 'acted' } },
  }
  const clerk = account('BUREAU_CLERK')

  it('tells a caller of too many requests 429 and when to come again, and no other caller', async () => {
    const issuer = await testIssuer([clerk])
    gateway = await testGateway({ things }, { rates, issuer })
    const ask = (query: string, token?: string) => askGateway(gateway, query, { ...(token && { token }) })
    const refused = await untilRefused(() =>
      gateway.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ query: 'mutation { act }' }),
      }),
    )
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1'])
    expect(refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1 } }],
    })
    expect((await ask('{ thing }')).status).toBe(200)
    expect((await ask('mutation { act }', await issuer.issue(clerk))).status).toBe(200)
  })

  it('counts requests for tokens by address, whatever they try', async () => {
    gateway = await testGateway({ things }, { rates, issuer: await testIssuer([clerk]) })
    const guess = (password: string) =>
      gateway.app.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `grant_type=password&username=${clerk.id}&password=${password}`,
      })
    const refused = await untilRefused(() => guess('wrong'))
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1'])
    expect(refused.json()).toMatchObject({ code: 'RATE_LIMITED', advice: { en: expect.any(String) } })
  })

  it('counts guesses at an account from wherever they come, and those at another apart', async () => {
    const other = account('STATION_CLERK')
    gateway = await testGateway({ things }, { rates, issuer: await testIssuer([clerk, other]) })
    let addresses = 0
    const ask = ({ id, secret }: { id: string; secret: string }) => {
      addresses += 1
      return gateway.app.inject({
        method: 'POST',
        url: '/oauth/token',
        remoteAddress: `10.0.${addresses >> 8}.${addresses & 255}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ grant_type: 'password', username: id, password: secret }).toString(),
      })
    }
    await untilRefused(() => ask({ ...clerk, secret: 'wrong' }))
    expect((await ask(clerk)).statusCode).toBe(429)
    expect((await ask(other)).statusCode).toBe(200)
  })
})
