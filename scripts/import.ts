/**
 * Imports a file of the transport register, or a day's changes of it, through the rooms' ordinary feed:
 *
 *     npm run import -- vehicles|permits|drivers|driver-registrations|operators|licences FILE.csv|FILE.ndjson
 *         [--source transport-register] [--encoding utf-8|gbk] [--full [--completes-initial-load]]
 *         [--allow-quarantined] [--data .data]
 *
 * Run again after it was cut off, it goes on where it was. DATABASE_URL is the room's database; keys come from
 * HUB_JOURNAL_KEY (and HUB_PSEUDONYM_KEY), else from the data directory. Exits 1 where rows were quarantined.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hubDataDir } from './host/data-dirs.ts'
import { importOptions } from './host/import-options.ts'
import { progressWriter } from './host/import-progress.ts'
import { toolKeys } from './host/tool-keys.ts'
import { runTool } from './host/tools.ts'

const { values, positionals } = parseArgs({
  options: { ...importOptions, data: { type: 'string', default: hubDataDir() } },
  allowPositionals: true,
})
const [kind = '', file = '', ...more] = positionals
const args = [
  kind,
  ...(file === '' ? [] : [resolve(file)]),
  ...more,
  `--source=${values.source}`,
  `--encoding=${values.encoding}`,
  ...(['full', 'completes-initial-load', 'allow-quarantined'] as const)
    .filter((name) => values[name])
    .map((name) => `--${name}`),
]
process.exitCode = await runTool(
  { name: 'import', args, keys: toolKeys(values.data) },
  { databaseUrl: process.env.DATABASE_URL, dataDir: values.data },
  progressWriter(process.stdout),
)
