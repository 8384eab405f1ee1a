import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTmriOptions } from './config.ts'
import { type Exchange, openExchange } from './exchange.ts'
import { driverQuestion } from './ingest/tmri-query.ts'
import { openLoopback, soapAnswer } from './testing.ts'

const good = soapAnswer([{ clsbdh: 'LSVAA2BR9HN012345' }])
let behave: (response: ServerResponse) => void = (response) => response.end(good)
let loopback: Awaited<ReturnType<typeof openLoopback>>
const opened: Exchange[] = []

beforeAll(async () => {
  loopback = await openLoopback((_, response) => behave(response))
})
afterAll(async () => {
  for (const exchange of opened) await exchange.close()
  await loopback?.close()
})

function exchangeWith(env: Record<string, string> = {}): Exchange {
  const exchange = openExchange(
    readTmriOptions({ HUB_POLICE_URL: loopback.url, HUB_POLICE_BREAKER_FAULTS: '100', ...env }),
  )
  opened.push(exchange)
  return exchange
}

const question = driverQuestion('330399199003070019')

describe('the exchange', () => {
  it('reads an answer', async () => {
    behave = (response) => response.end(good)
    expect(await exchangeWith().ask(question)).toEqual({
      kind: 'found',
      records: [{ clsbdh: 'LSVAA2BR9HN012345' }],
    })
  })

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['a redirect', (response) => response.writeHead(302, { location: loopback.url }).end(), 'STATUS'],
    ['a server fault', (response) => response.writeHead(500).end(good), 'STATUS'],
    ['a cut connection', (response) => response.destroy(), 'UNREACHABLE'],
    ['a page of HTML', (response) => response.end('<html><body>系统维护中 <p></body></html>'), 'MALFORMED'],
    [
      'an entity bomb',
      (response) =>
        response.end(
          `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${good.replace('LSV', '&b;')}`,
        ),
      'MALFORMED',
    ],
    [
      'an external entity inside the document',
      (response) =>
        response.end(good.replace('<root>', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><root>')),
      'MALFORMED',
    ],
    ['a refusal', (response) => response.end(soapAnswer([], { code: '$E', message: 'x' })), 'REFUSED'],
  ])('turns %s into a fault', async (_, behaviour, kind) => {
    const before = loopback.asked.length
    behave = behaviour
    await expect(exchangeWith().ask(question)).rejects.toMatchObject({ name: 'ExchangeFault', kind })
    expect(loopback.asked.length - before).toBe(1)
  })

  it('reads no more of an answer than its cap, however it is sent', async () => {
    let sent = 0
    behave = (response) => {
      const timer = setInterval(() => {
        sent += 1
        response.write('x'.repeat(4096))
      }, 1)
      response.once('close', () => clearInterval(timer))
    }
    const exchange = exchangeWith({ HUB_POLICE_ANSWER_BYTES_MAX: '20000' })
    await expect(exchange.ask(question)).rejects.toMatchObject({ kind: 'TOO_LARGE' })
    expect(sent).toBeLessThan(100)
  })

  it('waits for the whole body no longer than its deadline', async () => {
    behave = (response) => {
      response.write(good.slice(0, 20))
      const timer = setInterval(() => response.write(' '), 20)
      response.once('close', () => clearInterval(timer))
    }
    const exchange = exchangeWith({ HUB_POLICE_TIMEOUT_MS: '200' })
    await expect(exchange.ask(question)).rejects.toMatchObject({ kind: 'LATE' })
  })

  it('leaves a service alone after so many faults in a row, and asks again after the pause', async () => {
    behave = (response) => response.writeHead(503).end()
    const exchange = exchangeWith({ HUB_POLICE_BREAKER_FAULTS: '2', HUB_POLICE_BREAKER_PAUSE_MS: '300' })
    const ask = () => exchange.ask(question).then(String, (error: { kind: string }) => error.kind)
    const before = loopback.asked.length
    expect([await ask(), await ask(), await ask()]).toEqual(['STATUS', 'STATUS', 'LEFT_ALONE'])
    expect(loopback.asked.length - before).toBe(2)
    expect(exchange.isLeftAlone()).toBe(true)
    behave = (response) => response.end(good)
    await sleep(350)
    expect(await exchange.ask(question)).toMatchObject({ kind: 'found' })
    expect(exchange.isLeftAlone()).toBe(false)
  })

  it('does not take refusals for trouble', async () => {
    behave = (response) => response.end(soapAnswer([], { code: '$E' }))
    const exchange = exchangeWith({ HUB_POLICE_BREAKER_FAULTS: '1' })
    for (let time = 0; time < 3; time += 1)
      await expect(exchange.ask(question)).rejects.toMatchObject({ kind: 'REFUSED' })
    expect(exchange.isLeftAlone()).toBe(false)
  })
})

describe('the settings', () => {
  it('are refused all at once', () => {
    expect(() =>
      readTmriOptions({
        HUB_POLICE_URL: 'nowhere',
        HUB_POLICE_INTERFACES: '01C49,99X99',
        HUB_POLICE_SWEEP_AGE: 'a day',
        HUB_POLICE_RATE_PER_SECOND: '0',
      }),
    ).toThrow(/HUB_POLICE_URL[\s\S]*RATE_PER_SECOND|HUB_POLICE_URL[\s\S]*HUB_POLICE_SWEEP_AGE/)
  })
  it('name the caller as TmriOutNewAccess wants it once a scenario is set', () => {
    expect(readTmriOptions({}).caller.identity).toBeUndefined()
    expect(
      readTmriOptions({ HUB_POLICE_SCENARIO: 'S1', HUB_POLICE_UNIT_NAME: '温州运管' }).caller.identity,
    ).toMatchObject({ cjsqbh: 'S1', dwmc: '温州运管', zdbs: '' })
  })
})
