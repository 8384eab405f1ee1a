/**
 * Recomputes a room from its journal and compares it with what stands, byte for byte:
 *
 *     npm run rebuild -- vehicles [--replace] [--data DIR]
 *
 * Exits non-zero on any difference that is left. DATABASE_URL is the room's database, MIGRATION_DATABASE_URL its owner,
 * who alone may replace rows; keys come from HUB_JOURNAL_KEY (and HUB_PSEUDONYM_KEY), else from the data directory.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readFeedKeys } from '@one-visit/kit/room-server.ts'
import { hubDataDir } from './host/data-dirs.ts'
import { readHubKeys } from './host/keys.ts'
import { runTool } from './host/tools.ts'

const { values, positionals } = parseArgs({
  options: {
    replace: { type: 'boolean', default: false },
    data: { type: 'string', default: hubDataDir() },
  },
  allowPositionals: true,
})
const { DATABASE_URL, MIGRATION_DATABASE_URL, HUB_JOURNAL_KEY } = process.env
if (!HUB_JOURNAL_KEY && !existsSync(join(values.data, 'keys.json'))) {
  console.error(`there are no keys in ${values.data}, and no HUB_JOURNAL_KEY`)
  process.exit(1)
}
const args = [...positionals, ...(values.replace ? ['--replace'] : [])]
const keys = () => (HUB_JOURNAL_KEY ? readFeedKeys(process.env) : readHubKeys(values.data))
process.exitCode = await runTool(
  { name: 'rebuild', args, keys },
  { databaseUrl: (values.replace && MIGRATION_DATABASE_URL) || DATABASE_URL, dataDir: values.data },
  (line) => console.log(line),
)
