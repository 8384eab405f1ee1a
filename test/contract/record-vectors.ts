/** `npm run vectors -- CODE`: records what the versions of an item say, before they are released. */

import { catalogue } from '@one-visit/approvals/catalogue/items/index.ts'
import { itemCases } from '@one-visit/approvals/testing/item-cases.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { membersFolder, recordMembers } from './released-members.ts'
import { recordFigures, recordFolder, recordName, recordVersion } from './released-record.ts'

const usage = `Usage: npm run vectors -- CODE

Adds to test/contract/released/ what every version of the item CODE says of its case data
(subgraphs/approvals/catalogue/items/CODE.case.ts), and the figures of the law to limits.json with
today as the day of the last release, and the hashes of the versions and of members that came later.
What is there is never changed.
`

const [code] = process.argv.slice(2)
const cases = itemCases.filter(({ item }) => item === code)
if (code === '--help') {
  process.stdout.write(usage)
} else if (cases.length === 0) {
  process.stderr.write(
    `${code === undefined ? 'CODE is missing.' : `There is no case data for ${code}.`}\n${usage}`,
  )
  process.exitCode = 2
} else {
  for (const itemCase of cases) {
    const added = recordVersion(recordFolder, itemCase)
    process.stdout.write(`${recordName(itemCase.item, itemCase.version)}: ${added} lines added\n`)
  }
  for (const item of catalogue) if (item.code === code) recordMembers(membersFolder, item)
  recordFigures(recordFolder, shanghaiDay(new Date()))
}
