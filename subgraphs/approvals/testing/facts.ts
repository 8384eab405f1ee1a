/** Facts and contexts for tests of rules: an envelope whose source vouches for what the test says, or does not. */
import type { CheckContext, Subjects } from '../catalogue/check.ts'
import type { Fact, ListFact, RecordFact, UnknownReason } from '../catalogue/fact.ts'
import type { Figure } from '../catalogue/limits.ts'

const vouchedFor: Fact = {
  status: 'PRESENT',
  source: { id: 'source', name: '来源', authority: '机关' },
  subject: 'subject',
  confirmedAt: '2026-06-01T00:00:00.000Z',
  observedAt: '2026-06-01T00:00:00.000Z',
  revision: 'source-1',
  unknown: null,
}

/** A fact whose source has this record. */
export function recordFact<Content>(record: Content): RecordFact<Content> & { record: Content } {
  return { ...vouchedFor, record }
}

/** A fact whose source has these records and no others; not all of them where `complete` is false. */
export function listFact<Content>(records: readonly Content[], complete = true): ListFact<Content> {
  return { ...vouchedFor, records, complete }
}

/** A fact whose source vouches for having nothing; it fits checks of a record and checks of a list. */
export function absent(): RecordFact<never> & ListFact<never> {
  return { ...vouchedFor, status: 'CONFIRMED_ABSENT', record: null, records: [], complete: true }
}

/** A fact that must not be relied on; it fits checks of a record and checks of a list. */
export function unknownFact(reason: UnknownReason = 'UNAVAILABLE'): RecordFact<never> & ListFact<never> {
  return { ...vouchedFor, status: 'UNAVAILABLE', unknown: reason, record: null, records: [], complete: false }
}

/** What a check is told beside the facts. */
export function contextOn(day: string, subjects: Partial<Subjects> = {}): CheckContext {
  return { day, subjects: { item: 'RHL-02', officeId: '330303001', division: '330300', ...subjects } }
}

/** A figure of the law with these values, each from its day on. */
export function figureOf<Value>(
  first: readonly [from: string, value: Value],
  ...later: readonly (readonly [from: string, value: Value])[]
): Figure<Value> {
  const dated = ([from, value]: readonly [string, Value]) =>
    ({ from, value, basis: '试行细则', mark: 'rule' }) as const
  return { unit: '', values: [dated(first), ...later.map(dated)] }
}
