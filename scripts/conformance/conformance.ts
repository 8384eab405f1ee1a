/** Tries the exchange of a partner with a hub. `npm run conformance -- --help` says everything. */
import { exits, readCommand } from '../command.ts'
import { conformanceCommand, readRun } from './arguments.ts'

const run = readCommand(conformanceCommand, readRun)

const { runConformance } = await import('./run.ts')
const { tableEnd, tableHead, tableRow } = await import('./table.ts')
try {
  console.log(tableHead)
  const rows = await runConformance(run, (row) => console.log(tableRow(row)))
  console.log(`\n${tableEnd(rows)}`)
  process.exitCode = rows.some(({ verdict }) => verdict === 'FAIL') ? exits.failed : exits.done
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = exits.wrongCommand
}
