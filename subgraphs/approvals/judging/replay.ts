import { canonicalJson, digestOf } from './canonical.ts'
import { decide } from './decide.ts'
import { factsOf } from './evidence.ts'
import type { Snapshot } from './snapshot.ts'

/** A decision as it was stored. */
export interface RecordedDecision {
  id: string
  applicationId: string
  verdict: string
  /** Canonical JSON. */
  snapshot: string
  snapshotDigest: string
  factsDigest: string
  /** Canonical JSON list. */
  findings: string
}

/** One stored decision, decided again. */
export interface Replayed {
  id: string
  applicationId: string
  /** What differs from what was stored, byte for byte; empty when nothing does. */
  differences: readonly string[]
}

/**
 * Decides a stored decision again from its snapshot and the frozen item version the snapshot names, and compares every
 * byte. Pure: it asks nobody and reads no clock.
 */
export function replay(stored: RecordedDecision): Replayed {
  const { id, applicationId } = stored
  try {
    const snapshot = JSON.parse(stored.snapshot) as Snapshot
    const { verdict, findings } = decide(snapshot)
    const pairs = [
      ['snapshot', canonicalJson(snapshot), stored.snapshot],
      ['snapshotDigest', digestOf(stored.snapshot), stored.snapshotDigest],
      ['factsDigest', digestOf(canonicalJson(factsOf(snapshot.evidence))), stored.factsDigest],
      ['verdict', verdict, stored.verdict],
      ['findings', canonicalJson(findings), stored.findings],
    ] as const
    const differences = pairs.flatMap(([name, now, then]) => (now === then ? [] : [name]))
    return { id, applicationId, differences }
  } catch (error) {
    return { id, applicationId, differences: [error instanceof Error ? error.message : String(error)] }
  }
}
