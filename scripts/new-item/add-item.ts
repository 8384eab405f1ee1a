import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { namesOf } from './item-names.ts'
import { caseText, itemText, testText, yearsText } from './item-texts.ts'

const catalogue = 'subgraphs/approvals/catalogue'

/**
 * Writes item, test and case data, and the item's lines in the catalogue, in the list of cases and in limits.ts. Answers
 * the files it wrote, below the root; undefined, and nothing is written, where there is a file of such an item.
 * @param releasedOn day on which the first version is to be released, YYYY-MM-DD
 * @throws Error where a list is not of the form it knows; nothing is written then either
 */
export function addItem(root: string, code: string, releasedOn: string): readonly string[] | undefined {
  const { item, years } = namesOf(code)
  const own = ['.ts', '.test.ts', '.case.ts'].map((end) => `${catalogue}/items/${code}${end}`)
  if (own.some((file) => existsSync(join(root, file)))) return undefined
  const [itemFile = '', testFile = '', caseFile = ''] = own
  const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
  const [list, cases, limits] = [
    `${catalogue}/items/index.ts`,
    'subgraphs/approvals/testing/item-cases.ts',
    `${catalogue}/limits.ts`,
  ]
  const texts: Readonly<Record<string, string>> = {
    [itemFile]: itemText(code, releasedOn),
    [testFile]: testText(code),
    [caseFile]: caseText(code),
    [list]: listed(list, textOf(list), `import { ${item} } from './${code}.ts'`, item),
    [cases]: listed(
      cases,
      textOf(cases),
      `import { ${item}Case } from '../catalogue/items/${code}.case.ts'`,
      `${item}Case`,
    ),
    [limits]: withFigure(limits, textOf(limits), yearsText(code), years),
  }
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(root, file), text)
  return Object.keys(texts)
}

/** A file with one more import, and one more name at the end of its one list of names. */
function listed(file: string, text: string, line: string, name: string): string {
  const list = /\[([\w\s,]*?),?\s*\](\)?\n)/
  if (!list.test(text)) throw new Error(`${file} holds no list of names in square brackets.`)
  return `${line}\n${text.replace(list, (_, names: string, end: string) => `[${names}, ${name}]${end}`)}`
}

/** limits.ts with one more figure, before the rules of cities and last of the figures that have a name of their own. */
function withFigure(file: string, text: string, figure: string, name: string): string {
  const [definitions, names] = ['/**\n * Rules of cities', '  ...Object.fromEntries(']
  if (!text.includes(definitions) || !text.includes(names))
    throw new Error(`${file} has no place for a figure before the rules of cities.`)
  return text.replace(definitions, figure + definitions).replace(names, `  ${name},\n${names}`)
}
