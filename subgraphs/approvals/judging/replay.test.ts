import { describe, expect, it } from 'vitest'
import { unknownFact } from '../testing/facts.ts'
import { freightEvidence, freightSnapshot } from '../testing/freight.ts'
import { canonicalJson, digestOf } from './canonical.ts'
import { decide } from './decide.ts'
import { factsOf } from './evidence.ts'
import { type RecordedDecision, replay } from './replay.ts'
import type { Snapshot } from './snapshot.ts'

/** The decision of a snapshot as it is stored: judged on what its canonical text says. */
function recorded(snapshot = freightSnapshot()): RecordedDecision {
  const text = canonicalJson(snapshot)
  const kept = JSON.parse(text) as Snapshot
  const { verdict, findings } = decide(kept)
  return {
    id: 'decision-1',
    applicationId: kept.applicationId,
    verdict,
    snapshot: text,
    snapshotDigest: digestOf(text),
    factsDigest: digestOf(canonicalJson(factsOf(kept.evidence))),
    findings: canonicalJson(findings),
  }
}

describe('a stored decision, decided again', () => {
  it('is what it was', () => {
    const { applicationId } = freightSnapshot()
    expect(replay(recorded())).toEqual({ id: 'decision-1', applicationId, differences: [] })
    const silent = { ...freightEvidence(), office: { delegation: unknownFact('STALE') } }
    expect(replay(recorded(freightSnapshot(silent))).differences).toEqual([])
  })

  it.each(['verdict', 'findings', 'snapshotDigest', 'factsDigest'] as const)(
    'differs where another %s was stored',
    (column) => {
      expect(replay({ ...recorded(), [column]: 'other' }).differences).toEqual([column])
    },
  )

  it('differs where its snapshot is written in another way, digest and all', () => {
    const stored = recorded()
    const snapshot = stored.snapshot.replace('{', '{ ')
    expect(replay({ ...stored, snapshot, snapshotDigest: digestOf(snapshot) }).differences).toEqual([
      'snapshot',
    ])
  })

  it('differs in all that follows where a value of the snapshot was changed', () => {
    const stored = recorded()
    const snapshot = stored.snapshot.replace('"positioning":true', '"positioning":false')
    expect(replay({ ...stored, snapshot }).differences).toEqual([
      'snapshotDigest',
      'factsDigest',
      'verdict',
      'findings',
    ])
  })

  it('says why it cannot be decided again', () => {
    const { applicationId } = freightSnapshot()
    const unknownVersion = canonicalJson({ ...freightSnapshot(), itemVersion: 99 })
    expect(replay({ ...recorded(), snapshot: unknownVersion })).toEqual({
      id: 'decision-1',
      applicationId,
      differences: [expect.stringContaining('version 99 of FRT-01')],
    })
    expect(replay({ ...recorded(), snapshot: '{' }).differences).toEqual([expect.stringContaining('JSON')])
  })
})
