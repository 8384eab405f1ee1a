import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { addYears } from '@one-visit/approvals/catalogue/check.ts'
import type { Fact, UnknownReason } from '@one-visit/approvals/catalogue/fact.ts'
import { catalogue, getItemVersion, type Item } from '@one-visit/approvals/catalogue/items/index.ts'
import {
  type DatedValue,
  type Figure,
  figures,
  rideHailingSeats,
} from '@one-visit/approvals/catalogue/limits.ts'
import { itemCases } from '@one-visit/approvals/testing/item-cases.ts'
import { withLaterValue } from '@one-visit/approvals/testing/law.ts'
import {
  evidenceOf,
  type ReleaseHeader,
  type ReleaseLine,
  replayLine,
} from '@one-visit/approvals/testing/release-vector.ts'
import { judgeTrial, trialsOf } from '@one-visit/approvals/testing/trial.ts'
import { readEvidenceTable } from '@one-visit/schema/load.ts'
import { describe, expect, it } from 'vitest'
import {
  byLawOf,
  faultOf,
  faultsOfFigures,
  parseLine,
  type RecordedVersion,
  readFigures,
  readLineCounts,
  readRecord,
  recordedNames,
  recordFigures,
  recordFolder,
  recordName,
  recordVersion,
  takeBack,
} from './released-record.ts'

const released = catalogue.flatMap(({ code, versions }) =>
  versions.map(({ version }) => [recordName(code, version), getItemVersion(code, version)] as const),
)

describe('what was recorded', () => {
  it('is a file for every released version and for nothing else', () => {
    expect(recordedNames(recordFolder).toSorted()).toEqual(released.map(([name]) => name).toSorted())
    expect(Object.keys(readLineCounts(recordFolder)).toSorted()).toEqual(
      recordedNames(recordFolder).toSorted(),
    )
  })

  it('is case data for every released version, in the order of the catalogue', () => {
    expect(itemCases.map(({ item, version }) => recordName(item, version))).toEqual(
      released.map(([name]) => name),
    )
  })

  it.each(released)('%s was only ever added to', (name) => {
    expect(faultOf(recordFolder, name)).toBeUndefined()
  })

  it('is added to where lines are missing, and refused where one was changed or taken away', () => {
    const [first] = itemCases
    if (first === undefined) throw new Error('The catalogue has no case data.')
    const itemCase = { ...first, undecided: [], passing: [], limits: [] }
    const folder = mkdtempSync(`${tmpdir()}/released-`)
    const name = recordName(itemCase.item, itemCase.version)
    const file = `${folder}/${name}.ndjson`
    const count = recordVersion(folder, { ...itemCase, reviews: [] })
    const before = readFileSync(file, 'utf8')
    expect(recordVersion(folder, itemCase)).toBe(itemCase.reviews.length)
    expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true)
    expect(recordVersion(folder, itemCase)).toBe(0)
    expect(readRecord(folder, name).lines).toHaveLength(count + itemCase.reviews.length)

    const whole = readFileSync(file, 'utf8')
    appendFileSync(file, '{}\n')
    expect(faultOf(folder, name)).toBeUndefined()
    writeFileSync(file, whole.replace('2026-06-01', '2026-06-02'))
    expect(faultOf(folder, name)).toMatch(/never changed/)
    writeFileSync(file, before)
    expect(faultOf(folder, name)).toMatch(/never taken away/)
    expect(() => recordVersion(folder, itemCase)).toThrow(/never taken away/)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})

describe('lines that are added when the law has changed', () => {
  it('are judged by the new law, those before by the law they were recorded by', () => {
    const [first] = itemCases
    if (first === undefined) throw new Error('The catalogue has no case data.')
    const folder = mkdtempSync(`${tmpdir()}/released-`)
    const name = recordName(first.item, first.version)
    const known = rideHailingSeats.values.length
    const later = { ...rideHailingSeats.values[0], from: '2999-01-01' }
    recordVersion(folder, { ...first, reviews: [] })
    withLaterValue(rideHailingSeats, later, () => {
      recordVersion(folder, first)
      const pieces = readLineCounts(folder)[name]?.pieces ?? []
      expect(pieces.map(({ law }) => law.rideHailingSeats)).toEqual([known, known + 1])
      const countFor = (line: number) => byLawOf(pieces, line, () => rideHailingSeats.values.length)
      const before = (pieces[0]?.lines ?? 0) - 1
      expect([0, before - 1, before].map(countFor)).toEqual([known, known, known + 1])
      expect(() =>
        byLawOf(pieces, 0, () => {
          throw new Error('judged')
        }),
      ).toThrow('judged')
      expect(rideHailingSeats.values).toHaveLength(known + 1)
    })
  })
})

describe('what was recorded before a release', () => {
  it('is taken back with its figures, and nothing that was released goes with it', () => {
    const [first, second] = itemCases
    if (first === undefined || second === undefined) throw new Error('The catalogue has no case data.')
    const folder = mkdtempSync(`${tmpdir()}/released-`)
    recordVersion(folder, second)
    const released = { lines: readLineCounts(folder), figures: readFigures(recordFolder) }
    const before = readFileSync(`${folder}/lines.json`, 'utf8')
    const { rideHailingSeats: _, ...others } = released.figures.figures
    recordVersion(folder, first)
    recordFigures(folder, '2026-11-29')
    const name = recordName(first.item, first.version)
    const figuresReleased = { ...released.figures, figures: others }
    expect(takeBack(folder, first.item, { ...released, figures: figuresReleased })).toEqual([name])
    expect(recordedNames(folder)).toEqual([recordName(second.item, second.version)])
    expect(readFileSync(`${folder}/lines.json`, 'utf8')).toBe(before)
    expect(Object.keys(readFigures(folder).figures)).toEqual(Object.keys(others))
    expect(takeBack(folder, second.item, { ...released, figures: figuresReleased })).toEqual([])
    expect(recordedNames(folder)).toHaveLength(1)
  })
})

/** Those of a version's recorded lines that the rules given answer otherwise, each with what is answered now. */
function* differencesIn(
  item: Item,
  { name, header, lines }: RecordedVersion,
  isAsked: (text: string) => boolean = () => true,
): Generator<{ recorded: string; now: string }> {
  const pieces = readLineCounts(recordFolder)[name]?.pieces ?? []
  for (const [index, recorded] of lines.entries()) {
    if (!isAsked(recorded)) continue
    const now = byLawOf(pieces, index, () => replayLine(item, header, parseLine(recorded)))
    if (now !== recorded) yield { recorded, now }
  }
}

/** Whether the rules given answer a recorded line otherwise; asked no further than the first. */
function differs(item: Item, record: RecordedVersion, isAsked?: (text: string) => boolean): boolean {
  return differencesIn(item, record, isAsked).next().done !== true
}

describe.each(released)('%s', (name, item) => {
  const record = readRecord(recordFolder, name)
  const { header } = record
  const lines = record.lines.map(parseLine)

  it('answers every recorded situation as when it was released, byte for byte', () => {
    const differing = [...differencesIn(item, record)]
    expect(differing.map(({ now }) => JSON.parse(now))).toEqual(
      differing.map(({ recorded }) => JSON.parse(recorded)),
    )
    expect(differing).toEqual([])
    const [good] = lines
    expect(good && judgeTrial(item, header, good).findings).toEqual(header.findings)
  })

  it('rests on evidence of the sources and ages it was released with', () => {
    expect(evidenceOf({ subjects: header.subjects }, item, readEvidenceTable())).toEqual(header.evidence)
  })

  it('was recorded in every situation its case data names', () => {
    const itemCase = itemCases.find((each) => recordName(each.item, each.version) === name)
    const wanted = itemCase && trialsOf(itemCase, item, header.evidence).map(({ title }) => title)
    const titles = lines.map(({ title }) => title)
    expect(wanted?.filter((title) => !titles.includes(title))).toEqual([])
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('was recorded with each check failing, each reason for saying nothing, paper, and both kinds of drift', () => {
    const shown = lines.map((line) => shownBy(item, header, line))
    expect(gapsOf(item, header, shown)).toEqual([])
    // Gaps are seen: without the lines that show one of these, it is one.
    for (const part of gapsOf(item, header, []))
      expect(
        gapsOf(
          item,
          header,
          shown.filter((each) => !each.includes(part)),
        ),
      ).toContain(part)
  })

  it.each(
    item.checks.flatMap(({ code }) =>
      (['PASS', 'FAIL', 'UNKNOWN'] as const).map((verdict) => [code, verdict] as const),
    ),
  )('would show it if %s always said %s', (code, verdict) => {
    const checks = item.checks.map((check) =>
      check.code === code ? { ...check, run: () => ({ verdict }) } : check,
    )
    const isAsked = (text: string) => verdict !== 'PASS' || text.includes(`"${code}":`)
    expect(differs({ ...item, checks }, record, isAsked)).toBe(true)
  })

  const goodEnd = lines[0]?.certificate?.validUntil ?? ''
  it.each([
    ['one year later', (day: string) => addYears(day, 1)],
    [
      'never later than a day before that of the good case',
      (day: string) => earlier(day, dayBefore(goodEnd)),
    ],
    ['never earlier than that of the good case', (day: string) => (day < goodEnd ? goodEnd : day)],
  ])('would show it if the certificate ended %s', (_, end) => {
    const certificate: Item['certificate'] = {
      ...item.certificate,
      validUntil: (facts, context) => end(item.certificate.validUntil(facts, context)),
    }
    expect(differs({ ...item, certificate }, record)).toBe(true)
  })
})

/** Reasons for saying nothing: every one of `UnknownReason`. */
const reasons = Object.keys({
  ERROR: true,
  NO_ANSWER: true,
  NO_ENVELOPE: true,
  STALE: true,
  UNAVAILABLE: true,
  CONFLICTING: true,
  OTHER_SUBJECT: true,
  INCOMPLETE: true,
  TOO_OLD: true,
  AHEAD: true,
} satisfies Record<UnknownReason, true>)

const lapsing = 'a ground that lapses'
const changing = 'a ground that changes'

/** What a line shows of all that a released version must show. */
function shownBy(item: Item, header: ReleaseHeader, line: ReleaseLine): string[] {
  const { evidence, findings } = { ...judgeTrial(item, header, line).snapshot, findings: line.findings }
  const facts = Object.values(evidence).flatMap((fields) => Object.values(fields)) as Fact[]
  return [
    ...Object.entries(findings).map(([code, { verdict }]) => `${code} ${verdict}`),
    ...facts.flatMap(({ unknown }) => unknown ?? []),
    ...(line.drifts ?? []).map(({ newValue }) => (newValue === '"LAPSED"' ? lapsing : changing)),
  ]
}

/** What no line shows although a released version must show it; a list is cut off only where one is asked for. */
function gapsOf(item: Item, header: ReleaseHeader, shown: readonly (readonly string[])[]): string[] {
  const all = new Set(shown.flat())
  const facts = Object.values(header.answer).flatMap((fields) => Object.values(fields)) as object[]
  const hasList = facts.some((fact) => 'records' in fact)
  return [
    ...item.checks.map(({ code }) => `${code} FAIL`),
    ...item.paperAllowed.map((code) => `${code} PASS_ON_PAPER`),
    ...reasons.filter((reason) => hasList || reason !== 'INCOMPLETE'),
    lapsing,
    changing,
  ].filter((wanted) => !all.has(wanted))
}

describe('figures of the law', () => {
  const recorded = readFigures(recordFolder)
  const day = addYears(recorded.releasedOn, 1)
  const later = { from: day, value: 1, basis: 'a later rule', mark: 'rule' } as const
  const name = 'rideHailingSeats'
  const figure = rideHailingSeats
  const [first, ...rest] = figure.values
  const withValues = (...values: Figure<unknown>['values']) => ({ ...figures, [name]: { ...figure, values } })

  it('are those that were released, and all of them are recorded', () => {
    expect(faultsOfFigures(recorded, figures)).toEqual([])
    expect(Object.keys(recorded.figures)).toEqual(Object.keys(figures))
  })

  it('may be followed by a value of a later day', () => {
    expect(faultsOfFigures(recorded, withValues(first, ...rest, later))).toEqual([])
  })

  it.each([
    ['is changed', withValues({ ...first, value: 99 }, ...rest), /other values/],
    ['begins on another day', withValues({ ...first, from: '2016-11-02' }, ...rest), /other values/],
    ['has another unit', { ...figures, [name]: { ...figure, unit: 'days' } }, /other values/],
    ['rests on another act', withValues({ ...first, basis: 'another' }, ...rest), /other values/],
    ['is taken away', withValues(later), /other values/],
    [
      'is followed by one that begins on the day of the release',
      withValues(first, ...rest, { ...later, from: recorded.releasedOn }),
      /after the last release/,
    ],
    [
      'is followed by two in the wrong order',
      withValues(first, ...rest, { ...later, from: addYears(day, 1) }, later),
      /order/,
    ],
  ])('are refused when a value %s', (_, changed, fault) => {
    expect(faultsOfFigures(recorded, changed).join()).toMatch(fault)
  })

  it('are refused when one is missing', () => {
    const { [name]: _, ...others } = figures
    expect(faultsOfFigures(recorded, others)).toEqual([`The figure ${name} was released and is not there.`])
  })

  it.each(Object.entries(figures))(
    'may have another value of %s from some later day: what was recorded before stands',
    (_, figure) => {
      const { values } = figure
      const [change = {}] = changesOf(values, values.length - 1)
      const added = {
        ...values.at(-1),
        ...change,
        from: laterThan(values),
      } as DatedValue<unknown>
      withLaterValue(figure, added, () => {
        expect(faultsOfFigures(recorded, figures)).toEqual([])
        for (const [name, item] of released)
          expect(
            [...differencesIn(item, readRecord(recordFolder, name))].map(
              (each) => parseLine(each.recorded).title,
            ),
          ).toEqual([])
      })
    },
  )

  /** A day on which one more value may begin. */
  function laterThan(values: Figure<unknown>['values']): string {
    const last = values.at(-1)?.from ?? ''
    return dayAfter(last > recorded.releasedOn ? last : recorded.releasedOn)
  }

  it('of a city that had no rules begin with null, and bind from after the last release', () => {
    const asks = { from: '2016-11-01', value: { ageMaxYears: 2 }, basis: 'a rule', mark: 'rule' } as const
    const nothing = { ...asks, from: '2016-04-01', value: null }
    const withCity = (...values: Figure<unknown>['values']) => ({
      ...figures,
      'cityVehicleRules.9999': { unit: 'mm of wheelbase, years of age', values },
    })
    expect(faultsOfFigures(recorded, withCity(asks)).join()).toMatch(/must be null/)
    expect(faultsOfFigures(recorded, withCity(nothing, asks)).join()).toMatch(/after the last release/)
    expect(faultsOfFigures(recorded, withCity(nothing, { ...asks, from: day }))).toEqual([])
  })

  const dated = Object.entries(figures).flatMap(([title, { values }]) =>
    values.map((value, index) => [title, value.from, changesOf(values, index), value] as const),
  )
  it.each(dated)(
    'would show it if %s had another value from %s, or had it a day later',
    (_, __, changes, value) => {
      for (const change of changes) expect(isShown(value, change)).toBe(true)
    },
  )
})

/** What a dated value could have been: each number one higher, something for nothing, and all but the first a day later. */
function changesOf(values: Figure<unknown>['values'], index: number): Partial<DatedValue<unknown>>[] {
  const { value, from } = values[index] ?? values[0]
  const others =
    typeof value === 'number'
      ? [value + 1]
      : value === null
        ? [values[index + 1]?.value]
        : Object.entries(value as object).map(([name, number]) => ({
            ...(value as object),
            [name]: number + 1,
          }))
  return [...others.map((other) => ({ value: other })), ...(index === 0 ? [] : [{ from: dayAfter(from) }])]
}

const dayAfter = (day: string): string => daysLater(day, 1)
const dayBefore = (day: string): string => daysLater(day, -1)
const earlier = (a: string, b: string): string => (a < b ? a : b)

function daysLater(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Whether a recorded line is answered otherwise while a dated value is another. */
function isShown(dated: DatedValue<unknown>, change: Partial<DatedValue<unknown>>): boolean {
  const before = { ...dated }
  Object.assign(dated, change)
  try {
    return released.some(([name, item]) => differs(item, readRecord(recordFolder, name)))
  } finally {
    Object.assign(dated, before)
  }
}
