import { describe, expect, it } from 'vitest'
import { type Coverage, envelopeOf } from './evidence.ts'

const source = { id: 'register', name: '登记', authority: '机关' }
const at = (time: string): Date => new Date(`2026-01-30T${time}Z`)
const row = {
  subject: 'a',
  sourceAt: at('08:00'),
  receivedAt: at('08:01'),
  revision: '1',
  deleted: false,
  content: {},
}
const every = { heartbeatEverySeconds: 600, gap: false, initialLoadCompletedAt: at('07:00') }

function said(coverage: Coverage, now: string, more: object = {}) {
  const { status, confirmedAt } = envelopeOf({ source, asked: 'a', coverage, now: at(now), ...more })
  return [status, confirmedAt?.toISOString()]
}

describe('a source that promised heartbeats', () => {
  it('is silent once three are missed, and its last word says since when', () => {
    const coverage = { ...every, heartbeatAt: at('09:00') }
    expect(said(coverage, '09:30', { row })).toEqual(['PRESENT', at('09:00').toISOString()])
    expect(said(coverage, '09:30:01', { row })).toEqual(['STALE', at('09:00').toISOString()])
    expect(said(coverage, '09:30:01')).toEqual(['STALE', at('09:00').toISOString()])
    expect(said(coverage, '09:30:01', { row: { ...row, deleted: true } })[0]).toBe('STALE')
  })

  it('has spoken last with the newest of record, comparison and heartbeat', () => {
    const coverage = { ...every, heartbeatAt: at('09:00'), reconciledAt: at('09:10') }
    expect(said(coverage, '12:00', { row })).toEqual(['STALE', at('09:10').toISOString()])
    const later = { ...row, sourceAt: at('09:20') }
    expect(said(coverage, '12:00', { row: later })).toEqual(['STALE', at('09:20').toISOString()])
  })

  it('vouches with a gap no further than its last comparison', () => {
    const coverage = { ...every, gap: true, heartbeatAt: at('09:00'), reconciledAt: at('08:30') }
    expect(said(coverage, '09:01', { row })).toEqual(['STALE', at('08:30').toISOString()])
  })

  it('is not silent where it promised none', () => {
    const { heartbeatEverySeconds: _, ...never } = every
    expect(said({ ...never, heartbeatAt: at('09:00') }, '23:00', { row })[0]).toBe('PRESENT')
  })
})

describe('something of the source that is not read', () => {
  const coverage = { ...every, heartbeatAt: at('09:00') }

  it('makes what it says doubtful, whatever it vouches for, and is told with its instant', () => {
    const unreadSince = at('08:30')
    for (const [more, status] of [
      [{ row }, 'STALE'],
      [{ row: { ...row, deleted: true } }, 'STALE'],
      [{}, 'STALE'],
      [{ row: { ...row, contradicted: true } }, 'CONFLICTING'],
    ] as const) {
      const answer = envelopeOf({ source, asked: 'a', coverage, unreadSince, now: at('09:01'), ...more })
      expect(answer).toMatchObject({ status, unreadSince })
    }
  })
})

describe('a record that contradicts itself', () => {
  it('conflicts, deleted or not', () => {
    for (const deleted of [false, true])
      expect(said(every, '09:00', { row: { ...row, deleted, contradicted: true } })[0]).toBe('CONFLICTING')
  })
})

describe('a fact that ages', () => {
  it('is confirmed by its own time, whatever its source said since', () => {
    const coverage = { ...every, heartbeatAt: at('09:00'), reconciledAt: at('09:00') }
    const ageing = { ageing: true }
    expect(said(coverage, '09:01', { row, ...ageing })).toEqual(['PRESENT', row.sourceAt.toISOString()])
    expect(said(coverage, '09:01', ageing)).toEqual(['CONFIRMED_ABSENT', at('09:00').toISOString()])
  })
})
