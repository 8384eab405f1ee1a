/** The hub in one process on one port. `npm start -- --help` says everything. */
import { dataExits, exits, readCommand, WrongCommand } from '../command.ts'
import { hubDataDir } from './data-dirs.ts'

const values = readCommand(
  {
    run: 'npm start',
    purpose: 'Starts the hub in one process on one port: gateway, rooms and database.',
    options: {
      port: {
        type: 'string',
        value: 'N',
        default: process.env.PORT ?? '4000',
        help: 'port it listens on; 0 for a free one',
      },
      host: {
        type: 'string',
        value: 'ADDRESS',
        default: process.env.HOST ?? '127.0.0.1',
        help: 'address it listens on',
      },
      data: {
        type: 'string',
        value: 'DIR',
        default: hubDataDir(),
        help: 'data directory: keys, lock, embedded database',
      },
      fresh: {
        type: 'boolean',
        default: false,
        help: 'begins anew: removes keys and embedded database first',
      },
      'no-sample': { type: 'boolean', default: false, help: 'loads no synthetic Wenzhou' },
    },
    environment: {
      DATABASE_URL: 'PostgreSQL 15 or newer, in the place of the embedded database',
      MIGRATION_DATABASE_URL:
        'the same database as the owner of the tables, where the login of DATABASE_URL owns nothing',
      HUB_DATA_DIR: 'data directory, where --data says nothing else',
      HUB_POLICE_URL:
        "the police's exchange service; all HUB_POLICE_* are in subgraphs/traffic-police/README.md",
      HUB_CALLBACKS_LOOPBACK: 'true lets callbacks of partners lead to this machine',
      OIDC_ISSUER:
        'whose access tokens are believed (all OIDC_* are in gateway/README.md); without it the hub issues its own',
      NODE_ENV: 'production shows no schema, loads no sample and issues no tokens',
      LOG_LEVEL: 'what is logged: debug, info, warn (the default), error',
    },
    exits: {
      [exits.done]: 'ended by SIGTERM or SIGINT, and drained',
      [exits.failed]: 'it could not start, or not end; the line says why',
      [exits.wrongCommand]: dataExits[exits.wrongCommand].split(',')[0] ?? '',
    },
  },
  (given) => {
    const port = Number(given.values.port)
    if (!/^\d{1,5}$/.test(given.values.port) || port > 65_535)
      throw new WrongCommand(`--port is a number from 0 to 65535, not ${given.values.port}.`)
    return { ...given.values, port }
  },
)

const environment = process.env.NODE_ENV === 'production' ? 'production' : 'development'
const startedAt = performance.now()
const { explanationOf } = await import('./explained.ts')

try {
  const { readHubSettings } = await import('./settings.ts')
  const settings = readHubSettings(process.env)
  const { removeData } = await import('./remove-data.ts')
  if (values.fresh) await removeData(values.data)
  const { startHub } = await import('./hub.ts')
  const { openLog } = await import('@one-visit/kit/log.ts')
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
  const { printWelcome } = await import('./welcome.ts')
  printWelcome(hub)
  const { closeOnSignal } = await import('@one-visit/kit/work/close-on-signal.ts')
  closeOnSignal(() => hub.close())
} catch (error) {
  console.error(explanationOf(error) ?? error)
  process.exit(exits.failed)
}

function progress(text: string): void {
  console.log(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${text}`)
}
