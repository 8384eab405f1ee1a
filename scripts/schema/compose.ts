/** Composes the supergraph. `npm run compose -- --help` says everything. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { readCommand } from '../command.ts'
import { generatorCommand } from './command.ts'

const { check } = readCommand(
  generatorCommand(
    'npm run compose',
    "Writes what composition makes of the rooms' schemas: schema/supergraph.graphql, api.graphql and evidence.json.",
  ),
  ({ values }) => values,
)

const { compose, composedFiles } = await import('@one-visit/schema/compose.ts')
const { refusedHints } = await import('@one-visit/schema/composition-hints.ts')
const { readSchema, roomNames } = await import('@one-visit/schema/load.ts')
const composed = compose(roomNames.map((name) => ({ name, sdl: readSchema(name) })))

const refused = refusedHints(composed.hints)
for (const hint of refused) console.error(`${hint.level} ${hint.code} ${hint.coordinate}: ${hint.message}`)
if (refused.length > 0) process.exit(1)

for (const [file, text] of Object.entries(composedFiles(composed))) {
  const url = new URL(`../../schema/${file}`, import.meta.url)
  const fresh = existsSync(url) && readFileSync(url, 'utf8') === text
  if (fresh) continue
  if (check) {
    console.error(`schema/${file} is not fresh: run npm run compose`)
    process.exitCode = 1
  } else {
    writeFileSync(url, text)
    console.log(`wrote schema/${file}`)
  }
}
