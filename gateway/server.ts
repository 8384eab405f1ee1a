/** Entry of a gateway of its own: settings from the environment, rooms over HTTP; SIGTERM drains. */
import { pathToFileURL } from 'node:url'
import { systemClock } from '@one-visit/kit/clock.ts'
import { openLog } from '@one-visit/kit/log.ts'
import { outsideOf } from '@one-visit/kit/room/explanation.ts'
import { closeOnSignal } from '@one-visit/kit/work/close-on-signal.ts'
import { buildGateway } from './app.ts'
import { doorOf, type GatewayConfig, issuerOf, readGatewayConfig } from './config.ts'
import { httpTransport } from './executor/transport.ts'
import { httpFeed } from './feeds/feeds.ts'
import { privateServer } from './private-server.ts'
import { SupergraphError } from './supergraph/supergraph.ts'

/** Runs a gateway until a signal ends it. */
async function runGateway(config: GatewayConfig): Promise<void> {
  const log = openLog('gateway', config.LOG_LEVEL)
  const gateway = await buildGateway({
    environment: config.NODE_ENV === 'production' ? 'production' : 'development',
    supergraph: { file: config.HUB_SUPERGRAPH },
    transports: eachRoom(config.HUB_ROOMS, (origin) => httpTransport(new URL('/graphql', origin).href)),
    feeds: eachRoom(config.HUB_ROOMS, httpFeed),
    issuer: issuerOf(config),
    ...doorOf(config),
    serviceKey: config.HUB_SERVICE_PUBLIC_KEY,
    principalPrivateKey: config.HUB_PRINCIPAL_PRIVATE_KEY,
    clock: systemClock,
    log,
  })
  const aside = config.PRIVATE_PORT === undefined ? undefined : privateServer(gateway.metrics)
  await aside?.listen({ host: config.PRIVATE_HOST, port: config.PRIVATE_PORT ?? 0 })
  const address = await gateway.app.listen({ host: config.HOST, port: config.PORT })
  closeOnSignal({
    requests: gateway.requests,
    close: async () => {
      await gateway.close()
      await aside?.close()
    },
  })
  log.info({ address }, 'the gateway is ready')
}

function eachRoom<T>(rooms: GatewayConfig['HUB_ROOMS'], make: (origin: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(rooms).map(([name, origin]) => [name, make(origin)]))
}

async function main(): Promise<void> {
  try {
    await runGateway(readGatewayConfig(process.env))
  } catch (error) {
    const explanation =
      error instanceof SupergraphError
        ? `${error.message} HUB_ROOMS must name an address for each subgraph of HUB_SUPERGRAPH.`
        : outsideOf(error)
    if (explanation === undefined) throw error
    console.error(explanation)
    process.exit(1)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
