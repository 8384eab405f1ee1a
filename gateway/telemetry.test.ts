import dns from 'node:dns'
import net from 'node:net'
import { systemClock } from '@one-visit/kit/clock.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { httpTransport } from './executor/transport.ts'
import { composeText, jsonAnswer, serve } from './testing.ts'

function isHere(host: unknown): boolean {
  return host === undefined || host === 'localhost' || host === '::1' || /^127\./.test(String(host))
}

const sdl = 'type Query { a: Int }'
const left: string[] = []
const here: string[] = []

/** Notes who is called; only this machine is called in fact, so that a test that fails calls nobody either. */
function note(what: string, host: unknown): boolean {
  ;(isHere(host) ? here : left).push(`${what} ${host}`)
  return isHere(host)
}

const refused = (): Error => Object.assign(new Error('not from a test'), { code: 'ECONNREFUSED' })

beforeAll(() => {
  // Every TCP and TLS connection of the process goes through here, whatever library asks for it.
  const { connect } = net.Socket.prototype
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (
    this: net.Socket,
    ...args: unknown[]
  ) {
    const [first, second] = args.flat() as [{ host?: string } | number | string, unknown]
    if (!note('connect', typeof first === 'object' ? first.host : second)) {
      process.nextTick(() => this.destroy(refused()))
      return this
    }
    return (connect as (...all: unknown[]) => net.Socket).apply(this, args)
  } as typeof connect)
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6'] as const) {
    const original = dns[name] as unknown as (...all: unknown[]) => unknown
    vi.spyOn(dns, name as 'lookup').mockImplementation(((host: unknown, ...rest: unknown[]) => {
      if (note(`dns.${name}`, host)) return original.call(dns, host, ...rest)
      const done = rest.at(-1) as (error: Error) => void
      return process.nextTick(() => done(refused()))
    }) as never)
  }
  // What would make the libraries report, if anything could.
  vi.stubEnv('APOLLO_KEY', 'service:x:y')
  vi.stubEnv('APOLLO_GRAPH_REF', 'x@current')
  vi.stubEnv('APOLLO_SCHEMA_REPORTING', 'true')
  vi.stubEnv('APOLLO_TELEMETRY_DISABLED', 'false')
})
afterAll(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('a gateway', () => {
  it('calls nobody beyond this machine while it starts, serves and ends', async () => {
    const { buildGateway } = await import('./app.ts')
    const room = await serve((request, reply) => {
      request.resume().on('end', () => {
        const { headers, body } = jsonAnswer({ data: { a: 1 } })
        reply.writeHead(200, { ...headers }).end(body)
      })
    })
    const gateway = await buildGateway({
      environment: 'development',
      supergraph: { text: composeText({ a: { sdl } }) },
      transports: { a: httpTransport(room.url) },
      open: true,
      clock: systemClock,
      log: silentLog(),
    })
    const origin = await gateway.app.listen({ host: '127.0.0.1', port: 0 })
    const answer = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ a }"}',
    })
    expect(await answer.json()).toEqual({ data: { a: 1 } })
    await fetch(`${origin}/graphiql`).then((page) => page.text())
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await gateway.close()
    await room.close()
    expect(here.some((what) => what.startsWith('connect 127.0.0.1'))).toBe(true)
    expect(left).toEqual([])
  })
})
