import { expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { readFindings, readSnapshot } from './stored.ts'

it('reads what was judged as it was stored', () => {
  const findings = [{ code: 'AGE_BELOW', verdict: 'PASS' }]
  const snapshot = { item: 'RHL-02', itemVersion: 1, day: '2026-06-01' }
  expect(readFindings(canonicalJson(findings))).toEqual(findings)
  expect(readSnapshot(canonicalJson(snapshot))).toEqual(snapshot)
})
