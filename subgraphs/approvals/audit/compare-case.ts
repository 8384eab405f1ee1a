/** Holds a case as it is stored against what the chain says of it, both ways. Pure. */
import { digestOf } from '../judging/canonical.ts'
import { readDetail, rowDigest } from '../store/audit.ts'
import { certificateDigest, registerColumns } from '../store/certificate-digest.ts'
import type { ActRow, ApplicationRow, CertificateRow, DecisionRow, FlagRow, PaperRow } from '../store/rows.ts'
import type { ApplicationState } from '../store/tables/cases.ts'
import { type Act, placeOf, readActs } from './act.ts'
import { compareFlags, comparePaper } from './compare-bound.ts'

/** A case and every act on it, as of one instant. */
export interface StoredCase {
  readonly application: ApplicationRow
  readonly decisions: readonly DecisionRow[]
  readonly certificates: readonly CertificateRow[]
  readonly papers: readonly PaperRow[]
  readonly flags: readonly FlagRow[]
  /** In the order of the chain. */
  readonly acts: readonly ActRow[]
}

/** What differs between a case and the chain, a sentence each; empty where nothing does. */
export function compareCase(stored: StoredCase): string[] {
  const { application, decisions, certificates, papers, flags, acts: rows } = stored
  const acts = readActs(rows)
  return [
    ...compareApplication(application, acts),
    ...compareEach('decision', decisions, acts, {
      action: 'DECIDED',
      idName: 'decisionId',
      differencesOf: decisionDifferences,
    }),
    ...compareEach('certificate', certificates, acts, {
      action: 'CERTIFICATE_ISSUED',
      idName: 'certificateId',
      differencesOf: (row, act) => certificateDifferences(row, act, acts),
    }),
    ...comparePaper(papers, acts),
    ...compareFlags(flags, acts),
  ]
}

/** States an application can be in after an act that was written down without its state, as all were before 2026-11-29. */
const statesAfter: Readonly<Record<string, readonly ApplicationState[]>> = {
  SUBMITTED: ['WAITING_FOR_EVIDENCE'],
  EVALUATED: ['WAITING_FOR_EVIDENCE', 'READY', 'RETURNED'],
  WITHDRAWN: ['WITHDRAWN'],
  'DECIDED APPROVE': ['APPROVED'],
  'DECIDED REFUSE': ['REFUSED'],
  CERTIFICATE_ACCEPTED: ['ISSUED'],
  CERTIFICATE_REJECTED: ['RETURNED'],
}

function statesOf({ action, detail }: Act): readonly unknown[] | undefined {
  if (detail.state !== undefined) return [detail.state]
  return statesAfter[action === 'DECIDED' ? `DECIDED ${String(detail.outcome)}` : action]
}

function compareApplication(application: ApplicationRow, acts: readonly Act[]): string[] {
  const name = `application ${application.id}`
  if (!acts.some(({ action }) => action === 'SUBMITTED'))
    return [`${name}: it is there, and the chain does not know that it was handed in`]
  const last = acts.findLast((act) => statesOf(act) !== undefined)
  const states = (last && statesOf(last)) ?? []
  if (!states.includes(application.state))
    return [
      `${name}: it is ${application.state}, and the chain says ${states.join(' or ')} (${placeOf(last)})`,
    ]
  const bound = last?.detail.applicationDigest
  return bound === undefined || bound === rowDigest(application)
    ? []
    : [`${name}: it is not as the chain last says (${placeOf(last)})`]
}

/** Rows of a case against the acts that made them: each has one, and each act its row. */
function* compareEach<Row extends { readonly id: string; readonly applicationId: string }>(
  kind: string,
  rows: readonly Row[],
  acts: readonly Act[],
  of: {
    readonly action: string
    readonly idName: string
    readonly differencesOf: (row: Row, act: Act) => Iterable<string>
  },
): Generator<string> {
  const made = acts.filter(({ action }) => action === of.action)
  for (const row of rows) {
    const name = `${kind} ${row.id} of application ${row.applicationId}`
    const act = made.find(({ detail }) => detail[of.idName] === row.id)
    if (act === undefined) yield `${name}: it is there, and the chain does not know it`
    else for (const difference of of.differencesOf(row, act)) yield `${name}: ${difference} (${placeOf(act)})`
  }
  for (const act of made) {
    const id = act.detail[of.idName]
    if (!rows.some((row) => row.id === id))
      yield `${kind} ${String(id)} of application ${act.applicationId}: the chain knows it, and it is gone (${placeOf(act)})`
  }
}

function decisionDifferences(decision: DecisionRow, { at, actor, detail }: Act): string[] {
  // Reasons were not in the chain before decisions were bound to it whole.
  const isBound = detail.decisionDigest !== undefined
  const pairs = [
    ['round', decision.round, detail.round],
    ['outcome', decision.outcome, detail.outcome],
    ['verdict', decision.verdict, detail.verdict],
    ['version of the item', decision.itemVersion, detail.itemVersion],
    ['who decided', decision.decidedBy, actor],
    ['when', decision.decidedAt.getTime(), at.getTime()],
    ['snapshot', decision.snapshotDigest, detail.snapshotDigest],
    ['snapshot', digestOf(decision.snapshot), detail.snapshotDigest],
    ['authority', decision.authority, detail.authority ?? null],
    ['facts', decision.factsDigest, detail.factsDigest],
    ['reason', decision.reason, isBound ? (detail.reason ?? null) : decision.reason],
  ] as const
  const named = pairs.flatMap(([name, now, then]) => (now === then ? [] : [name]))
  const isOther = isBound && detail.decisionDigest !== rowDigest(decision)
  if (named.length === 0 && !isOther) return []
  const what = named.length > 0 ? [...new Set(named)] : ['findings, paper or key']
  return [`it is not what was decided: ${what.join(', ')}`]
}

/** Columns that repeat what the issued content says. */
const repeated = [
  'number',
  'item',
  'validFrom',
  'validUntil',
  'onPaper',
  'vin',
  'plateNumber',
  'plateColour',
] as const

function* certificateDifferences(
  certificate: CertificateRow,
  act: Act,
  acts: readonly Act[],
): Generator<string> {
  const { detail } = act
  const content = readDetail(certificate.content)
  if (
    digestOf(certificate.content) !== detail.contentDigest ||
    certificate.contentDigest !== detail.contentDigest
  )
    yield 'its content is not what was issued'
  const other = repeated.filter((column) => certificate[column] !== (content[column] ?? null))
  for (const column of other)
    yield `its ${wordOf(column)} is ${String(certificate[column])}, and what was issued says ${String(content[column])}`
  const isOther =
    detail.certificateDigest !== undefined && detail.certificateDigest !== certificateDigest(certificate)
  if (isOther && other.length === 0) yield 'it is not the certificate that was issued'
  const { state, said } = standingAfter(certificate, acts)
  if (certificate.state !== state) yield `it is ${certificate.state}, and the chain says ${state}`
  for (const column of registerColumns)
    if (certificate[column] !== (said[column] ?? null))
      yield `its ${wordOf(column)} is ${String(certificate[column])}, and the chain says ${String(said[column] ?? null)}`
}

/** The column as the database calls it. */
const wordOf = (column: string): string => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** What a certificate is after each act on it that does not say so itself. */
const certificateStates: Readonly<Record<string, string>> = {
  CERTIFICATE_ISSUED: 'PENDING',
  CERTIFICATE_ACCEPTED: 'VALID',
  CERTIFICATE_REJECTED: 'REJECTED',
}

/** How a certificate stands by the last act that says so, and what that act says of the register's word. */
function standingAfter(
  { id }: CertificateRow,
  acts: readonly Act[],
): { state: unknown; said: Readonly<Record<string, unknown>> } {
  const last = acts.findLast(
    ({ action, detail }) =>
      (action in certificateStates || action === 'CERTIFICATE_STATED') && detail.certificateId === id,
  )
  return last?.action === 'CERTIFICATE_STATED'
    ? { state: last.detail.certificateState, said: last.detail }
    : { state: certificateStates[last?.action ?? ''], said: {} }
}
