/**
 * What is hashed of a version of an item when it is released: `released-items.json` holds a hash of the members every
 * version had when the first ones were released, `released-members.json` hashes of members that came later. Both are
 * only ever added to.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { ItemVersion } from '@one-visit/approvals/catalogue/item.ts'
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

/** Name of a version in both files. */
export function versionTitle(code: string, version: number): string {
  return `${code} version ${version}`
}

/** Hash of what a version was when it was released, by version. */
export function readReleasedItems(): Record<string, string> {
  return readJson('released-items.json') as Record<string, string>
}

/** Hashes of members that came later, by version and member. */
export function readReleasedMembers(): Record<string, Record<string, string>> {
  return readJson('released-members.json') as Record<string, Record<string, string>>
}

/** Adds the hashes of a version that has none yet; what is recorded stays as it is. */
export function recordHashes(code: string, version: ItemVersion): void {
  const title = versionTitle(code, version.version)
  const items = readReleasedItems()
  if (items[title] !== undefined) return
  writeJson('released-items.json', { ...items, [title]: hashAtRelease(version) })
  const later = digestsOf(laterMembers(version))
  if (Object.keys(later).length > 0)
    writeJson('released-members.json', { ...readReleasedMembers(), [title]: later })
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
}

function writeJson(file: string, value: object): void {
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(value, null, 2)}\n`)
}

/** The hash of the members every version had when the first ones were released. */
export function hashAtRelease(version: ItemVersion): string {
  return digestOf(canonicalJson(membersAtRelease(version)))
}

/** A text for each value, so that a member can be compared with what was recorded of it. */
export function digestsOf(members: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, digestOf(canonicalJson(value))]),
  )
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
