/**
 * Names that are one name but for their case, under which an object says different things. Systems differ in whether case
 * counts, so that of two such values each of them would read another; none is taken.
 */

import { findDuplicateKeys } from '../../duplicate-keys.ts'
import { HubError } from '../../errors.ts'
import { escapePointer } from '../../json-pointer.ts'
import { ofSameNames } from './same-names.ts'
import { decodeText, depthMax, duplicateKey, readJson, saysNothing, saysTheSame } from './text.ts'

/** Spellings of one name whose values are told apart: as many as anybody sends by mistake. */
const spellingsMax = 8

type Entry = readonly [name: string, value: unknown]

/** JSON pointer of the first name that says something else than another spelling of it does, at any level of a value. */
export function findContradiction(value: unknown, depth = 0): string | undefined {
  // What is nested deeper is refused for that.
  if (typeof value !== 'object' || value === null || depth > depthMax) return undefined
  const names = Object.keys(value)
  if (!Array.isArray(value) && areInSeveralSpellings(names)) {
    const [twice] = contradictionsIn(Object.entries(value))
    if (twice?.[1] !== undefined) return `/${escapePointer(twice[1][0])}`
  }
  for (const name of names) {
    const found = findContradiction((value as Record<string, unknown>)[name], depth + 1)
    if (found !== undefined) return `/${escapePointer(name)}${found}`
  }
  return undefined
}

const areInSeveralSpellings = ofSameNames(
  (names) => new Set(names.map((name) => name.toLowerCase())).size < names.length,
)

/** JSON pointer of the first key a JSON text has twice with different values, in one spelling or in two; the text must be JSON. */
export function findContradictionIn(text: string): string | undefined {
  return findDuplicateKeys(text)[0] ?? findContradiction(JSON.parse(text))
}

/**
 * Refuses a JSON text that is no batch of records and says two things under one name.
 * @throws HubError BAD_USER_INPUT, with DUPLICATE_KEY and the pointer
 */
export function mustSayOnce(text: string): void {
  const pointer = findContradictionIn(text)
  if (pointer === undefined) return
  const { code: fault, message } = duplicateKey(pointer)
  throw new HubError('BAD_USER_INPUT', `The body cannot be used at "${pointer.slice(1)}": ${message}.`, {
    fault,
    pointer,
  })
}

/** Reads a body that is no batch of records as JSON. @throws HubError BAD_USER_INPUT, where it says two things under one name too */
export function readJsonSaidOnce(body: Buffer): unknown {
  const value = readJson(body)
  mustSayOnce(decodeText(body))
  return value
}

/**
 * All that a value may mean: each name that comes in several spellings says under all of them first what it says under one,
 * then what it says under the next. The value itself where none does.
 */
export function meaningsOf(value: unknown): unknown[] {
  if (findContradiction(value) === undefined) return [value]
  return Array.from({ length: spellingsMax }, (_, turn) => meaningAt(value, turn, 0))
}

function meaningAt(value: unknown, turn: number, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > depthMax) return value
  if (Array.isArray(value)) return value.map((inner) => meaningAt(inner, turn, depth + 1))
  const entries = Object.entries(value)
  const meant = new Map(entries)
  for (const said of contradictionsIn(entries)) {
    const [, chosen] = said[turn % said.length] ?? []
    const name = said[0]?.[0].toLowerCase()
    for (const [spelt] of entries) if (spelt.toLowerCase() === name) meant.set(spelt, chosen)
  }
  return Object.fromEntries([...meant].map(([name, inner]) => [name, meaningAt(inner, turn, depth + 1)]))
}

/** Of each name that says several things, one entry for each of them, in the order they came. */
function contradictionsIn(entries: readonly Entry[]): Entry[][] {
  const byName = new Map<string, Entry[]>()
  for (const entry of entries) {
    const name = entry[0].toLowerCase()
    const said = byName.get(name)
    if (said === undefined) byName.set(name, [entry])
    else said.push(entry)
  }
  return [...byName.values()]
    .map((said) => said.filter(([, value]) => !saysNothing(value)).reduce<Entry[]>(withNews, []))
    .filter(({ length }) => length > 1)
}

/** Adds an entry that says what none before it does. */
function withNews(said: Entry[], entry: Entry): Entry[] {
  if (said.length < spellingsMax && !said.some(([, value]) => saysTheSame(value, entry[1]))) said.push(entry)
  return said
}
