import { readApiSchema, readEvidenceTable } from '@one-visit/schema/load.ts'
import {
  buildSchema,
  getNamedType,
  isScalarType,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { dayBefore } from '../catalogue/check.ts'
import { getItemVersion, type Item } from '../catalogue/items/index.ts'
import { certificateContentBy } from '../judging/certificate-content.ts'
import { decideBy } from '../judging/decide.ts'
import { pathOf, withPaths } from '../judging/envelope-path.ts'
import { evidencePlaces } from '../judging/evidence.ts'
import { lapsesOf } from '../judging/lapse.ts'
import { contextOf } from '../judging/snapshot.ts'
import { type AnswerTree, type ItemCase, type Limit, lastDay, paperFor, type Variation } from './item-case.ts'
import { describePaper, describeSilence } from './item-silence.ts'
import {
  goodTrial,
  groundOfTrials,
  type ItemHarness,
  type Judged,
  judgeAnswer,
  judgeTrial,
  limitTrials,
  variationTrial,
} from './trial.ts'

/** Makes the harness of a version of an item from what it is tried with. */
export function itemHarness(itemCase: ItemCase): ItemHarness {
  const item = getItemVersion(itemCase.item, itemCase.version)
  const table = readEvidenceTable()
  const judge: ItemHarness['judge'] = (tree, { asOf, answer, subjects, parties, paper } = {}) =>
    judgeAnswer(item, table, {
      asOf: asOf ?? itemCase.asOf,
      subjects: { ...itemCase.subjects, ...subjects },
      parties: parties ?? itemCase.parties ?? {},
      answer: answer ?? { kind: 'answered', data: tree, errors: [] },
      paper: paper ?? [],
    })
  return {
    itemCase,
    item,
    ground: groundOfTrials(itemCase, table),
    judge,
    verdictOf: (check, tree, options) =>
      judge(tree, options).findings.find(({ code }) => code === check)?.verdict,
    paths: evidencePlaces(item.evidence, item.variables(itemCase.subjects), table).map(({ path }) =>
      path.join('.'),
    ),
  }
}

/** The tests that every item has, from its case data alone. */
export function describeItem(harness: ItemHarness): void {
  const { itemCase, item, ground } = harness
  describe(`${itemCase.item} version ${itemCase.version}`, () => {
    it('passes when everything is in order', () => {
      const { verdict, findings } = judgeTrial(item, ground, goodTrial(itemCase))
      expect(findings.filter((finding) => finding.verdict !== 'PASS')).toEqual([])
      expect(verdict).toBe('PASS')
    })
    it('hands every envelope on with its place, so that drift finds what a check rests on', () => {
      const { snapshot } = judgeTrial(item, ground, goodTrial(itemCase))
      const facts = item.factsOf(withPaths(snapshot.evidence))
      const context = contextOf(snapshot)
      const lost = item.checks.filter(({ run }) => {
        const { fact } = run(facts, context)
        return fact != null && pathOf(fact) === undefined
      })
      expect(lost.map(({ code }) => code)).toEqual([])
    })
    describeVariations(harness)
    describeLimits(harness)
    describeLastDay(harness)
    describeLastDayOnPaper(harness)
    describeSilence(harness)
    describePaper(harness)
  })
}

function describeVariations({ itemCase, item, ground }: ItemHarness): void {
  const judgeOf = (variation: Variation): Judged =>
    judgeTrial(item, ground, variationTrial(itemCase, variation))
  const verdictOf = (variation: Variation): string | undefined =>
    judgeOf(variation).findings.find(({ code }) => code === variation.check)?.verdict
  const titled = (variations: readonly Variation[]) =>
    variations.map((variation) => [variation.check, variation.what, variation] as const)

  it.each(titled(itemCase.failing))('fails %s: %s', (_, __, variation) => {
    expect(verdictOf(variation)).toBe('FAIL')
    expect(judgeOf(variation).verdict).toBe('FAIL')
  })
  it.each(titled(itemCase.undecided))('leaves %s open: %s', (_, __, variation) => {
    expect(verdictOf(variation)).toBe('UNKNOWN')
  })
  it.each(titled(itemCase.passing))('passes %s: %s', (_, __, variation) => {
    expect(verdictOf(variation)).toBe('PASS')
  })
  it('shows a failure of every check it has, and of no other', () => {
    const shown = new Set(itemCase.failing.map(({ check }) => check))
    expect(shown).toEqual(new Set(item.checks.map(({ code }) => code)))
  })
}

function describeLimits(harness: ItemHarness): void {
  const { itemCase, item, ground } = harness
  const titled = itemCase.limits.map((limit) => [limit.of, limit.what, limit] as const)

  it.each(titled)('turns %s: %s', (_, __, limit) => {
    const trials = limitTrials(itemCase, limit)
    const found = trials.map((trial) => {
      const judged = judgeTrial(item, ground, trial)
      if (limit.of !== lastDay) return judged.findings.find(({ code }) => code === limit.of)?.verdict
      expect(judged.verdict, `${trial.title} leads to a certificate`).toBe('PASS')
      return lastDayOf(item, judged)
    })
    expect(found).toEqual(limit.expect)
    expect(new Set(limit.expect).size, 'a limit at which nothing turns is none').toBeGreaterThan(1)
  })

  it('has a limit for every date and number it asks for, or says why none', () => {
    const shown = new Set([
      ...itemCase.limits.flatMap(pathsOf).map(withoutIndexes),
      ...Object.keys(itemCase.withoutLimit),
    ])
    expect(turnablePaths(item).filter((path) => !shown.has(path))).toEqual([])
    expect(Object.values(itemCase.withoutLimit).filter((why) => why.trim() === '')).toEqual([])
  })

  it('has a limit for its own years and for every date that can end the certificate', () => {
    const ends = itemCase.limits.filter(({ of }) => of === lastDay)
    expect(ends.some((limit) => 'day' in limit)).toBe(true)
    const shown = new Set(ends.flatMap(pathsOf).map(withoutIndexes))
    expect(endingPaths(harness).filter((path) => !shown.has(path))).toEqual([])
  })
}

/** The longest look ahead for the day on which a check turns: beyond every certificate. */
const farAhead = '9999-12-31'

function describeLastDay(harness: ItemHarness): void {
  const { itemCase, item, judge } = harness
  it('prints a last day that passes the rules which end it, and is not followed by another, where it says so', () => {
    if (item.certificate.ends !== 'INCLUSIVE') return
    const good = judge(itemCase.good())
    const lapsesIn = ({ snapshot }: Judged): ReadonlyMap<string, string> =>
      new Map(
        lapsesOf(item, snapshot.evidence, snapshot, farAhead).map((each) => [each.checkCode, each.lapsesOn]),
      )
    const usual = lapsesIn(good)
    const term = lastDayOf(item, good)
    let ended = 0
    const paths = endingPaths(harness)
    for (const path of paths) {
      for (const day of daysAround(good.snapshot.day)) {
        const snapshot = structuredClone(good.snapshot)
        setEverywhere(snapshot.evidence, path.split('.'), day)
        const judged = { ...decideBy(item, snapshot), snapshot }
        if (judged.verdict !== 'PASS') continue
        const last = lastDayOf(item, judged)
        const turning = [...lapsesIn(judged)].filter(([code, lapsesOn]) => usual.get(code) !== lapsesOn)
        const firsts = turning.map(([, lapsesOn]) => lapsesOn)
        expect(last >= snapshot.day, `${path} ${day}: ${last}`).toBe(true)
        expect(
          firsts.filter((first) => first <= last),
          `${path} ${day}: ${last}`,
        ).toEqual([])
        if (last === term) continue
        ended += 1
        expect(firsts.map(dayBefore), `${path} ${day}`).toContain(last)
      }
    }
    expect(ended > 0).toBe(paths.length > 0)
  })
}

/** What is told of a record with a day in it when that day cannot be had: nothing of the record, or only not the day. */
const withoutDay = (path: string): string[] => [path.split('.').slice(0, 2).join('.'), path]

function describeLastDayOnPaper(harness: ItemHarness): void {
  const { item } = harness
  it('prints on paper no later a last day than the source would have made it, where it says so', () => {
    if (item.certificate.ends !== 'INCLUSIVE') return
    const good = harness.judge(harness.itemCase.good())
    const later = endingPaths(harness).flatMap((path) =>
      daysAround(good.snapshot.day).flatMap((day) => {
        const known = structuredClone(good.snapshot)
        setEverywhere(known.evidence, path.split('.'), day)
        if (decideBy(item, known).verdict !== 'PASS') return []
        const last = lastDayOf(item, { ...good, snapshot: known })
        return withoutDay(path).flatMap((gone) => {
          const paper = paperFor(harness.itemCase, item.paperAllowed, known.evidence as AnswerTree)
          const snapshot = { ...structuredClone(known), paper }
          setEverywhere(snapshot.evidence, gone.split('.'), null)
          if (decideBy(item, snapshot).verdict !== 'PASS_ON_PAPER') return []
          const printed = lastDayOf(item, { ...good, snapshot })
          return printed > last ? [`${path} ${day}, ${gone} not had: ${printed} for ${last}`] : []
        })
      }),
    )
    expect(later).toEqual([])
  })
}

/** Days of many years before and after one, the ends of months and leap days among them. */
function daysAround(day: string): string[] {
  const year = Number(day.slice(0, 4))
  return Array.from({ length: 25 }, (_, index) => String(year + index - 12)).flatMap((each) => [
    `${each}-01-01`,
    `${each}-02-28`,
    ...(Number(each) % 4 === 0 ? [`${each}-02-29`] : []),
    `${each}-03-01`,
    `${each}${day.slice(4)}`,
    `${each}-12-31`,
  ])
}

function lastDayOf(item: Item, { snapshot }: Judged): string {
  return certificateContentBy(item, {
    snapshot,
    snapshotDigest: '',
    certificateId: '',
    serial: 1,
    holder: '',
    authority: '',
    onPaper: false,
  }).validUntil
}

function pathsOf(limit: Limit): string[] {
  return [...Object.keys(limit.given ?? {}), ...('day' in limit ? [] : [limit.path])]
}

const withoutIndexes = (path: string): string => path.replaceAll(/\.\d+(?=\.)/g, '')

const api = buildSchema(readApiSchema())
const turnableTypes = new Set(['Date', 'DateTime', 'Int', 'Float'])

/** Paths of every date and number in the records a version asks for. */
function turnablePaths({ evidence }: Pick<Item, 'evidence'>): string[] {
  const found: string[] = []
  const path: string[] = []
  const types = new TypeInfo(api)
  const [operation] = Object.values(separateOperations(evidence))
  if (operation === undefined) return found
  visit(
    operation,
    visitWithTypeInfo(types, {
      // The instants of the envelope, and those of its records, are read before any rule is asked.
      FragmentDefinition: () => false,
      Field: {
        enter: (node) => {
          if (node.name.value === 'confirmedAt') return false
          path.push(node.alias?.value ?? node.name.value)
          const type = getNamedType(types.getType())
          if (isScalarType(type) && turnableTypes.has(type.name)) found.push(path.join('.'))
          return undefined
        },
        leave: () => {
          path.pop()
        },
      },
    }),
  )
  return found
}

/** Paths of the dates that the last day of the certificate follows, found by moving each of them through the years. */
function endingPaths({ itemCase, item, judge }: ItemHarness): string[] {
  const judged = judge(itemCase.good())
  const usual = lastDayOf(item, judged)
  const year = Number(judged.snapshot.day.slice(0, 4))
  const days = Array.from({ length: 41 }, (_, index) => `${year + index - 20}-06-15`)
  return turnablePaths(item).filter((path) =>
    days.some((day) => {
      const snapshot = structuredClone(judged.snapshot)
      setEverywhere(snapshot.evidence, path.split('.'), day)
      return lastDayOf(item, { ...judged, snapshot }) !== usual
    }),
  )
}

/** Sets a value at a path, in every entry of the lists on the way; nothing where the path ends before. */
function setEverywhere(node: unknown, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) for (const entry of node) setEverywhere(entry, [name, ...rest], value)
  else if (rest.length === 0) Object.assign(node, { [name]: value })
  else setEverywhere((node as Record<string, unknown>)[name], rest, value)
}
