/**
 * Imports a file of the transport register, or a day's changes of it, through the rooms' ordinary feed:
 *
 *     npm run import -- vehicles|permits|drivers|driver-registrations|operators|licences FILE.csv|FILE.ndjson
 *         [--source transport-register] [--encoding utf-8|gbk] [--allow-quarantined] [--data .data]
 *         [--full [--completes-initial-load] [--missing-at-most PERCENT]]
 *
 * Run again after it was cut off, it goes on where it was. DATABASE_URL is the room's database; keys come from
 * HUB_JOURNAL_KEY (and HUB_PSEUDONYM_KEY), else from the data directory. Exit codes are in `host/import-options.ts`, bad
 * input and full files in `host/README.md`.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { hubDataDir } from '../host/data-dirs.ts'
import { runProgram } from '../host/explained.ts'
import { toolKeys } from '../tools/tool-keys.ts'
import { runTool } from '../tools/tools.ts'
import { goesOn, importExits, importOptions, importUsage } from './import-options.ts'
import { progressWriter } from './import-progress.ts'

const write = progressWriter(process.stdout)

/** What the command line says. Exits with one line where it says what there is not. */
function readArguments() {
  try {
    return parseArgs({
      options: { ...importOptions, data: { type: 'string', default: hubDataDir() } },
      allowPositionals: true,
    })
  } catch (error) {
    write(`${error instanceof Error ? error.message : error}\n${importUsage}`)
    return process.exit(importExits.nothingRead)
  }
}

const { values, positionals } = readArguments()
const [kind = '', file = '', ...more] = positionals
const args = [
  kind,
  ...(file === '' ? [] : [resolve(file)]),
  ...more,
  ...(['source', 'encoding', 'missing-at-most'] as const).map((name) => `--${name}=${values[name]}`),
  ...(['full', 'completes-initial-load', 'allow-quarantined'] as const)
    .filter((name) => values[name])
    .map((name) => `--${name}`),
]

// The piece at hand is finished first; a second signal does not wait for it.
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

await runProgram(async () => {
  const exit = await runTool(
    { name: 'import', args, keys: toolKeys(values.data), signal: stop.signal },
    { databaseUrl: process.env.DATABASE_URL, dataDir: values.data },
    write,
  )
  if (!stop.signal.aborted) return exit
  write(`stopped; ${goesOn}`)
  return importExits.stopped
}, write)
