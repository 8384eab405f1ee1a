/**
 * Recomputes a room from its journal and compares it with what stands, byte for byte:
 *
 *     npm run rebuild -- vehicles [--replace] [--data DIR]
 *
 * Exits 1 on any difference that is left, else as `host/README.md` says. DATABASE_URL is the room's database, MIGRATION_DATABASE_URL its owner,
 * who alone may replace rows; keys come from HUB_JOURNAL_KEY (and HUB_PSEUDONYM_KEY), else from the data directory.
 */
import { parseArgs } from 'node:util'
import { hubDataDir } from '../host/data-dirs.ts'
import { runProgram } from '../host/explained.ts'
import { toolKeys } from './tool-keys.ts'
import { runTool } from './tools.ts'

await runProgram(async () => {
  const { values, positionals } = parseArgs({
    options: {
      replace: { type: 'boolean', default: false },
      data: { type: 'string', default: hubDataDir() },
    },
    allowPositionals: true,
  })
  const { DATABASE_URL, MIGRATION_DATABASE_URL } = process.env
  const args = [...positionals, ...(values.replace ? ['--replace'] : [])]
  return runTool(
    { name: 'rebuild', args, keys: toolKeys(values.data) },
    { databaseUrl: (values.replace && MIGRATION_DATABASE_URL) || DATABASE_URL, dataDir: values.data },
    (line) => console.log(line),
  )
})
