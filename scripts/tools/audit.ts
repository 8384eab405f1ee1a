/** Walks the audit chain of the approvals room. `npm run audit -- --help` says everything. */
import { dataExits, readCommand } from '../command.ts'
import { hubDataDir } from '../host/data-dirs.ts'

const { values } = readCommand({
  run: 'npm run audit',
  purpose:
    'Walks the chain of everything that was done, from its first row, and fails where a row was changed, taken out or cut off.',
  options: {
    data: { type: 'string', value: 'DIR', default: hubDataDir(), help: 'data directory of the hub' },
  },
  environment: { DATABASE_URL: 'a server in the place of the data directory' },
  exits: { ...dataExits, 1: 'the chain is broken' },
})

const { runProgram } = await import('../host/explained.ts')
await runProgram(async () => {
  const { runTool } = await import('./run-tool.ts')
  return runTool(
    { name: 'audit', args: [] },
    { databaseUrl: process.env.DATABASE_URL, dataDir: values.data },
    (line) => console.log(line),
  )
})
