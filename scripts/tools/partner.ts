/**
 * Says who may send to a room: `npm run partner -- register platforms CCZC0004 --name 曹操专车`, `renew`, `list`.
 * Works on the data directory, through the hub that owns it where one runs, or on a room's DATABASE_URL with
 * HUB_JOURNAL_KEY (and HUB_PSEUDONYM_KEY). Exit codes are in `host/README.md`.
 */
import { hubDataDir } from '../host/data-dirs.ts'
import { runProgram } from '../host/explained.ts'
import { toolKeys } from './tool-keys.ts'
import { runTool } from './tools.ts'

const dataDir = hubDataDir()
await runProgram(() =>
  runTool(
    { name: 'partner', args: process.argv.slice(2), keys: toolKeys(dataDir) },
    { databaseUrl: process.env.DATABASE_URL, dataDir },
    (line) => console.log(line),
  ),
)
