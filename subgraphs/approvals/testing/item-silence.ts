import fc from 'fast-check'
import { print } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Item } from '../catalogue/items/index.ts'
import { canonicalJson } from '../judging/canonical.ts'
import { decideBy } from '../judging/decide.ts'
import { factsOf } from '../judging/evidence.ts'
import type { ConfirmedPaper } from '../judging/snapshot.ts'
import {
  type AnswerTree,
  type Changes,
  changed,
  confirmationOf,
  confirmedAll,
  paperFor,
} from './item-case.ts'
import type { ItemHarness, JudgeOptions } from './trial.ts'

/** What becomes of an item whose sources are silent, wrong or not to be relied on. */
export function describeSilence(harness: ItemHarness): void {
  const { itemCase, judge } = harness
  const asOfMs = Date.parse(itemCase.asOf)
  const instant = (offsetMs: number): string => new Date(asOfMs + offsetMs).toISOString()

  describe.each(harness.paths)('%s', (path) => {
    const touched = (tree: AnswerTree, options: JudgeOptions = {}): string[] => {
      const { findings, verdict } = judge(tree, options)
      expect(verdict).toBe('UNKNOWN')
      return findings.filter((finding) => finding.verdict === 'UNKNOWN').map(({ code }) => code)
    }
    const without = touched(changed(itemCase.good(), { [path]: null }))

    it('leaves open its own checks and no other when it is null', () => {
      expect(without.length).toBeGreaterThan(0)
      expect(without.length).toBeLessThan(harness.item.checks.length)
    })
    it.each(['STALE', 'UNAVAILABLE', 'CONFLICTING'])('is UNKNOWN when it is %s', (status) => {
      expect(touched(changed(itemCase.good(), { [`${path}.status`]: status }))).toEqual(without)
    })
    it('says since when a silent source confirmed nothing, except in a snapshot of before it was kept', () => {
      const since = '2026-05-30T16:05:59.999Z'
      const { findings, snapshot } = judge(
        changed(itemCase.good(), { [`${path}.status`]: 'STALE', [`${path}.confirmedAt`]: since }),
      )
      for (const { text, textEn } of findings.filter(({ verdict }) => verdict === 'UNKNOWN')) {
        expect(text).toContain('自2026-05-31 00:05起未再确认')
        expect(textEn).toContain('nothing since 2026-05-31 00:05 (UTC+8)')
      }
      const [root = '', field = ''] = path.split('.')
      const before = structuredClone(snapshot)
      const told = before.evidence[root]?.[field] as { silentSince?: string }
      delete told.silentSince
      const then = decideBy(harness.item, before).findings
      for (const { text } of then.filter(({ verdict }) => verdict === 'UNKNOWN'))
        expect(text).toContain('来源数据滞后')
      expect(canonicalJson(factsOf(before.evidence))).toBe(canonicalJson(factsOf(snapshot.evidence)))
    })
    it.each([
      ['speaks of another subject', 'subject', 'LSVAA2BR9HN012345'],
      ['comes from another source', 'source', { id: 'somebody', name: 'x', authority: 'x' }],
      ['was never confirmed', 'confirmedAt', null],
      ['was confirmed too long ago', 'confirmedAt', '2025-01-01T00:00:00.000Z'],
      ['was confirmed in the future', 'confirmedAt', instant(120_001)],
      ['was confirmed at no time one can read', 'confirmedAt', 'yesterday'],
    ])('is UNKNOWN when it %s', (_, field, value) => {
      const good = itemCase.good()
      const change =
        field === 'confirmedAt' ? confirmationOf(good, path, value) : { [`${path}.${field}`]: value }
      expect(touched(changed(good, change))).toEqual(without)
    })
    it('names what is unread and who is behind, where it asks for them', () => {
      if (!asksForUnread(harness.item)) return
      const since = '2026-05-30T16:05:59.999Z'
      const told = (change: object): string[] => {
        const changes = Object.entries({ status: 'STALE', ...change })
        const given = Object.fromEntries(changes.map(([name, value]) => [`${path}.${name}`, value]))
        const { findings } = judge(changed(itemCase.good(), given))
        return findings.flatMap(({ verdict, text, textEn }) => (verdict === 'UNKNOWN' ? [text, textEn] : []))
      }
      const unread = told({ unreadSince: since })
      expect(unread.length).toBe(2 * without.length)
      for (const text of unread) expect(text).toMatch(/自2026-05-31 00:05起.*未能读取|could not be read/)
      for (const text of told({ behind: { name: '一站', since } })) expect(text).toContain('一站')
    })
    it('is UNKNOWN when an error touches it, above or below', () => {
      const [root = '', field = ''] = path.split('.')
      for (const fault of [
        [root, field],
        [root, field, 'record', 'letters', 0],
      ])
        expect(
          touched({}, { answer: { kind: 'answered', data: itemCase.good(), errors: [{ path: fault }] } }),
        ).toEqual(without)
    })
  })

  it('passes nothing that rests on a source when nobody answered or an error touches everything', () => {
    const withoutSource = new Set(
      harness.item.checks.flatMap(({ code }) =>
        harness.paths.every((path) => judgedWithout(harness, path, code) === 'PASS') ? [code] : [],
      ),
    )
    for (const answer of [
      { kind: 'failed' as const, why: 'deadline' },
      { kind: 'answered' as const, data: itemCase.good(), errors: [{}] },
      { kind: 'answered' as const, data: null, errors: [] },
      { kind: 'answered' as const, data: 'html', errors: [] },
    ]) {
      const open = judge({}, { answer }).findings.filter(({ code }) => !withoutSource.has(code))
      expect(open.filter(({ verdict }) => verdict !== 'UNKNOWN')).toEqual([])
    }
  })

  it('never becomes better when evidence is taken away', () => {
    const rank = { FAIL: 0, UNKNOWN: 1, PASS_ON_PAPER: 2, PASS: 3 }
    const [failure] = itemCase.failing
    fc.assert(
      fc.property(
        fc.subarray([...harness.paths]),
        fc.constantFrom('UNAVAILABLE', 'STALE', 'CONFLICTING'),
        fc.boolean(),
        (gone, status, fails) => {
          const start = fails ? changed(itemCase.good(), failure?.given ?? {}) : itemCase.good()
          const taken = gone.reduce((tree, path) => changed(tree, { [`${path}.status`]: status }), start)
          const { verdict } = judge(taken)
          expect(verdict === 'PASS').toBe(gone.length === 0 && !fails)
          if (gone.length > 0) expect(rank[verdict]).toBeLessThan(rank.PASS)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has the same facts whenever they were observed, and other facts when one changes', () => {
    const digest = (tree: AnswerTree): string => canonicalJson(factsOf(judge(tree).snapshot.evidence))
    expect(digest(confirmedAll(itemCase.good(), instant(-60_000)))).toBe(digest(itemCase.good()))
    for (const { given, subjects, parties } of itemCase.failing)
      if (subjects === undefined && parties === undefined)
        expect(digest(changed(itemCase.good(), given))).not.toBe(digest(itemCase.good()))
  })
}

function judgedWithout({ itemCase, verdictOf }: ItemHarness, path: string, code: string): string | undefined {
  return verdictOf(code, changed(itemCase.good(), { [path]: null }))
}

/** Where paper takes the place of a silent source, and where nothing does. */
export function describePaper({ itemCase, item, judge, paths }: ItemHarness): void {
  it('takes paper only where paper is allowed and the source is silent', () => {
    for (const path of paths) {
      const silent = changed(itemCase.good(), { [path]: null })
      const codes = item.checks.map(({ code }) => code)
      const paper = paperFor(itemCase, codes, itemCase.good())
      const found = judge(silent, { paper }).findings
      const before = judge(silent).findings
      for (const [index, { code, verdict }] of before.entries()) {
        const expected = verdict === 'UNKNOWN' && item.paperAllowed.includes(code) ? 'PASS_ON_PAPER' : verdict
        expect(found[index]?.verdict).toBe(expected)
      }
    }
    for (const { check, given, subjects = {}, parties } of itemCase.failing) {
      const paper = paperFor(itemCase, [check], itemCase.good())
      const options = { subjects, paper, ...(parties && { parties }) }
      expect(judge(changed(itemCase.good(), given), options).verdict).toBe('FAIL')
    }
  })
  describePaperRules({ itemCase, item, judge, paths })
}

/** What paper has to state, and against whom it stands, where the version says so. */
function describePaperRules({
  itemCase,
  item,
  judge,
  paths,
}: Pick<ItemHarness, 'itemCase' | 'item' | 'judge' | 'paths'>): void {
  const { paper: rules } = item
  if (rules === undefined) return
  const codes = item.checks.map(({ code }) => code)
  const onPaper = (given: Changes, paper: readonly ConfirmedPaper[]): Map<string, string> =>
    new Map(
      judge(changed(itemCase.good(), given), { paper }).findings.map(({ code, verdict }) => [code, verdict]),
    )

  it('says of every check that takes paper what it states, and how a check judges the day', () => {
    expect(Object.keys(rules).toSorted()).toEqual([...item.paperAllowed].toSorted())
    const judging = item.checks.flatMap(({ code, onPaper: judged }) => (judged === undefined ? [] : [code]))
    const stating = Object.entries(rules).flatMap(([code, { states }]) => (states === null ? [] : [code]))
    expect(judging.toSorted()).toEqual(stating.toSorted())
    expect(Object.keys(itemCase.paperDays ?? {}).toSorted()).toEqual(stating.toSorted())
  })

  it.each(paths)('takes no paper for %s without the day it has to state, nor with one that fails', (path) => {
    const whole = paperFor(itemCase, codes, itemCase.good())
    const found = onPaper({ [path]: null }, whole)
    const without = onPaper(
      { [path]: null },
      whole.map(({ day: _, ...paper }) => paper),
    )
    const past = onPaper(
      { [path]: null },
      whole.map((paper) => (paper.day === undefined ? paper : { ...paper, day: '1990-01-01' })),
    )
    for (const [code, verdict] of found) {
      if (verdict !== 'PASS_ON_PAPER') continue
      const isStated = rules[code]?.states !== null
      expect([code, without.get(code)]).toEqual([code, isStated ? 'UNKNOWN' : 'PASS_ON_PAPER'])
      expect([code, past.get(code)]).toEqual([code, isStated ? 'FAIL' : 'PASS_ON_PAPER'])
    }
  })

  it.each(paths)('lets paper outweigh a contradiction of %s only where it says so', (path) => {
    const paper = paperFor(itemCase, codes, itemCase.good())
    const silent = onPaper({ [`${path}.status`]: 'UNAVAILABLE' }, paper)
    const contradicted = onPaper({ [`${path}.status`]: 'CONFLICTING' }, paper)
    for (const [code, verdict] of silent) {
      if (verdict !== 'PASS_ON_PAPER') continue
      const expected = rules[code]?.outweighsConflict ? 'PASS_ON_PAPER' : 'UNKNOWN'
      expect([code, contradicted.get(code)]).toEqual([code, expected])
    }
  })
}

/** Whether a version asks since when something is unread; the first ones do not. */
function asksForUnread({ evidence }: Pick<Item, 'evidence'>): boolean {
  return print(evidence).includes('unreadSince')
}
