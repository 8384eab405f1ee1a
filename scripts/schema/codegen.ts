/** Writes generated types. `npm run codegen -- --help` says everything. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCommand } from '../command.ts'
import { generatorCommand } from './command.ts'

const root = new URL('../../', import.meta.url)
const { check } = readCommand(
  generatorCommand('npm run codegen', 'Writes the types generated from the schema into the rooms.'),
  ({ values }) => values,
)

const { generateTypes } = await import('@one-visit/schema/codegen.ts')

for (const { path, text } of await generateTypes(root)) {
  const file = fileURLToPath(new URL(path, root))
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  if (check) {
    console.error(`${path} is not fresh: run npm run codegen`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${path}`)
  }
}
