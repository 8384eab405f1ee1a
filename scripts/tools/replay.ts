/**
 * Decides every stored decision again from its snapshot: `npm run replay -- --all [--data DIR]`. Without a folder, those
 * of the hub and of the demo; with DATABASE_URL, those of the server.
 * Exits 1 on any byte of difference and when no decision was found, else as `host/README.md` says.
 */
import { parseArgs } from 'node:util'
import { knownDataDirs } from '../host/data-dirs.ts'
import { outsideExits, runProgram } from '../host/explained.ts'
import { readHubKeys } from '../host/keys.ts'
import { nothingFound, runTool } from './tools.ts'

await runProgram(async () => {
  const { values } = parseArgs({
    options: { all: { type: 'boolean', default: false }, data: { type: 'string' } },
  })
  if (!values.all) {
    console.error('replay what? npm run replay -- --all')
    return 2
  }
  const databaseUrl = process.env.DATABASE_URL
  const dataDirs = values.data === undefined ? knownDataDirs() : [values.data]
  const places = databaseUrl ? [{ databaseUrl, dataDir: '' }] : dataDirs.map((dataDir) => ({ dataDir }))
  if (places.length === 0) console.error('there is no data yet: npm start, or npm run demo')

  const exits: number[] = []
  for (const place of places) {
    const work = { name: 'replay', args: [], keys: () => readHubKeys(place.dataDir) }
    exits.push(await runTool(work, place, (line) => console.log(`${place.dataDir || 'the server'}: ${line}`)))
  }
  // Of a running hub, whose process did the work: it could not.
  if (exits.includes(outsideExits.outOfReach)) return outsideExits.outOfReach
  const failed = exits.some((exit) => exit !== 0 && exit !== nothingFound)
  return failed || exits.every((exit) => exit === nothingFound) ? 1 : 0
})
