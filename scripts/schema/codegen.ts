/**
 * Writes the types generated from the schema into the rooms; with `--check` writes nothing and fails where a
 * committed file is not what it would write.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateTypes } from '@one-visit/schema/codegen.ts'

const root = new URL('../../', import.meta.url)
const check = process.argv.includes('--check')

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
