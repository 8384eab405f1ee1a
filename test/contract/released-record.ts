/**
 * What was recorded of released versions, under `released/`: a file of lines for each version; `lines.json`, which says
 * how many lines a file had when it was last added to, with their digest, and how much of the law was known then; and
 * `limits.json`, the figures of the law as they were released. Lines and values are only ever added.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { getItemVersion } from '@one-visit/approvals/catalogue/items/index.ts'
import { type DatedValue, type Figure, figures } from '@one-visit/approvals/catalogue/limits.ts'
import { canonicalJson, digestOf } from '@one-visit/approvals/judging/canonical.ts'
import type { ItemCase } from '@one-visit/approvals/testing/item-case.ts'
import {
  type ReleaseHeader,
  type ReleaseLine,
  releaseHeader,
  releaseLines,
} from '@one-visit/approvals/testing/release-vector.ts'
import { readEvidenceTable } from '@one-visit/schema/load.ts'

/** Where the record of this repository lies. */
export const recordFolder = fileURLToPath(new URL('released', import.meta.url))

/** A file as recorded. */
export interface RecordedVersion {
  /** `<CODE>.v<n>`. */
  readonly name: string
  readonly header: ReleaseHeader
  /** Texts of all lines after the first. */
  readonly lines: readonly string[]
}

/** How many values each figure of the law has, by name. */
export type Law = Readonly<Record<string, number>>

/** Lines that were recorded by the same law. */
export interface Piece {
  /** How many lines the file had with them, its first among them. */
  readonly lines: number
  readonly law: Law
}

/** How many lines a file had when it was last added to, the sha-256 of their texts, each with its line end, and their law. */
export type LineCounts = Readonly<
  Record<string, { readonly lines: number; readonly digest: string; readonly pieces: readonly Piece[] }>
>

/** Name of a version's file, without its ending. */
export const recordName = (item: string, version: number): string => `${item}.v${version}`

/** Names of all files recorded. */
export function recordedNames(folder: string): string[] {
  return readdirSync(folder).flatMap((file) =>
    file.endsWith('.ndjson') ? [file.slice(0, -'.ndjson'.length)] : [],
  )
}

/** The digests kept beside the files; none where nothing was recorded yet. */
export function readLineCounts(folder: string): LineCounts {
  const file = `${folder}/lines.json`
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LineCounts) : {}
}

/** Texts of the lines of a file, the first among them; empty where there is no file. */
function readLines(folder: string, name: string): string[] {
  const file = `${folder}/${name}.ndjson`
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
}

/** A version's file. @throws Error where there is none */
export function readRecord(folder: string, name: string): RecordedVersion {
  const [first, ...lines] = readLines(folder, name)
  if (first === undefined) throw new Error(`Nothing was recorded of ${name}.`)
  return { name, header: JSON.parse(first) as ReleaseHeader, lines }
}

/** A recorded line as a value. */
export const parseLine = (text: string): ReleaseLine => JSON.parse(text) as ReleaseLine

/** Digest of the first lines of a file. */
function digestOfLines(lines: readonly string[]): string {
  return digestOf(lines.map((line) => `${line}\n`).join(''))
}

/** Which recorded lines of a file were changed or taken away since they were recorded, as a sentence; undefined for none. */
export function faultOf(folder: string, name: string): string | undefined {
  const recorded = readLineCounts(folder)[name]
  const lines = readLines(folder, name)
  if (recorded === undefined) return lines.length === 0 ? undefined : `${name} is not in lines.json.`
  if (lines.length < recorded.lines)
    return `${name} had ${recorded.lines} lines and has ${lines.length}: lines are never taken away.`
  return digestOfLines(lines.slice(0, recorded.lines)) === recorded.digest
    ? undefined
    : `The first ${recorded.lines} lines of ${name} are not those that were recorded: lines are never changed.`
}

/**
 * Adds the lines a version's case data has and its file lacks, by title; what is recorded stays as it is.
 * @returns how many lines were added
 * @throws Error when a recorded line was changed
 */
export function recordVersion(folder: string, itemCase: ItemCase): number {
  const name = recordName(itemCase.item, itemCase.version)
  const fault = faultOf(folder, name)
  if (fault !== undefined) throw new Error(fault)
  const item = getItemVersion(itemCase.item, itemCase.version)
  const [first = canonicalJson(releaseHeader(itemCase, item, readEvidenceTable())), ...lines] = readLines(
    folder,
    name,
  )
  const titles = new Set(lines.map((line) => parseLine(line).title))
  const added = releaseLines(itemCase, item, JSON.parse(first) as ReleaseHeader).filter(
    (line) => !titles.has(parseLine(line).title),
  )
  const all = [first, ...lines, ...added]
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${name}.ndjson`, all.map((line) => `${line}\n`).join(''))
  const known = readLineCounts(folder)
  const pieces = piecesOf(known[name]?.pieces ?? [], all.length)
  const counts = { ...known, [name]: { lines: all.length, digest: digestOfLines(all), pieces } }
  writeLineCounts(folder, counts)
  return added.length
}

function writeLineCounts(folder: string, counts: LineCounts): void {
  const sorted = Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(`${folder}/lines.json`, `${JSON.stringify(sorted, null, 2)}\n`)
}

/** Takes back the lines of versions and the figures that are not among those released; the names of the versions. */
export function takeBack(
  folder: string,
  item: string,
  released: { readonly lines: LineCounts; readonly figures: RecordedFigures },
): string[] {
  const isKept = (name: string): boolean =>
    !name.startsWith(`${item}.v`) || released.lines[name] !== undefined
  const counts = Object.entries(readLineCounts(folder))
  const gone = counts.flatMap(([name]) => (isKept(name) ? [] : [name]))
  for (const name of gone) rmSync(`${folder}/${name}.ndjson`, { force: true })
  writeLineCounts(folder, Object.fromEntries(counts.filter(([name]) => isKept(name))))
  const recorded = readFigures(folder)
  const figures = Object.fromEntries(
    Object.entries(recorded.figures).filter(([name]) => released.figures.figures[name] !== undefined),
  )
  writeFileSync(`${folder}/limits.json`, `${JSON.stringify({ ...recorded, figures }, null, 2)}\n`)
  return gone
}

/** The pieces of a file that now has so many lines: those that are new were recorded by the law at hand. */
function piecesOf(before: readonly Piece[], lines: number): Piece[] {
  const law = Object.fromEntries(Object.entries(figures).map(([name, { values }]) => [name, values.length]))
  const last = before.at(-1)
  if (last === undefined) return [{ lines, law }]
  if (last.lines === lines) return [...before]
  // A figure that came later is one of an item that came later, or of a city, which asked nothing before.
  const isSame = Object.entries(last.law).every(([name, count]) => law[name] === count)
  return isSame ? [...before.slice(0, -1), { ...last, lines }] : [...before, { lines, law }]
}

/**
 * Judges a recorded line (0 for the first after the header) by the law that was known when it was recorded: a value that
 * was added since is taken away meanwhile. What was judged is not undone by a law that came later.
 */
export function byLawOf<T>(pieces: readonly Piece[], line: number, work: () => T): T {
  const law = pieces.find(({ lines }) => line + 1 < lines)?.law ?? {}
  const later = Object.entries(figures).map(([name, figure]) => {
    const values = figure.values as unknown as DatedValue<unknown>[]
    return { values, removed: values.splice(law[name] ?? (isOfCity(name) ? 1 : values.length)) }
  })
  try {
    return work()
  } finally {
    for (const { values, removed } of later) values.push(...removed)
  }
}

/** The figures of the law, by name. */
export type Figures = Readonly<Record<string, Figure<unknown>>>

/** The figures as recorded. */
export interface RecordedFigures {
  /** Day of the last release: what is judged until then is judged. */
  readonly releasedOn: string
  readonly figures: Readonly<
    Record<string, { readonly unit: string; readonly values: readonly DatedValue<unknown>[] }>
  >
}

/** The figures recorded; none where nothing was recorded yet. */
export function readFigures(folder: string): RecordedFigures {
  const file = `${folder}/limits.json`
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as RecordedFigures)
    : { releasedOn: '', figures: {} }
}

/** Whether a figure belongs to a table that released checks look into by the city: a new one is asked by them at once. */
const isOfCity = (name: string): boolean => name.startsWith('cityVehicleRules.')

/** What of the figures at hand contradicts what was released, each as a sentence. */
export function faultsOfFigures({ releasedOn, figures: recorded }: RecordedFigures, now: Figures): string[] {
  const gone = Object.keys(recorded).filter((name) => now[name] === undefined)
  return [
    ...gone.map((name) => `The figure ${name} was released and is not there.`),
    ...Object.entries(now).flatMap(([name, { unit, values }]) => {
      const before = recorded[name]
      const days = values.map(({ from }) => from)
      const isNewCity = before === undefined && isOfCity(name) && releasedOn !== ''
      const late = values.slice(before?.values.length ?? (isNewCity ? 1 : values.length))
      return [
        ...(isNewCity && values[0].value !== null
          ? [`The city of ${name} asked nothing when it was released: its first value must be null.`]
          : []),
        ...(before === undefined ||
        canonicalJson({ unit, values: values.slice(0, before.values.length) }) === canonicalJson(before)
          ? []
          : [`The figure ${name} was released with other values.`]),
        ...(days.every((day, index) => index === 0 || (days[index - 1] ?? '') < day)
          ? []
          : [`The values of ${name} are not in the order of their days.`]),
        ...late.flatMap(({ from }) =>
          from > releasedOn
            ? []
            : [`The value of ${name} from ${from} does not begin after the last release, ${releasedOn}.`],
        ),
      ]
    }),
  ]
}

/**
 * Adds the figures and values that are not recorded; what is recorded stays as it is.
 * @throws Error when a recorded value was changed or taken away
 */
export function recordFigures(folder: string, today: string): void {
  const recorded = readFigures(folder)
  const [fault] = faultsOfFigures(recorded, figures)
  if (fault !== undefined) throw new Error(fault)
  const now: RecordedFigures = { releasedOn: today, figures }
  writeFileSync(`${folder}/limits.json`, `${JSON.stringify(now, null, 2)}\n`)
}
