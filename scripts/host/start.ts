/** The hub in one process on one port. `npm start -- --help` says everything. */
import { exits, readCommand } from '../command.ts'
import type { Hub } from './hub.ts'
import { readStart, startCommand } from './start-command.ts'

const values = readCommand(startCommand, readStart)

const startedAt = performance.now()
const { explanationOf } = await import('./explained.ts')

try {
  const { isDemo, readHubSettings } = await import('./settings.ts')
  const settings = readHubSettings(process.env)
  const demo = isDemo(values, process.env, settings.issuer)
  if (values.fresh && process.env.DATABASE_URL) {
    const { ConfigError } = await import('@one-visit/kit/config.ts')
    throw new ConfigError(
      '--fresh removes the keys and cannot remove the database of a server, which nobody could read without them.\n  Leave out --fresh or DATABASE_URL.',
    )
  }
  if (values.fresh) {
    const { requireHubPort } = await import('./hub-port.ts')
    // Nothing is removed for a hub that then cannot start.
    await requireHubPort(values)
    const { removeData } = await import('./remove-data.ts')
    await removeData(values.data)
  }
  const { closeOnSignal } = await import('@one-visit/kit/work/close-on-signal.ts')
  let started: Hub | undefined
  // A hub that is just starting has answered nobody, and ends at once.
  closeOnSignal({ requests: () => started?.requests() ?? 0, close: async () => started?.close() })
  const { noPoliceService } = await import('@one-visit/traffic-police/config.ts')
  const { printWelcome } = await import('./welcome.ts')
  const { startHub } = await import('./hub.ts')
  const { auditSinkOf } = await import('./data-dirs.ts')
  const { openLog } = await import('@one-visit/kit/log.ts')
  const hub = await startHub({
    dataDir: values.data,
    databaseUrl: process.env.DATABASE_URL,
    migrationUrl: process.env.MIGRATION_DATABASE_URL,
    environment: demo ? 'development' : 'production',
    issuer: settings.issuer,
    host: values.host,
    port: values.port,
    settings,
    auditSink: auditSinkOf(values.data),
    sample: demo && !values['no-sample'],
    log: openLog('hub', process.env.LOG_LEVEL ?? 'warn'),
    crashAt: process.env.HUB_CRASH_AT,
    progress,
  })
  started = hub
  printWelcome(hub)
  if (settings.tmri.url === undefined) console.log(noPoliceService)
} catch (error) {
  console.error(explanationOf(error) ?? error)
  process.exit(exits.failed)
}

function progress(text: string): void {
  console.log(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${text}`)
}
