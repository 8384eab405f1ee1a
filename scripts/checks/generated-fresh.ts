/** Compares generated files with their sources. `npm run check:generated -- --help` says everything. */
import { spawnSync } from 'node:child_process'
import { exits, readCommand } from '../command.ts'

readCommand({
  run: 'npm run check:generated',
  purpose: 'Fails where a generated file is not what its generator makes of its source today.',
  options: {},
  exits: {
    [exits.done]: 'every generated file is fresh',
    [exits.failed]: 'one is not; the line names the command that writes it',
    [exits.wrongCommand]: 'a wrong command: nothing was compared',
  },
})

// Generated files travel with their source: each generator compares what it would write with what is there.
for (const script of [
  'scripts/schema/compose.ts',
  'scripts/schema/codegen.ts',
  'scripts/schema/describe-feeds.ts',
]) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script, '--check'], { stdio: 'inherit' })
  if (status !== exits.done) process.exitCode = exits.failed
}
