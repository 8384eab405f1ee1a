/** Begins an item of the catalogue. `npm run new-item -- --help` says everything. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { exits, readCommand, WrongCommand } from '../command.ts'
import { codeForm } from './item-names.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const code = readCommand(
  {
    run: 'npm run new-item',
    purpose:
      'Begins an item of the catalogue: the item, its test and case data, its lines in the lists, its years in limits.ts, types, and the record of what its first version says.',
    positionals: { CODE: 'three capital letters, a dash and two digits, e.g. TAX-01' },
    options: {},
    exits: {
      [exits.done]: 'it is written and passes npm run check; what the law says of it is to be filled in',
      [exits.failed]: 'a step failed; what was written stays',
      [exits.wrongCommand]: 'a wrong command, or an item there is: nothing was written',
    },
  },
  ({ positionals: [first = '', ...more] }) => {
    if (!codeForm.test(first))
      throw new WrongCommand(
        `An item's code is three capital letters, a dash and two digits, like TAX-01, not ${first || 'an empty one'}.`,
      )
    if (more.length > 0) throw new WrongCommand(`There is one argument too many: ${more[0]}.`)
    return first
  },
)

const { addItem } = await import('./add-item.ts')
const { shanghaiDay } = await import('@one-visit/schema/time.ts')
const written = addItem(root, code, shanghaiDay(new Date()))
if (written === undefined) {
  console.error(
    `There are files of an item ${code} already. What was begun is finished by npm run codegen and npm run vectors -- ${code}.`,
  )
  process.exit(exits.wrongCommand)
}
for (const file of written) console.log(`wrote ${file}`)
const biome = ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '--config-path']
for (const [what, args] of [
  ['the types of its question', ['--import', 'tsx', 'scripts/schema/codegen.ts']],
  ['the form of its files', [...biome, 'scripts/checks/biome.hub.json', ...written]],
  ['the record of its first version', ['--import', 'tsx', 'test/contract/record-vectors.ts', code]],
] as const) {
  console.log(`writing ${what}`)
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(exits.failed)
}
console.log(`
Fill in what the law says in subgraphs/approvals/catalogue/items/${code}.ts, its figures in catalogue/limits.ts, and in
${code}.case.ts what fails and where it turns. Until it is released, its record is made anew by
  npm run vectors -- ${code} --anew`)
