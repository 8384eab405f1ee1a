/**
 * Recomputes a room from its journal and compares it with what stands, byte for byte:
 *
 *     npm run rebuild -- vehicles [--replace] [--data DIR]
 *
 * Exits non-zero on any difference that is left. DATABASE_URL is the room's database, MIGRATION_DATABASE_URL its owner,
 * who alone may replace rows; keys come from HUB_JOURNAL_KEY (and HUB_PSEUDONYM_KEY), else from the data directory.
 */
import { parseArgs } from 'node:util'
import { hubDataDir } from './host/data-dirs.ts'
import { toolKeys } from './host/tool-keys.ts'
import { runTool } from './host/tools.ts'

const { values, positionals } = parseArgs({
  options: {
    replace: { type: 'boolean', default: false },
    data: { type: 'string', default: hubDataDir() },
  },
  allowPositionals: true,
})
const { DATABASE_URL, MIGRATION_DATABASE_URL } = process.env
const args = [...positionals, ...(values.replace ? ['--replace'] : [])]
process.exitCode = await runTool(
  { name: 'rebuild', args, keys: toolKeys(values.data) },
  { databaseUrl: (values.replace && MIGRATION_DATABASE_URL) || DATABASE_URL, dataDir: values.data },
  (line) => console.log(line),
)
