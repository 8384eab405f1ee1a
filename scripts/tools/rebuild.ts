/** Recomputes a room from its journal. `npm run rebuild -- --help` says everything. */
import { readCommand } from '../command.ts'
import { readRebuild, rebuildCommand } from './rebuild-command.ts'

const { room, replace, data } = readCommand(rebuildCommand, readRebuild)

const { runProgram } = await import('../host/explained.ts')
await runProgram(async () => {
  const { runTool } = await import('./run-tool.ts')
  const { toolKeys } = await import('./tool-keys.ts')
  const { DATABASE_URL, MIGRATION_DATABASE_URL } = process.env
  return runTool(
    { name: 'rebuild', args: replace ? [room, '--replace'] : [room], keys: toolKeys(data) },
    { databaseUrl: (replace && MIGRATION_DATABASE_URL) || DATABASE_URL, dataDir: data },
    (line) => console.log(line),
  )
})
