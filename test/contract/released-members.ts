/**
 * What is frozen of a released version as data: in `released-items.json` one hash of the members that every version had
 * when the first ones were released, in `released-members.json` one digest for each member that came later. Both are only
 * ever added to.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CatalogueItem, ItemVersion } from '@one-visit/approvals/catalogue/item.ts'
import { canonicalJson, digestOf } from '@one-visit/approvals/judging/canonical.ts'
import { print } from 'graphql'

const dataAtRelease = [
  'version',
  'validFrom',
  'basis',
  'nature',
  'visitClass',
  'counters',
  'promisedDays',
  'legalDays',
  'guide',
  'needs',
  'machineApproval',
  'paperAllowed',
]
const materialAtRelease = ['code', 'name', 'suppliedBy']
const textsAtRelease = ['about', 'pass', 'fail', 'advice']
const certificateAtRelease = ['kind', 'numberWord']

/** Where the record of this repository lies. */
export const membersFolder = fileURLToPath(new URL('.', import.meta.url))

/** What was recorded, by title of the version. */
export interface RecordedMembers {
  readonly items: Readonly<Record<string, string>>
  readonly members: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Title under which a version is recorded. */
export function titleOf(
  { code }: Pick<CatalogueItem, 'code'>,
  { version }: Pick<ItemVersion, 'version'>,
): string {
  return `${code} version ${version}`
}

/** What was recorded in a folder; nothing where it has no record. */
export function readMembers(folder: string): RecordedMembers {
  const read = (file: string) =>
    existsSync(`${folder}/${file}`) ? JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) : {}
  return { items: read('released-items.json'), members: read('released-members.json') }
}

/**
 * Records the versions and later members of an item that are not recorded; what is recorded stays as it is.
 * @throws Error when a version or a later member is not what was recorded
 */
export function recordMembers(folder: string, item: CatalogueItem): void {
  const { items, members } = readMembers(folder)
  const newItems: Record<string, string> = { ...items }
  const newMembers: Record<string, Record<string, string>> = { ...members }
  for (const version of item.versions) {
    const title = titleOf(item, version)
    const hash = hashAtRelease(version)
    if ((items[title] ?? hash) !== hash) throw new Error(`${title} is not what was released.`)
    newItems[title] = hash
    const digests = digestsOfLaterMembers(version)
    const changed = Object.entries(members[title] ?? {}).find(([name, digest]) => digests[name] !== digest)
    if (changed !== undefined) throw new Error(`${title} has another ${changed[0]} than was released.`)
    if (Object.keys(digests).length > 0) newMembers[title] = { ...members[title], ...digests }
  }
  writeMembers(folder, { items: newItems, members: newMembers })
}

/** Takes back what was recorded of a version that was never released. */
export function takeBackMembers(folder: string, title: string): void {
  const { items, members } = readMembers(folder)
  const { [title]: _, ...otherItems } = items
  const { [title]: __, ...otherMembers } = members
  writeMembers(folder, { items: otherItems, members: otherMembers })
}

function writeMembers(folder: string, { items, members }: RecordedMembers): void {
  writeFileSync(`${folder}/released-items.json`, inOrder(items))
  writeFileSync(`${folder}/released-members.json`, inOrder(members))
}

function inOrder(record: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`
}

/** Hash of the members every version had when the first ones were released. */
export function hashAtRelease(version: ItemVersion): string {
  return digestOf(canonicalJson(membersAtRelease(version)))
}

/** Digest of each member that came later, by its path. */
export function digestsOfLaterMembers(version: ItemVersion): Record<string, string> {
  const members = Object.entries(laterMembers(version))
  return Object.fromEntries(members.map(([name, value]) => [name, digestOf(canonicalJson(value))]))
}

/**
 * The members every version had when the first ones were released. This list never grows: what comes later is hashed
 * apart, so that an old version keeps its hash.
 */
export function membersAtRelease(version: ItemVersion): unknown {
  const { checks, certificate, materials, evidence } = version
  return {
    ...pick(version, dataAtRelease),
    materials: materials.map((material) => pick(material, materialAtRelease)),
    document: print(evidence),
    checks: checks.map(({ code, texts }) => ({ code, texts: pick(texts, textsAtRelease) })),
    certificate: pick(certificate, certificateAtRelease),
  }
}

/** Members a version, its checks, materials and certificate have beyond those: by path; functions are left to the vectors. */
export function laterMembers(version: ItemVersion): Record<string, unknown> {
  const known = ['evidence', 'variables', 'factsOf', 'checks', 'certificate', 'materials', ...dataAtRelease]
  const pairs = [
    ...others('', version, known),
    ...version.materials.flatMap((material) =>
      others(`materials.${material.code}.`, material, materialAtRelease),
    ),
    ...version.checks.flatMap((check) => [
      ...others(`checks.${check.code}.`, check, ['code', 'texts', 'run']),
      ...others(`checks.${check.code}.texts.`, check.texts, textsAtRelease),
    ]),
    ...others('certificate.', version.certificate, ['validUntil', ...certificateAtRelease]),
  ]
  return Object.fromEntries(pairs)
}

function pick(from: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
}

function others(prefix: string, from: object, known: readonly string[]): [string, unknown][] {
  return Object.entries(from).flatMap(([name, value]) =>
    known.includes(name) || typeof value === 'function' ? [] : [[`${prefix}${name}`, value]],
  )
}
