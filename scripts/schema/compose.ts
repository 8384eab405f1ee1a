/**
 * Writes what composition makes of the SDL into schema/; with `--check` writes nothing and fails where a committed
 * file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { compose, composedFiles } from '@one-visit/schema/compose.ts'
import { refusedHints } from '@one-visit/schema/composition-hints.ts'
import { readSchema, roomNames } from '@one-visit/schema/load.ts'

const check = process.argv.includes('--check')
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
