/** Records what the versions of an item say, before they are released. `npm run vectors -- --help` says everything. */
import { exits, readCommand, WrongCommand } from '@one-visit/scripts/command.ts'

const command = {
  run: 'npm run vectors',
  purpose:
    'Adds to test/contract/released/ what every version of an item says of its case data, the figures of the law to limits.json with today as the day of the last release, and the hashes of the versions and of members that came later; what is there is never changed.',
  positionals: {
    CODE: 'the item, e.g. RHL-02; its case data are in subgraphs/approvals/catalogue/items/CODE.case.ts',
  },
  options: {},
  exits: {
    [exits.done]: 'it is recorded',
    [exits.failed]: 'it could not be recorded',
    [exits.wrongCommand]: 'a wrong command, or an item without case data: nothing was recorded',
  },
}

const code = readCommand(command, ({ positionals: [first, ...more] }) => {
  if (first === undefined) throw new WrongCommand('Say which item: CODE is missing.')
  if (more.length > 0) throw new WrongCommand(`There is one argument too many: ${more[0]}.`)
  return first
})

const { catalogue } = await import('@one-visit/approvals/catalogue/items/index.ts')
const { itemCases } = await import('@one-visit/approvals/testing/item-cases.ts')
const { shanghaiDay } = await import('@one-visit/schema/time.ts')
const { membersFolder, recordMembers } = await import('./released-members.ts')
const { recordFigures, recordFolder, recordName, recordVersion } = await import('./released-record.ts')
const cases = itemCases.filter(({ item }) => item === code)
if (cases.length === 0) {
  console.error(`There is no case data for ${code}.`)
  process.exitCode = exits.wrongCommand
} else {
  try {
    for (const itemCase of cases) {
      const added = recordVersion(recordFolder, itemCase)
      console.log(`${recordName(itemCase.item, itemCase.version)}: ${added} lines added`)
    }
    for (const item of catalogue) if (item.code === code) recordMembers(membersFolder, item)
    recordFigures(recordFolder, shanghaiDay(new Date()))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = exits.failed
  }
}
