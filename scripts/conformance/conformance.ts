/**
 * Tries the exchange of a partner with a hub and says what passed and why not: exit code 0 only when nothing failed.
 *
 *     npm run conformance -- --as platform --url http://127.0.0.1:4000 --token T --company-id CCZC0004
 *     npm run conformance -- --as station  --url http://127.0.0.1:4000 --secret S --station 330303001 [--token PASSWORD]
 *     npm run conformance -- --as register --url http://127.0.0.1:4000 --token T [--room vehicles|drivers|operators]
 *     npm run conformance -- --as police   --url http://127.0.0.1:4000 --secret S
 *     npm run conformance -- --as police   --exchange http://127.0.0.1:4801/trffweb/services/TmriOutAccess
 *                            --plate 浙CD12345 --kind 52 --vin LSVAA2BR9HN012345 [--licence-key K]
 *
 * Whoever signs gives --secret S, or --key FILE with an Ed25519 private key; each may be given several times, to try the
 * old and the new during a rotation. --quota N tries to send more than the N requests a minute that were agreed.
 * A run leaves a hub as it found it but for its receipts, its history and heartbeat scopes called conformance-N.
 */
import { readArguments } from './arguments.ts'
import { runConformance } from './run.ts'
import { tableEnd, tableHead, tableRow } from './table.ts'

try {
  const run = readArguments(process.argv.slice(2))
  console.log(tableHead)
  const rows = await runConformance(run, (row) => console.log(tableRow(row)))
  console.log(`\n${tableEnd(rows)}`)
  process.exitCode = rows.some(({ verdict }) => verdict === 'FAIL') ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
