/** Imports a file of the transport register. `npm run import -- --help` says everything. */
import { resolve } from 'node:path'
import { readCommand } from '../command.ts'
import { goesOn, importCommand, importExits, readImport } from './import-options.ts'
import { progressWriter } from './import-progress.ts'

const { values, positionals } = readCommand(importCommand, (given) => {
  readImport(given)
  return given
})
const [kind = '', file = ''] = positionals
const args = [
  kind,
  // Whoever does the work may stand in another folder.
  resolve(file),
  ...(['source', 'encoding', 'missing-at-most'] as const).map((name) => `--${name}=${values[name]}`),
  ...(['full', 'completes-initial-load', 'allow-quarantined'] as const)
    .filter((name) => values[name])
    .map((name) => `--${name}`),
]
const write = progressWriter(process.stdout)

// The piece at hand is finished first; a second signal does not wait for it.
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

const { runProgram } = await import('../host/explained.ts')
await runProgram(async () => {
  const { runTool } = await import('../tools/run-tool.ts')
  const { toolKeys } = await import('../tools/tool-keys.ts')
  const exit = await runTool(
    { name: 'import', args, keys: toolKeys(values.data), signal: stop.signal },
    { databaseUrl: process.env.DATABASE_URL, dataDir: values.data },
    write,
  )
  if (!stop.signal.aborted) return exit
  write(`stopped; ${goesOn}`)
  return importExits.stopped
}, write)
