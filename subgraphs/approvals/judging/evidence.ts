import { vouchedAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import { durationMs, shanghaiMinute } from '@one-visit/schema/time.ts'
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Fact, OwnMarks, UnknownReason } from '../catalogue/fact.ts'
import { subjectKindList } from '../catalogue/subjects.ts'

/** Coordinates that carry evidence, with the oldest confirmation a decision may rest on: schema/evidence.json. */
export type EvidenceTable = Readonly<Record<string, { source: string; maxAge: string }>>

/** What came back for an evidence document. */
export type EvidenceAnswer =
  | { kind: 'answered'; data: unknown; errors: readonly AnswerFault[] }
  /** Nothing that could be read came in time. */
  | { kind: 'failed'; why: string }

/** A fault of an answer, wherever it was told: `errors`, or a value-completion trace. */
export interface AnswerFault {
  path?: readonly (string | number)[] | undefined
}

/** The roots an evidence document may begin with, by field. */
const roots = new Map(subjectKindList.map(({ root }) => [root.field, root]))

/** Facts whose subject is the entity and an argument, not the entity alone. */
const composedSubjects: Readonly<Record<string, string>> = {
  'Platform.permit': 'division',
  'Office.delegation': 'item',
  'Office.delegations': 'item',
}

const responseKey = (field: FieldNode): string => field.alias?.value ?? field.name.value

const statuses = new Set(['PRESENT', 'CONFIRMED_ABSENT', 'STALE', 'UNAVAILABLE', 'CONFLICTING'])

/** Where in a document evidence is, and what it must be about. */
interface EvidencePlace {
  path: readonly string[]
  coordinate: string
  /** Who must vouch for it. */
  source: string
  /** Oldest confirmation that counts, an ISO 8601 duration. */
  maxAge: string
  subject: string
  /** The entity's own key field, to compare with what was asked; undefined where the document does not select it. */
  keyPath: readonly string[] | undefined
  key: string
}

/** Every place of a document that carries evidence, found by the coordinates of schema/evidence.json. */
export function evidencePlaces(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  table: EvidenceTable,
): EvidencePlace[] {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )
  return fieldsOf(operation?.selectionSet).flatMap((root) => {
    const known = roots.get(root.name.value)
    if (known === undefined)
      throw new Error(
        `An evidence document begins with ${[...roots.keys()].join(' or ')}, not with ${root.name.value}.`,
      )
    const key = String(argumentsOf(root, variables)[known.key] ?? '')
    const members = fieldsOf(root.selectionSet)
    const keyField = members.find(({ name }) => name.value === known.key)
    return members.flatMap((field) => {
      const coordinate = `${known.type}.${field.name.value}`
      const expected = table[coordinate]
      if (expected === undefined) return []
      const extra = composedSubjects[coordinate]
      return [
        {
          path: [responseKey(root), responseKey(field)],
          coordinate,
          ...expected,
          key,
          subject: extra === undefined ? key : `${key}/${String(argumentsOf(field, variables)[extra])}`,
          keyPath: keyField && [responseKey(root), responseKey(keyField)],
        },
      ]
    })
  })
}

function fieldsOf(selection: SelectionSetNode | undefined): FieldNode[] {
  return (selection?.selections ?? []).filter((node): node is FieldNode => node.kind === Kind.FIELD)
}

function argumentsOf(
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    (field.arguments ?? []).map(({ name, value }) => [
      name.value,
      valueFromASTUntyped(value, { ...variables }),
    ]),
  )
}

const nobody = (source: string): Fact['source'] => ({ id: source, name: source, authority: '' })

/** Evidence as it is kept: envelopes by root and field. */
export type EvidenceTree = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** How an answer is read. */
interface Reading {
  table: EvidenceTable
  asOf: Date
  /** Evidence of the same document and subjects that was read before: what a room says no more by an error stands as it said it. */
  before?: EvidenceTree | undefined
  /** Takes a list that is there and empty for one that holds nothing, as vectors were recorded at first. */
  takesEmptyLists?: boolean
}

/**
 * Reads an answer into evidence: the tree the document describes, in which every envelope is there and says in `unknown`
 * whether it must not be relied on. Absence of an answer is never evidence of absence: whatever is missing, late,
 * faulty, too old, ahead of time or about somebody else is UNKNOWN for its own source and for no other. A record of a list
 * that says when it was confirmed, or whether it is contradicted, is marked by that besides.
 */
export function readEvidence(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  answer: EvidenceAnswer,
  { table, asOf, before, takesEmptyLists = false }: Reading,
): Record<string, Record<string, unknown>> {
  const tree: Record<string, Record<string, unknown>> = {}
  for (const place of evidencePlaces(document, variables, table)) {
    const [root = '', field = ''] = place.path
    const now = answer.kind === 'failed' ? 'NO_ANSWER' : reasonFor(place, answer, { asOf, takesEmptyLists })
    const heard = now === 'ERROR' ? heardBefore(before, place) : undefined
    const reason = heard === undefined ? now : reasonOf(heard, place, asOf)
    const given = heard ?? (answer.kind === 'answered' ? at(answer.data, place.path) : undefined)
    const envelope = isEnvelope(given)
      ? given
      : {
          status: 'UNAVAILABLE' as const,
          source: nobody(place.source),
          subject: place.subject,
        }
    tree[root] = {
      ...tree[root],
      [field]: {
        ...envelope,
        ...markedRecords(envelope, place, asOf),
        unknown: reason ?? null,
        ...silence(reason, envelope),
      },
    }
  }
  return tree
}

function reasonFor(
  place: EvidencePlace,
  answer: Extract<EvidenceAnswer, { kind: 'answered' }>,
  { asOf, takesEmptyLists }: { asOf: Date; takesEmptyLists: boolean },
): UnknownReason | undefined {
  if (answer.errors.some((fault) => touches(fault, place.path))) return 'ERROR'
  const envelope = at(answer.data, place.path)
  if (!isEnvelope(envelope)) return 'NO_ENVELOPE'
  // Whoever has none says CONFIRMED_ABSENT: what a list held that is there and empty got lost.
  if (!takesEmptyLists && envelope.status === 'PRESENT' && isEmptyList(envelope.records)) return 'NO_ENVELOPE'
  const isOfOtherEntity = place.keyPath !== undefined && at(answer.data, place.keyPath) !== place.key
  return reasonOf(envelope, place, asOf, isOfOtherEntity)
}

/** Why an envelope must not be relied on as of an instant. */
function reasonOf(
  envelope: Record<string, unknown> & Fact,
  place: EvidencePlace,
  asOf: Date,
  isOfOtherEntity = false,
): UnknownReason | undefined {
  if (envelope.status === 'STALE' || envelope.status === 'UNAVAILABLE' || envelope.status === 'CONFLICTING')
    return envelope.status
  if (isOfOtherEntity || isOfAnother(envelope, place)) return 'OTHER_SUBJECT'
  const { record } = envelope
  if (envelope.status === 'PRESENT' && 'record' in envelope && !isObject(record)) return 'NO_ENVELOPE'
  return listReason(envelope) ?? ageReason(envelope, place.maxAge, asOf)
}

/** Reasons that are no word of a source. */
const unheard: readonly unknown[] = ['ERROR', 'NO_ANSWER', 'NO_ENVELOPE'] satisfies UnknownReason[]

/** What a source said of a place before; undefined where it said nothing then. */
function heardBefore(
  before: EvidenceTree | undefined,
  { path }: EvidencePlace,
): (Record<string, unknown> & Fact) | undefined {
  const envelope = at(before, path)
  return isEnvelope(envelope) && !unheard.includes(envelope.unknown) ? envelope : undefined
}

function isOfAnother({ subject, source }: Fact, place: EvidencePlace): boolean {
  return subject !== place.subject || source.id !== place.source
}

/** The records of a list, each that speaks of itself with the reason why it must not be relied on, or null. */
function markedRecords(
  envelope: Record<string, unknown> & Fact,
  place: EvidencePlace,
  asOf: Date,
): { records?: readonly unknown[] } {
  const { records } = envelope
  if (!Array.isArray(records) || !records.some(speaksOfItself)) return {}
  const isForeign = isOfAnother(envelope, place)
  return {
    records: records.map((record: unknown) =>
      speaksOfItself(record)
        ? { ...record, unknown: isForeign ? 'OTHER_SUBJECT' : ownReason(record, place.maxAge, asOf) }
        : record,
    ),
  }
}

function speaksOfItself(record: unknown): record is OwnMarks & Record<string, unknown> {
  return isObject(record) && ('confirmedAt' in record || 'contradicted' in record)
}

function ownReason(record: OwnMarks, maxAge: string, asOf: Date): UnknownReason | null {
  return record.contradicted === true ? 'CONFLICTING' : (ageReason(record, maxAge, asOf) ?? null)
}

/** Whether a fault lies on a path, above it or below it; a fault without a path touches everything. */
function touches(fault: AnswerFault, path: readonly string[]): boolean {
  return (
    fault.path === undefined ||
    fault.path.every((part, index) => index >= path.length || part === path[index])
  )
}

function at(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), tree)
}

function isEnvelope(value: unknown): value is Record<string, unknown> & Fact {
  return (
    isObject(value) &&
    statuses.has(String(value.status)) &&
    isObject(value.source) &&
    typeof value.source.id === 'string' &&
    typeof value.subject === 'string'
  )
}

const isEmptyList = (records: unknown): boolean => Array.isArray(records) && records.length === 0

function listReason(envelope: Record<string, unknown>): UnknownReason | undefined {
  if (!('records' in envelope)) return undefined
  if (!Array.isArray(envelope.records)) return 'NO_ENVELOPE'
  return envelope.complete === true || envelope.status !== 'PRESENT' ? undefined : 'INCOMPLETE'
}

function ageReason(fact: Pick<Fact, 'confirmedAt'>, maxAge: string, asOf: Date): UnknownReason | undefined {
  if (!fact.confirmedAt) return 'TOO_OLD'
  const ageMs = asOf.getTime() - new Date(fact.confirmedAt).getTime()
  if (!(ageMs <= durationMs(maxAge))) return 'TOO_OLD'
  return ageMs < -vouchedAheadMaxMs ? 'AHEAD' : undefined
}

/** The last instant a silent source vouched for, for those who wait for it. */
function silence(
  reason: UnknownReason | undefined,
  { confirmedAt }: Partial<Fact>,
): Pick<Fact, 'silentSince'> {
  if (reason !== 'STALE' && reason !== 'TOO_OLD') return {}
  const last = new Date(confirmedAt ?? Number.NaN)
  return Number.isNaN(last.getTime()) ? {} : { silentSince: shanghaiMinute(last) }
}

/** The facts of evidence without any instant of observation: what a decision rests on, apart from when it was asked. */
export function factsOf(evidence: Readonly<Record<string, Record<string, unknown>>>): unknown {
  return Object.entries(evidence).flatMap(([root, fields]) =>
    Object.entries(fields).map(([field, envelope]) => {
      const {
        confirmedAt: _,
        observedAt: __,
        silentSince: ___,
        unreadSince: ____,
        behind: _____,
        source,
        ...fact
      } = envelope as Record<string, unknown> & Fact
      const records = Array.isArray(fact.records) && { records: fact.records.map(withoutInstant) }
      return { path: `${root}.${field}`, source: source.id, ...fact, ...records }
    }),
  )
}

/** A record of a list without the instant up to which its source vouches for it. */
function withoutInstant(record: unknown): unknown {
  if (!isObject(record)) return record
  const { confirmedAt: _, ...content } = record
  return content
}
