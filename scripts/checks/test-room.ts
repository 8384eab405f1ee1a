/** Runs the tests of one room. `npm run test:room -- --help` says everything. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { exits, readCommand, WrongCommand } from '../command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const { path, vitest } = readCommand(
  {
    run: 'npm run test:room',
    purpose: 'Runs the tests of one room, of a folder, or of one file.',
    positionals: {
      'ROOM|PATH': 'e.g. vehicles, gateway, scripts/import, test/scenarios/rebuild',
      '[-- OPTIONS]': "vitest's own, e.g. -- -t 'part of a title'",
    },
    options: {},
    environment: { DATABASE_URL: 'runs them on PostgreSQL, in databases of their own' },
    exits: {
      [exits.done]: 'all passed',
      [exits.failed]: 'some failed',
      [exits.wrongCommand]: 'a wrong command',
    },
  },
  ({ positionals: [room, ...rest] }) => {
    if (room === undefined) throw new WrongCommand('Say which room, folder or file.')
    const found = [`subgraphs/${room}`, room].find((each) => existsSync(`${root}/${each}`))
    if (found === undefined) throw new WrongCommand(`There is no room, folder or file ${room}.`)
    return { path: found, vitest: rest }
  },
)

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'scripts/checks/vitest.config.ts', path, ...vitest],
  { cwd: root, stdio: 'inherit' },
)
process.exitCode = status ?? exits.failed
