/** Records what the versions of an item say, before they are released. `npm run vectors -- --help` says everything. */
import { execFileSync } from 'node:child_process'
import { exits, readCommand, WrongCommand } from '@one-visit/scripts/command.ts'

const command = {
  run: 'npm run vectors',
  purpose:
    'Adds to test/contract/released/ what every version of an item says of its case data, the figures of the law to limits.json with today as the day of the last release, and the hashes of the versions and of members that came later; what is there is never changed.',
  positionals: {
    CODE: 'the item, e.g. RHL-02; its case data are in subgraphs/approvals/catalogue/items/CODE.case.ts',
  },
  options: {
    anew: {
      type: 'boolean' as const,
      default: false,
      help: 'takes back first what was recorded of versions of the item and of figures that the branch main does not have: they are not released',
    },
  },
  exits: {
    [exits.done]: 'it is recorded',
    [exits.failed]: 'it could not be recorded',
    [exits.wrongCommand]: 'a wrong command, or an item without case data: nothing was recorded',
  },
}

const { code, anew } = readCommand(command, ({ positionals: [first, ...more], values }) => {
  if (first === undefined) throw new WrongCommand('Say which item: CODE is missing.')
  if (more.length > 0) throw new WrongCommand(`There is one argument too many: ${more[0]}.`)
  return { code: first, anew: values.anew }
})

const { catalogue } = await import('@one-visit/approvals/catalogue/items/index.ts')
const { itemCases } = await import('@one-visit/approvals/testing/item-cases.ts')
const { shanghaiDay } = await import('@one-visit/schema/time.ts')
const { membersFolder, recordMembers, takeBackMembers } = await import('./released-members.ts')
const { recordFigures, recordFolder, recordName, recordVersion, takeBack } = await import(
  './released-record.ts'
)
const cases = itemCases.filter(({ item }) => item === code)
if (cases.length === 0) {
  console.error(
    `There is no case data for ${code} in subgraphs/approvals/catalogue/items; npm run new-item -- ${code} makes some.`,
  )
  process.exitCode = exits.wrongCommand
} else {
  try {
    const stale = catalogue.find((item) => item.code === code)?.versions.find(({ evidence }) => !evidence)
    if (stale)
      throw new Error(`The question of ${code} has changed: npm run codegen makes its document first.`)
    if (anew) takeBackUnreleased()
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

function takeBackUnreleased(): void {
  const released = { lines: atMain('released/lines.json'), figures: atMain('released/limits.json') }
  for (const name of takeBack(recordFolder, code, released)) {
    takeBackMembers(membersFolder, name.replace('.v', ' version '))
    console.log(`${name}: taken back`)
  }
}

/** A record as the branch main has it. */
function atMain(file: string) {
  const text = execFileSync('git', ['show', `main:./${file}`], { cwd: membersFolder, encoding: 'utf8' })
  return JSON.parse(text)
}
