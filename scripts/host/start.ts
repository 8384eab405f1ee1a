/**
 * The hub in one process on one port: `npm start [-- --fresh] [--port 4000] [--data .data] [--no-sample]`.
 * DATABASE_URL runs it on PostgreSQL; HUB_POLICE_URL and the rest of HUB_POLICE_* say how the police's exchange service is
 * reached (subgraphs/traffic-police/README.md).
 */
import { parseArgs } from 'node:util'
import { openLog } from '@one-visit/kit/log.ts'
import { closeOnSignal } from '@one-visit/kit/work/close-on-signal.ts'
import { hubDataDir } from './data-dirs.ts'
import { explanationOf } from './explained.ts'
import { removeData, startHub } from './hub.ts'
import { readHubSettings } from './settings.ts'
import { printWelcome } from './welcome.ts'

/** What the command line says. Exits 2 with one line where it says what there is not. */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: process.env.PORT ?? '4000' },
        host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
        data: { type: 'string', default: hubDataDir() },
        fresh: { type: 'boolean', default: false },
        'no-sample': { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error(`--port is a number from 0 to 65535, not ${values.port}`)
    return { ...values, port }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return process.exit(2)
  }
}

const values = readArguments()

const environment = process.env.NODE_ENV === 'production' ? 'production' : 'development'
const startedAt = performance.now()

function progress(text: string): void {
  console.log(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${text}`)
}

try {
  const settings = readHubSettings(process.env)
  if (values.fresh) await removeData(values.data)
  const hub = await startHub({
    dataDir: values.data,
    databaseUrl: process.env.DATABASE_URL,
    migrationUrl: process.env.MIGRATION_DATABASE_URL,
    environment,
    issuer: settings.issuer,
    host: values.host,
    port: values.port,
    settings,
    sample: environment === 'development' && !values['no-sample'],
    log: openLog('hub', process.env.LOG_LEVEL ?? 'warn'),
    crashAt: process.env.HUB_CRASH_AT,
    progress,
  })
  printWelcome(hub)
  closeOnSignal(() => hub.close())
} catch (error) {
  console.error(explanationOf(error) ?? error)
  process.exit(1)
}
