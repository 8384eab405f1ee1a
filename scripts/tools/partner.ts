/** Says who may send to a room. `npm run partner -- --help` says everything. */
import { readCommand } from '../command.ts'
import { hubDataDir } from '../host/data-dirs.ts'
import { partnerCommand, readPartner } from './partner-command.ts'

readCommand(partnerCommand, readPartner)

const dataDir = hubDataDir()
const { runProgram } = await import('../host/explained.ts')
await runProgram(async () => {
  const { runTool } = await import('./run-tool.ts')
  const { toolKeys } = await import('./tool-keys.ts')
  return runTool(
    { name: 'partner', args: process.argv.slice(2), keys: toolKeys(dataDir) },
    { databaseUrl: process.env.DATABASE_URL, dataDir },
    (line) => console.log(line),
  )
})
