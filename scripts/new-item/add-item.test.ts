import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addItem } from './add-item.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const catalogue = 'subgraphs/approvals/catalogue'
const lists = [
  `${catalogue}/items/index.ts`,
  'subgraphs/approvals/testing/item-cases.ts',
  `${catalogue}/limits.ts`,
]
let copy = ''
const textOf = (file: string): string => readFileSync(join(copy, file), 'utf8')

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-item-'))
  for (const file of lists) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
})
afterEach(() => rmSync(copy, { recursive: true }))

describe('a new item', () => {
  it('has its files, and stands last in every list', () => {
    expect(addItem(copy, 'TAX-91', '2026-12-01')).toEqual([
      `${catalogue}/items/TAX-91.ts`,
      `${catalogue}/items/TAX-91.test.ts`,
      `${catalogue}/items/TAX-91.case.ts`,
      ...lists,
    ])
    expect(textOf(`${catalogue}/items/index.ts`)).toMatch(
      /from '.\/TAX-91.ts'\n[\s\S]*freeze\(\[[^\]]*, tax91\]\)/,
    )
    expect(textOf('subgraphs/approvals/testing/item-cases.ts')).toMatch(/= \[[^\]]*, tax91Case\]\n/)
    expect(textOf(`${catalogue}/limits.ts`)).toMatch(
      /export const tax91Years: Figure[\s\S]*\n {2}tax91Years,\n {2}\.\.\./,
    )
    expect(textOf(`${catalogue}/items/TAX-91.ts`)).toContain('query Tax91Evidence(')
    expect(textOf(`${catalogue}/items/TAX-91.ts`)).toContain("releasedOn: '2026-12-01',")
  })
  it('is added after another one', () => {
    addItem(copy, 'TAX-91', '2026-12-01')
    addItem(copy, 'TAX-92', '2026-12-01')
    expect(textOf(`${catalogue}/items/index.ts`)).toMatch(/, tax91, tax92\]\)/)
    expect(textOf(`${catalogue}/limits.ts`)).toMatch(/\n {2}tax91Years,\n {2}tax92Years,\n/)
  })
  it('is not written over one there is', () => {
    addItem(copy, 'TAX-91', '2026-12-01')
    writeFileSync(join(copy, `${catalogue}/items/TAX-91.ts`), 'mine')
    expect(addItem(copy, 'TAX-91', '2026-12-01')).toBeUndefined()
    expect(textOf(`${catalogue}/items/TAX-91.ts`)).toBe('mine')
  })
  it('is not written at all where a list has another form', () => {
    writeFileSync(join(copy, `${catalogue}/limits.ts`), 'export const figures = {}\n')
    expect(() => addItem(copy, 'TAX-91', '2026-12-01')).toThrow(/limits.ts has no place for a figure/)
    expect(existsSync(join(copy, `${catalogue}/items/TAX-91.ts`))).toBe(false)
  })
})
