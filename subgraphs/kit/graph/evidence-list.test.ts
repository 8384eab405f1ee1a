import { describe, expect, it } from 'vitest'
import type { EvidenceRow } from './evidence.ts'
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

describe('an envelope around several records', () => {
  it('gives them in order, with the newest instants and every revision', () => {
    const newer = new Date('2026-01-10T00:00:00Z')
    const answer = envelopeOfMany({
      source,
      asked: 'key',
      rows: [row('a'), row('b', { sourceAt: newer })],
      now,
    })
    expect(answer).toMatchObject({
      status: 'PRESENT',
      subject: 'key',
      confirmedAt: newer,
      revision: 'a/1,b/1',
    })
    expect(answer.records).toEqual(['a', 'b'])
    expect(answer.complete).toBe(true)
  })

  it('holds at most 20 and says when there are more', () => {
    const rows = Array.from({ length: 21 }, (_, index) => row(String(index)))
    const answer = envelopeOfMany({ source, asked: 'key', rows, now })
    expect(answer.records).toHaveLength(20)
    expect(answer.complete).toBe(false)
  })

  it('leaves out what the source deleted, and takes only that for its word of absence', () => {
    const deleted = row('a', { deleted: true })
    expect(envelopeOfMany({ source, asked: 'key', rows: [row('b'), deleted], now }).records).toEqual(['b'])
    expect(envelopeOfMany({ source, asked: 'key', rows: [deleted], now })).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      records: [],
    })
  })

  it('cannot say without rows and without coverage', () => {
    expect(envelopeOfMany({ source, asked: 'key', rows: [], now })).toMatchObject({
      status: 'UNAVAILABLE',
      subject: 'key',
      confirmedAt: null,
    })
  })

  it('names the subject of a row that belongs to somebody else', () => {
    const answer = envelopeOfMany({
      source,
      asked: 'key',
      rows: [row('a'), row('b', { subject: 'other' })],
      now,
    })
    expect(answer.subject).toBe('other')
  })
})
