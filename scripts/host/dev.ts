/** Runs the hub and starts it again on every edit. `npm run dev -- --help` says everything. */
import { fileURLToPath } from 'node:url'
import { exits, readCommand } from '../command.ts'
import { readStart, startCommand } from './start-command.ts'

readCommand(
  {
    ...startCommand,
    run: 'npm run dev',
    purpose:
      'Runs the hub as npm start does, and starts it again on the same data whenever a source file is edited.',
    exits: {
      [exits.done]: 'ended by SIGTERM or SIGINT, and drained',
      [exits.wrongCommand]: 'a wrong command',
    },
  },
  readStart,
)

const { createDevHub } = await import('./dev-hub.ts')
const { watchSources } = await import('./watch-sources.ts')
const hub = createDevHub({
  args: process.argv.slice(2),
  say: (line) => console.log(`dev: ${line}`),
})
const watching = watchSources(fileURLToPath(new URL('../..', import.meta.url)), (file) => hub.restart(file))
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    watching.close()
    hub.close().then(() => process.exit(exits.done))
  })
hub.restart()
