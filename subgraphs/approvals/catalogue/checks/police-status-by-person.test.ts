import { policeStatusOf } from '@one-visit/schema/codes.ts'
import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { policeStatusByPerson } from './police-status-by-person.ts'

const run = (letters: string) =>
  policeStatusByPerson.run(
    { policeStatus: recordFact({ letters: policeStatusOf(letters) }) },
    contextOn('2026-06-01'),
  )

describe('POLICE_STATUS_CLEAR with a person', () => {
  it('passes for a rule on A and nothing else', () => {
    expect(run('A')).toMatchObject({ verdict: 'PASS' })
    expect(run('A')).not.toHaveProperty('byPerson')
  })
  it.each(['AG', 'AH', 'AI', 'AZ', 'G', 'AGHIZ', 'A?', 'AF'])('passes for a person on %s', (letters) => {
    expect(run(letters)).toMatchObject({ verdict: 'PASS', byPerson: true })
  })
  it.each(['B', 'ABG', 'AQ', 'GK'])('fails on %s', (letters) => {
    expect(run(letters)).toMatchObject({ verdict: 'FAIL' })
    expect(run(letters)).not.toHaveProperty('byPerson')
  })
  it('fails on no letters and no vehicle, and is unknown where the police are silent', () => {
    const other = (policeStatus: Parameters<typeof policeStatusByPerson.run>[0]['policeStatus']) =>
      policeStatusByPerson.run({ policeStatus }, contextOn('2026-06-01')).verdict
    expect([other(recordFact({ letters: [] })), other(absent()), other(unknownFact())]).toEqual([
      'FAIL',
      'FAIL',
      'UNKNOWN',
    ])
  })
})
