/** The trials of a released version: every situation its rules are shown in, made from its case data. */
import { vouchedAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { durationMs, shanghaiDay } from '@one-visit/schema/time.ts'
import type { Subjects } from '../catalogue/check.ts'
import type { UnknownReason } from '../catalogue/fact.ts'
import type { Item } from '../catalogue/items/index.ts'
import type { Parties } from '../catalogue/parties.ts'
import { canonicalJson } from '../judging/canonical.ts'
import { type Decision, decideBy } from '../judging/decide.ts'
import {
  type AnswerFault,
  type EvidenceAnswer,
  type EvidenceTable,
  evidencePlaces,
  readEvidence,
} from '../judging/evidence.ts'
import type { ConfirmedPaper, Snapshot } from '../judging/snapshot.ts'
import {
  type AnswerTree,
  type Changes,
  changed,
  confirmationOf,
  confirmedAll,
  type ItemCase,
  type Limit,
  paperFor,
  sidesOf,
  type Variation,
} from './item-case.ts'

/** What the graph answered, told by what differs from the good answer. */
export interface Heard {
  readonly given?: Changes
  /** The instant at which every source confirmed what it said, where it is not that of the good answer. */
  readonly confirmedAt?: string
  readonly errors?: readonly AnswerFault[]
  /** Why there was no answer at all. */
  readonly failed?: string
}

/** One situation: who asks what, what the graph answered, and what was entered on paper. */
export interface Trial {
  /** Says what is tried; no two trials of a version have the same. */
  readonly title: string
  /** RFC 3339. */
  readonly asOf: string
  /** What differs from the subjects of the good case. */
  readonly subjects?: Partial<Subjects>
  /** Whom the case is between, where it is not as in the good case. */
  readonly parties?: Parties
  readonly heard: Heard
  readonly paper?: readonly ConfirmedPaper[]
  /** A later look at the certificate the decision leads to. */
  readonly review?: { readonly asOf: string; readonly heard: Heard }
}

/** What trials are told against, and read with. */
export interface TrialGround {
  readonly subjects: Subjects
  readonly parties?: Parties
  /** The good answer. */
  readonly answer: AnswerTree
  /** Source and greatest age of evidence, by coordinate. */
  readonly evidence: EvidenceTable
}

/** What a trial led to. */
export interface Judged extends Decision {
  readonly snapshot: Snapshot
}

/** The answer a trial tells of, whole. */
function answerOf(good: AnswerTree, { given = {}, confirmedAt, errors = [], failed }: Heard): EvidenceAnswer {
  if (failed !== undefined) return { kind: 'failed', why: failed }
  const data = changed(good, given)
  return {
    kind: 'answered',
    data: confirmedAt === undefined ? data : confirmedAll(data, confirmedAt),
    errors,
  }
}

/** Judges a trial by the rules given, on evidence read as a stored snapshot reads it. */
export function judgeTrial(
  item: Item,
  ground: TrialGround,
  { asOf, subjects, parties, heard, paper }: Trial,
): Judged {
  return judgeAnswer(item, ground.evidence, {
    asOf,
    subjects: { ...ground.subjects, ...subjects },
    parties: parties ?? ground.parties ?? {},
    answer: answerOf(ground.answer, heard),
    paper: paper ?? [],
  })
}

/** The last version of each item whose vectors were recorded while an empty list was read as one that holds nothing. */
const takesEmptyListsUntil: Readonly<Record<string, number>> = { 'FRT-01': 4, 'RHL-02': 5 }

/** Judges an answer of the graph. */
export function judgeAnswer(
  item: Item,
  table: EvidenceTable,
  { asOf, subjects, parties, answer, paper }: AnswerToJudge,
): Judged {
  const instant = new Date(asOf)
  const takesEmptyLists = item.version <= (takesEmptyListsUntil[item.code] ?? 0)
  const reading = { table, asOf: instant, takesEmptyLists }
  const read: Snapshot = {
    applicationId: 'a1b2c3d4-0000-4000-8000-000000000001',
    round: 1,
    itemVersion: item.version,
    asOf: instant.toISOString(),
    day: shanghaiDay(instant),
    subjects,
    evidence: readEvidence(item.evidence, item.variables(subjects), answer, reading),
    paper,
    ...parties,
  }
  const snapshot = JSON.parse(canonicalJson(read)) as Snapshot
  return { ...decideBy(item, snapshot), snapshot }
}

interface AnswerToJudge {
  readonly asOf: string
  readonly subjects: Subjects
  readonly parties: Parties
  readonly answer: EvidenceAnswer
  readonly paper: readonly ConfirmedPaper[]
}

/** A day's noon in Beijing. */
const noonOf = (day: string): string => `${day}T04:00:00.000Z`
/** Eight in the morning of that day. */
const morningOf = (day: string): string => `${day}T00:00:00.000Z`

const dayMs = 86_400_000
function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}

/** What the trials of a version are told against today. */
export function groundOfTrials({ subjects, parties, good }: ItemCase, evidence: EvidenceTable): TrialGround {
  return {
    subjects,
    ...(parties && { parties }),
    answer: good(),
    evidence,
  }
}

/** The good case, with nothing changed. */
export function goodTrial({ asOf }: ItemCase): Trial {
  return {
    title: 'everything is in order',
    asOf,
    heard: {},
  }
}

/** The good case with what a variation gives in its place, judged on the day of the good case. */
export function variationTrial(
  { asOf }: ItemCase,
  { check, what, given, subjects, parties }: Variation,
): Trial {
  return {
    title: `${check}: ${what}`,
    asOf,
    ...(subjects && { subjects }),
    ...(parties && { parties }),
    heard: { given },
  }
}

/** The three trials of a limit, in the order of `expect`. */
export function limitTrials({ asOf }: ItemCase, limit: Limit): [Trial, Trial, Trial] {
  const { of, what, given = {}, subjects } = limit
  const trial = (side: 0 | 1 | 2): Trial => {
    const start = {
      title: `${of}: ${what}, ${sidesOf(limit)[side]}`,
      asOf,
      ...(subjects && { subjects }),
    }
    if (!('day' in limit))
      return { ...start, heard: { given: { ...given, [limit.path]: limit.values[side] } } }
    const day = dayFrom(limit.day, side - 1)
    return { ...start, asOf: noonOf(day), heard: { given, confirmedAt: morningOf(day) } }
  }
  return [trial(0), trial(1), trial(2)]
}

/** What a version is tried with: the good case, its variations, three sides of each limit, silence, paper, later looks. */
export function trialsOf(itemCase: ItemCase, item: Item, table: EvidenceTable): Trial[] {
  const { failing, undecided, passing, limits } = itemCase
  return [
    goodTrial(itemCase),
    ...[...failing, ...undecided, ...passing].map((variation) => variationTrial(itemCase, variation)),
    ...limits.flatMap((limit) => limitTrials(itemCase, limit)),
    ...silenceTrials(itemCase, item, table),
    ...paperTrials(itemCase, item, table),
    ...reviewTrials(itemCase),
  ]
}

/** Reasons why nothing can be said of a fact, and what is wrong with it then; `age` is how long ago it was confirmed. */
const spoilings: readonly { reason: UnknownReason; given?: Changes; age?: (maxAgeMs: number) => number }[] = [
  { reason: 'NO_ENVELOPE', given: { '': null } },
  { reason: 'STALE', given: { '.status': 'STALE' } },
  { reason: 'UNAVAILABLE', given: { '.status': 'UNAVAILABLE' } },
  { reason: 'CONFLICTING', given: { '.status': 'CONFLICTING' } },
  { reason: 'OTHER_SUBJECT', given: { '.subject': 'LSVAA2BR9HN012345' } },
  { reason: 'TOO_OLD', age: (maxAgeMs) => maxAgeMs + 1 },
  { reason: 'AHEAD', age: () => -vouchedAheadMaxMs - 1 },
]

/** One trial for each reason why nothing can be said; the facts take turns. And the last ages at which all is said. */
function silenceTrials(itemCase: ItemCase, item: Item, table: EvidenceTable): Trial[] {
  const { asOf } = itemCase
  const good = itemCase.good()
  const places = evidencePlaces(item.evidence, item.variables(itemCase.subjects), table).map(
    ({ path, coordinate }) => ({
      path: path.join('.'),
      maxAgeMs: durationMs(table[coordinate]?.maxAge ?? 'PT0S'),
    }),
  )
  const placeOf = (turn: number) => places[turn % places.length] ?? { path: '', maxAgeMs: 0 }
  const confirmedBefore = (ageMs: number): string => new Date(Date.parse(asOf) - ageMs).toISOString()
  const spoilt = spoilings.map(({ reason, given = {}, age }, turn): Trial => {
    const { path, maxAgeMs } = placeOf(turn)
    const changes = Object.entries(given).map(([end, value]) => [`${path}${end}`, value])
    const aged = age ? confirmationOf(good, path, confirmedBefore(age(maxAgeMs))) : {}
    return {
      title: `${reason}: ${path}`,
      asOf,
      heard: { given: { ...Object.fromEntries(changes), ...aged } },
    }
  })
  const faulty = placeOf(spoilings.length).path
  const list = places.find(({ path }) => isPresentList(good, path))?.path
  const everyAge = (title: string, age: (maxAgeMs: number) => number): Trial => ({
    title,
    asOf,
    heard: {
      given: Object.assign(
        {},
        ...places.map(({ path, maxAgeMs }) => confirmationOf(good, path, confirmedBefore(age(maxAgeMs)))),
      ),
    },
  })
  return [
    ...spoilt,
    { title: `ERROR: ${faulty}`, asOf, heard: { errors: [{ path: [...faulty.split('.'), 'record'] }] } },
    { title: 'NO_ANSWER: nobody answered', asOf, heard: { failed: 'deadline' } },
    ...(list === undefined
      ? []
      : [{ title: `INCOMPLETE: ${list}`, asOf, heard: { given: { [`${list}.complete`]: false } } }]),
    everyAge('every source confirmed as long ago as it may', (maxAgeMs) => maxAgeMs),
    everyAge('every source confirmed 1 ms longer ago than it may', (maxAgeMs) => maxAgeMs + 1),
    everyAge('every clock is ahead as far as it may', () => -vouchedAheadMaxMs),
  ]
}

function isPresentList(good: AnswerTree, path: string): boolean {
  const [root = '', field = ''] = path.split('.')
  const fact = good[root]?.[field] as Record<string, unknown>
  return 'records' in fact && fact.status === 'PRESENT'
}

/** What confirmed paper does: for all checks while nobody answers, and where it carries the whole decision. */
function paperTrials(itemCase: ItemCase, item: Item, table: EvidenceTable): Trial[] {
  const { asOf } = itemCase
  const ground = groundOfTrials(itemCase, table)
  const paper = (codes: readonly string[]): ConfirmedPaper[] => paperFor(itemCase, codes, itemCase.good())
  const places = evidencePlaces(item.evidence, item.variables(itemCase.subjects), table)
  const carrying = places.flatMap(({ path }): Trial[] => {
    const where = path.join('.')
    const silent: Trial = {
      title: `on paper while ${where} is not to be had`,
      asOf,
      heard: { given: { [`${where}.status`]: 'UNAVAILABLE' } },
    }
    const unknown = judgeTrial(item, ground, silent).findings.flatMap(({ code, verdict }) =>
      verdict === 'UNKNOWN' ? [code] : [],
    )
    return unknown.every((code) => item.paperAllowed.includes(code))
      ? [{ ...silent, paper: paper(unknown) }]
      : []
  })
  return [
    {
      title: 'paper for every check while nobody answers',
      asOf,
      heard: { failed: 'deadline' },
      paper: paper(item.checks.map(({ code }) => code)),
    },
    ...carrying.slice(0, 1),
  ]
}

function reviewTrials({ asOf, reviews }: ItemCase): Trial[] {
  return reviews.map(({ what, day, given }) => ({
    title: `later: ${what}`,
    asOf,
    heard: {},
    review: { asOf: noonOf(day), heard: { given, confirmedAt: morningOf(day) } },
  }))
}

/** What an item's test judges with. */
export interface ItemHarness {
  readonly itemCase: ItemCase
  readonly item: Item
  readonly ground: TrialGround
  /** Judges an answer; what is not said is as in the good case. */
  judge(answer: AnswerTree, options?: JudgeOptions): Judged
  /** Verdict of one check. */
  verdictOf(check: string, answer: AnswerTree, options?: JudgeOptions): string | undefined
  /** Paths of all evidence the item asks for, `root.field`. */
  readonly paths: readonly string[]
}

/** What a judgement is made with, beside the answer. */
export interface JudgeOptions {
  asOf?: string
  answer?: EvidenceAnswer
  subjects?: Partial<Subjects>
  parties?: Parties
  paper?: readonly ConfirmedPaper[]
}
