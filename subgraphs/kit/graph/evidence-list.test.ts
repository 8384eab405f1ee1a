import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Coverage, EvidenceRow } from './evidence.ts'
import { envelopeOfMany } from './evidence-list.ts'

const source = { id: 'register', name: '运政', authority: '运管局' }
const now = new Date('2026-01-31T00:00:00Z')

function row(content: string, more: Partial<EvidenceRow<string>> = {}): EvidenceRow<string> {
  return {
    subject: 'key',
    sourceAt: new Date('2026-01-01T00:00:00Z'),
    receivedAt: new Date('2026-01-02T00:00:00Z'),
    revision: `${content}/1`,
    deleted: false,
    content,
    ...more,
  }
}

const instants = { heartbeatAt: new Date('2026-01-30T00:00:00Z') }
const vouched: Coverage = {
  initialLoadCompletedAt: new Date('2026-01-01T00:00:00Z'),
  gap: false,
  ...instants,
}

describe('an envelope around several records', () => {
  it('gives them in order with every revision, complete and as young as its source where that vouches for all', () => {
    const newer = new Date('2026-01-10T00:00:00Z')
    const rows = [row('a'), row('b', { sourceAt: newer })]
    const answer = envelopeOfMany({ source, asked: 'key', rows, coverage: vouched, now })
    expect(answer).toMatchObject({ status: 'PRESENT', subject: 'key', revision: 'a/1,b/1', complete: true })
    expect(answer.confirmedAt).toEqual(vouched.heartbeatAt)
    expect(answer.records).toEqual(['a', 'b'])
  })

  it('is as old as its oldest record and not complete where nobody vouches for the rest', () => {
    const newer = new Date('2026-01-10T00:00:00Z')
    const rows = [row('a', { sourceAt: newer }), row('b')]
    const answer = envelopeOfMany({ source, asked: 'key', rows, now })
    expect(answer).toMatchObject({ status: 'PRESENT', complete: false, confirmedAt: row('b').sourceAt })
    expect(answer.members).toMatchObject([{ confirmedAt: newer }, { confirmedAt: row('b').sourceAt }])
  })

  it('holds at most 20 and says when there are more', () => {
    const rows = Array.from({ length: 21 }, (_, index) => row(String(index)))
    const answer = envelopeOfMany({ source, asked: 'key', rows, coverage: vouched, now })
    expect(answer.records).toHaveLength(20)
    expect(answer.complete).toBe(false)
  })

  it('leaves out what the source deleted, which proves nothing of any other record', () => {
    const deleted = row('a', { deleted: true })
    const ask = (rows: EvidenceRow<string>[], coverage?: Coverage) =>
      envelopeOfMany({ source, asked: 'key', rows, coverage, now })
    expect(ask([row('b'), deleted]).records).toEqual(['b'])
    expect(ask([deleted])).toMatchObject({ status: 'UNAVAILABLE', records: [], complete: false })
    const heard = { gap: false, ...instants }
    expect(ask([deleted], heard)).toMatchObject({ status: 'UNAVAILABLE', complete: false })
    expect(ask([deleted], vouched)).toMatchObject({ status: 'CONFIRMED_ABSENT', complete: true })
  })

  it('conflicts with a record that contradicts itself, deleted or not, and says which', () => {
    const doubtful = row('b', { contradicted: true })
    const answer = envelopeOfMany({
      source,
      asked: 'key',
      rows: [row('a'), doubtful],
      coverage: vouched,
      now,
    })
    expect(answer.status).toBe('CONFLICTING')
    expect(answer.members.map(({ contradicted }) => contradicted)).toEqual([false, true])
    const gone = row('a', { deleted: true, contradicted: true })
    expect(envelopeOfMany({ source, asked: 'key', rows: [gone], coverage: vouched, now }).status).toBe(
      'CONFLICTING',
    )
  })

  it('cannot say without rows and without coverage', () => {
    expect(envelopeOfMany({ source, asked: 'key', rows: [], now })).toMatchObject({
      status: 'UNAVAILABLE',
      subject: 'key',
      confirmedAt: null,
      complete: false,
    })
  })

  it('is in doubt, and no more, where records contradict themselves and something else is unread or missing', () => {
    const rows = [row('a', { contradicted: true }), row('b')]
    expect(envelopeOfMany({ source, asked: 'key', rows, now }).status).toBe('CONFLICTING')
    const unreadSince = new Date('2026-01-03T00:00:00Z')
    expect(envelopeOfMany({ source, asked: 'key', rows, unreadSince, now }).status).toBe('STALE')
    expect(envelopeOfMany({ source, asked: 'key', rows, coverage: { gap: true }, now }).status).toBe('STALE')
  })

  it('names the subject of a row that belongs to somebody else', () => {
    const rows = [row('a'), row('b', { subject: 'other' })]
    expect(envelopeOfMany({ source, asked: 'key', rows, now }).subject).toBe('other')
  })

  it('is complete, or proves absence, exactly where the scope is vouched for and nothing is known to be missing', () => {
    const instant = fc.integer({ min: 0, max: 30 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)))
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
    const rows = fc.array(
      fc.record({ sourceAt: instant, deleted: fc.boolean(), contradicted: fc.boolean() }),
      { maxLength: 4 },
    )
    const coverage = maybe(
      fc.record({
        initialLoadCompletedAt: maybe(instant),
        heartbeatAt: maybe(instant),
        heartbeatEverySeconds: maybe(fc.constant(86_400)),
        reconciledAt: maybe(instant),
        gap: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(rows, coverage, maybe(instant), (given, stated, unreadSince) => {
        const made = given.map((each, index) => row(String(index), each))
        const answer = envelopeOfMany({
          source,
          asked: 'key',
          rows: made,
          coverage: stated,
          unreadSince,
          now,
        })
        const isHeard =
          stated?.reconciledAt !== undefined || (stated?.heartbeatAt !== undefined && !stated.gap)
        const isSilent =
          stated?.heartbeatAt !== undefined &&
          stated.heartbeatEverySeconds !== undefined &&
          now.getTime() - stated.heartbeatAt.getTime() > 3 * 86_400_000
        const isDoubtful = unreadSince !== undefined || stated?.gap === true || isSilent
        const isSure = stated?.initialLoadCompletedAt !== undefined && isHeard && !isDoubtful
        const live = made.filter(({ deleted }) => !deleted)
        expect(answer.complete).toBe(isSure)
        if (isDoubtful) expect(answer.status).toBe('STALE')
        else if (made.some(({ contradicted }) => contradicted)) expect(answer.status).toBe('CONFLICTING')
        else if (live.length > 0) expect(answer.status).toBe('PRESENT')
        else expect(answer.status).toBe(isSure ? 'CONFIRMED_ABSENT' : 'UNAVAILABLE')
        const oldest = Math.min(...live.map(({ sourceAt }) => sourceAt.getTime()))
        if (!isSure && live.length > 0) expect(answer.confirmedAt?.getTime()).toBe(oldest)
      }),
      { numRuns: 500 },
    )
  })
})
