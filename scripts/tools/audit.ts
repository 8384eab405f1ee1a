/**
 * Walks the audit chain of the approvals room from its first row: `npm run audit`. Exits non-zero where a row was
 * changed, taken out or cut off. Works on the data directory, through the hub that owns it where one runs, or on
 * DATABASE_URL. Exit codes are in `host/README.md`.
 */
import { hubDataDir } from '../host/data-dirs.ts'
import { runProgram } from '../host/explained.ts'
import { toolKeys } from './tool-keys.ts'
import { runTool } from './tools.ts'

const dataDir = hubDataDir()
await runProgram(() =>
  runTool(
    { name: 'audit', args: [], keys: toolKeys(dataDir) },
    { databaseUrl: process.env.DATABASE_URL, dataDir },
    (line) => console.log(line),
  ),
)
