/**
 * Decides every stored decision again from its snapshot: `npm run replay -- --all [--data DIR]`.
 * Exits non-zero on any byte of difference, and when no decision was found.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readHubKeys } from './host/keys.ts'
import { runTool } from './host/tools.ts'

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    data: { type: 'string', default: process.env.HUB_DATA_DIR ?? '.data' },
  },
})
if (!values.all) {
  console.error('replay what? npm run replay -- --all')
  process.exit(2)
}
const databaseUrl = process.env.DATABASE_URL
if (!databaseUrl && !existsSync(values.data)) {
  console.error(`there is no data in ${values.data}`)
  process.exit(1)
}
const keys = () => readHubKeys(values.data)
process.exitCode = await runTool(
  { name: 'replay', args: [], keys },
  { databaseUrl, dataDir: values.data },
  (line) => console.log(line),
)
