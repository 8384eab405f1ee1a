/** Decides every stored decision again from its snapshot. `npm run replay -- --help` says everything. */
import { existsSync } from 'node:fs'
import { dataExits, exits, readCommand, WrongCommand } from '../command.ts'
import { knownDataDirs } from '../host/data-dirs.ts'

const { data } = readCommand(
  {
    run: 'npm run replay',
    purpose: 'Decides every stored decision again from its snapshot, and fails on any byte of difference.',
    options: {
      all: { type: 'boolean', default: false, help: 'every decision there is; it has to be said' },
      data: {
        type: 'string',
        value: 'DIR',
        help: 'data directory; without it those of the hub and of the demo',
      },
    },
    environment: { DATABASE_URL: 'a server in the place of the data directories' },
    exits: { ...dataExits, 1: 'a decision differs, or none was found anywhere: nothing is proven' },
  },
  ({ values }) => {
    if (!values.all) throw new WrongCommand('Say what is to be decided again: --all.')
    if (values.data !== undefined && !existsSync(values.data))
      throw new WrongCommand(`There is no folder ${values.data}.`)
    return values
  },
)

const { runProgram } = await import('../host/explained.ts')
await runProgram(async () => {
  const { runTool } = await import('./run-tool.ts')
  const databaseUrl = process.env.DATABASE_URL
  const dataDirs = data === undefined ? knownDataDirs() : [data]
  const places = databaseUrl ? [{ databaseUrl, dataDir: '' }] : dataDirs.map((dataDir) => ({ dataDir }))
  if (places.length === 0) console.error('There is no data yet: npm start makes some, or npm run demo.')

  const ended: number[] = []
  for (const place of places) {
    const said = (line: string): void => console.log(`${place.dataDir || 'the server'}: ${line}`)
    ended.push(await runTool({ name: 'replay', args: [] }, place, said))
  }
  // A running hub that did the work could not do it.
  if (ended.includes(exits.outOfReach)) return exits.outOfReach
  const failed = ended.some((exit) => exit !== exits.done && exit !== exits.noDatabase)
  return failed || ended.every((exit) => exit === exits.noDatabase) ? exits.failed : exits.done
})
