/** Puts the gateway in front of any supergraph. `npm run gateway -- --help` says everything. */
import { existsSync, readFileSync } from 'node:fs'
import { dataExits, exits, readCommand, WrongCommand } from '../command.ts'
import { requirePort } from '../require-port.ts'

const given = readCommand(
  {
    run: 'npm run gateway',
    purpose: 'Puts the gateway in front of any supergraph; subgraphs are asked at the addresses it names.',
    options: {
      supergraph: { type: 'string', value: 'FILE', help: 'the supergraph; it is needed' },
      port: { type: 'string', value: 'N', default: '4000', help: 'port it listens on; 0 for a free one' },
      host: { type: 'string', value: 'ADDRESS', default: '127.0.0.1', help: 'address it listens on' },
      open: { type: 'boolean', default: false, help: 'answers everybody, with or without a token' },
      issuer: { type: 'string', value: 'URL', help: 'whose access tokens are believed; with --jwks' },
      jwks: { type: 'string', value: 'URL', help: 'where the keys of the issuer are' },
      audience: {
        type: 'string',
        value: 'NAME',
        help: "for whom tokens are issued; else the hub's own name",
      },
    },
    exits: {
      [exits.done]: 'ended by SIGTERM or SIGINT, and drained',
      [exits.failed]: 'it could not start, or not end',
      [exits.wrongCommand]: dataExits[exits.wrongCommand],
    },
  },
  ({ values }) => {
    const { supergraph, port, issuer, jwks, open } = values
    if (supergraph === undefined) throw new WrongCommand('Say which supergraph: --supergraph FILE.')
    if (!existsSync(supergraph)) throw new WrongCommand(`There is no file ${supergraph}.`)
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      throw new WrongCommand(`--port is a number from 0 to 65535, not ${port}.`)
    if (!open && (issuer === undefined || jwks === undefined))
      throw new WrongCommand(
        'Say who issues tokens (--issuer and --jwks), or that the graph is open to everybody (--open).',
      )
    return { ...values, supergraph, port: Number(port) }
  },
)

async function main(): Promise<void> {
  await requirePort(given, 'npm run gateway -- --port N; 0 takes a free one')
  const { buildGateway } = await import('@one-visit/gateway/app.ts')
  const { httpTransport } = await import('@one-visit/gateway/executor/transport.ts')
  const { externalIssuer, hubAudience } = await import('@one-visit/gateway/identity/authenticate.ts')
  const { readSupergraph } = await import('@one-visit/gateway/supergraph/supergraph.ts')
  const { systemClock } = await import('@one-visit/kit/clock.ts')
  const { openLog } = await import('@one-visit/kit/log.ts')
  const { closeOnSignal } = await import('@one-visit/kit/work/close-on-signal.ts')

  const { issuer, jwks, audience = hubAudience, open } = given
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
  const address = await gateway.app.listen({ host: given.host, port: given.port })
  closeOnSignal(gateway)
  console.log(`${address}/graphql\n${address}/graphiql`)
}

try {
  await main()
} catch (error) {
  const { explanationOf } = await import('./explained.ts')
  console.error(explanationOf(error) ?? error)
  process.exit(exits.failed)
}
