/**
 * Puts the gateway in front of any supergraph:
 *   npm run gateway -- --supergraph FILE --port N [--host H] (--open | --issuer URL --jwks URL [--audience A])
 * Subgraphs are asked at the addresses the supergraph names. Without --open nobody is answered without a token.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildGateway } from '@one-visit/gateway/app.ts'
import { httpTransport } from '@one-visit/gateway/executor/transport.ts'
import { externalIssuer, hubAudience } from '@one-visit/gateway/identity/authenticate.ts'
import { readSupergraph } from '@one-visit/gateway/supergraph/supergraph.ts'
import { systemClock } from '@one-visit/kit/clock.ts'
import { openLog } from '@one-visit/kit/log.ts'
import { closeOnSignal } from '@one-visit/kit/work/close-on-signal.ts'

const usage =
  'npm run gateway -- --supergraph FILE --port N [--host H] (--open | --issuer URL --jwks URL [--audience A])'

async function main(): Promise<void> {
  let given: ReturnType<typeof readArguments>
  try {
    given = readArguments(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(2)
  }
  const { issuer, jwks, audience, open } = given
  const log = openLog('gateway')
  const { subgraphs } = readSupergraph(readFileSync(given.supergraph, 'utf8'))
  const gateway = await buildGateway({
    environment: 'development',
    supergraph: { file: given.supergraph },
    transports: Object.fromEntries(
      [...subgraphs.values()].map(({ name, url }) => [name, httpTransport(url)]),
    ),
    scalars: {},
    clock: systemClock,
    log,
    open,
    callers: open ? 'anyone' : 'known',
    ...(issuer !== undefined &&
      jwks !== undefined && { issuer: externalIssuer({ issuer, audience, jwksUrl: jwks }) }),
  })
  const address = await gateway.app.listen({ host: given.host, port: Number(given.port) })
  console.log(`${address}/graphql\n${address}/graphiql`)
  closeOnSignal(() => gateway.close())
}

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      supergraph: { type: 'string' },
      port: { type: 'string', default: '4000' },
      host: { type: 'string', default: '127.0.0.1' },
      open: { type: 'boolean', default: false },
      issuer: { type: 'string' },
      jwks: { type: 'string' },
      audience: { type: 'string', default: hubAudience },
    },
  })
  const { supergraph, issuer, jwks, open } = values
  if (supergraph === undefined) throw new Error('--supergraph names the file')
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) throw new Error('--port is a port')
  if (!open && (issuer === undefined || jwks === undefined))
    throw new Error(
      'say who issues tokens (--issuer and --jwks), or that the graph is open to everybody (--open)',
    )
  return { ...values, supergraph }
}

await main()
