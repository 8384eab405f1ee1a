import { readEvidenceTable } from '@one-visit/schema/load.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import type { Subjects } from '../catalogue/check.ts'
import { getItemVersion } from '../catalogue/items/index.ts'
import { type ConfirmedPaper, type Decision, decide, type Snapshot } from '../judging/decide.ts'
import { type EvidenceAnswer, evidencePlaces, readEvidence } from '../judging/evidence.ts'

/** An answer of the graph as a plain tree that tests change before it is read. */
export type AnswerTree = Record<string, Record<string, unknown>>

/** The harness of one item: a case that passes, to be spoilt one fact at a time. */
export interface ItemHarness {
  /** The whole answer, in which every check passes. */
  good(): AnswerTree
  /** Judges an answer as of an instant. */
  judge(answer: AnswerTree, options?: JudgeOptions): Decision & { snapshot: Snapshot }
  verdictOf(code: string, answer: AnswerTree, options?: JudgeOptions): string | undefined
  /** Paths of all evidence the item asks for, `root.field`. */
  paths: readonly string[]
}

/** What a judgement is made with, beside the answer. */
export interface JudgeOptions {
  asOf?: string
  answer?: EvidenceAnswer
  subjects?: Partial<Subjects>
  paper?: readonly ConfirmedPaper[]
}

/** An envelope around a record or records, vouched for at an instant. */
export function envelope(
  source: string,
  subject: string,
  content: { record: object } | { records: readonly object[] },
  confirmedAt = '2026-06-01T00:00:00.000Z',
): Record<string, unknown> {
  return {
    status: 'PRESENT',
    source: { id: source, name: source, authority: '机关' },
    subject,
    confirmedAt,
    observedAt: confirmedAt,
    revision: `${source}-1`,
    ...('records' in content ? { records: content.records, complete: true } : content),
  }
}

/** Makes the harness of an item's first version. */
export function itemHarness(
  code: string,
  subjects: Subjects,
  good: () => AnswerTree,
  now = '2026-06-01T01:00:00.000Z',
): ItemHarness {
  const item = getItemVersion(code, 1)
  const table = readEvidenceTable()
  const variables = item.variables(subjects)

  const judge: ItemHarness['judge'] = (tree, options = {}) => {
    const asOf = new Date(options.asOf ?? now)
    const answer = options.answer ?? { kind: 'answered', data: tree, errors: [] }
    const snapshot: Snapshot = {
      applicationId: 'a',
      round: 1,
      itemVersion: 1,
      asOf: asOf.toISOString(),
      day: shanghaiDay(asOf),
      subjects: { ...subjects, ...options.subjects },
      evidence: readEvidence(item.evidence, variables, answer, { table, asOf }),
      paper: options.paper ?? [],
    }
    return { ...decide(snapshot), snapshot }
  }
  return {
    good,
    judge,
    verdictOf: (check, tree, options) =>
      judge(tree, options).findings.find((finding) => finding.code === check)?.verdict,
    paths: evidencePlaces(item.evidence, variables, table).map(({ path }) => path.join('.')),
  }
}

/** A copy of an answer in which one thing is different; a path is `root.field.record.…`. */
export function spoilt(tree: AnswerTree, path: string, value: unknown): AnswerTree {
  const copy = structuredClone(tree)
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  const parent = parts.reduce<Record<string, unknown>>(
    (node, part) => node[part] as Record<string, unknown>,
    copy,
  )
  parent[last] = value
  return copy
}
