import { expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { holderIsNamed } from './holder-is-named.ts'

it.each([
  ['a name', recordFact({ name: '张虚构' }), 'PASS'],
  ['no name', recordFact({ name: ' ' }), 'UNKNOWN'],
  ['no such record', absent(), 'FAIL'],
  ['a silent source', unknownFact(), 'UNKNOWN'],
  ['no envelope', null, 'UNKNOWN'],
])('HOLDER_NAMED: %s', (_, holder, verdict) => {
  expect(holderIsNamed.run({ holder }, contextOn('2026-06-01')).verdict).toBe(verdict)
})
