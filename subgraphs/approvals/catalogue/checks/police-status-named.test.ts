import { policeStatusOf } from '@one-visit/schema/codes.ts'
import { describe, expect, it } from 'vitest'
import { absent, contextOn, recordFact, unknownFact } from '../../testing/facts.ts'
import { policeStatusNamed } from './police-status-named.ts'

const run = (letters: string) =>
  policeStatusNamed.run(
    { policeStatus: recordFact({ letters: policeStatusOf(letters) }) },
    contextOn('2026-06-01'),
  )

describe('POLICE_STATUS_CLEAR with the letters it warns by', () => {
  it('passes for a rule on A and nothing else, and has nothing to name', () => {
    expect(run('A')).toEqual({ verdict: 'PASS', fact: expect.anything() })
  })
  it.each([
    ['AG', 'G（违法未处理）', 'G (open violation)'],
    ['H', 'H（海关监管）', 'H (customs supervision)'],
    ['AI', 'I（事故未处理）', 'I (open accident)'],
    ['AZ', 'Z（其他）', 'Z (another reason)'],
    ['AGI', 'G（违法未处理）、I（事故未处理）', 'G (open violation), I (open accident)'],
  ])('passes for a person on %s, and names what he has to look at', (letters, zh, en) => {
    expect(run(letters)).toMatchObject({
      verdict: 'PASS',
      byPerson: true,
      named: [
        `机动车状态无限制办理的情形，但有须经办人员核实的情形：${zh}。`,
        `No police status stands against it, but one is for a person to look at: ${en}.`,
      ],
    })
  })
  it.each([
    ['AX', 'X'],
    ['F', 'F'],
    ['AGX', 'X'],
    ['XY', 'X、Y'],
  ])('cannot say on %s: nobody knows what a letter means that is on no list', (letters, unknown) => {
    const result = run(letters)
    expect(result).toMatchObject({ verdict: 'UNKNOWN' })
    expect(result).not.toHaveProperty('byPerson')
    expect(result.named?.[0]).toContain(`（${unknown}）`)
  })
  it.each(['B', 'ABG', 'AQ', 'GK', 'AKX'])('fails on %s', (letters) => {
    expect(run(letters)).toEqual({ verdict: 'FAIL', fact: expect.anything() })
  })
  it('fails on no letters and no vehicle, and is unknown where the police are silent', () => {
    const other = (policeStatus: Parameters<typeof policeStatusNamed.run>[0]['policeStatus']) =>
      policeStatusNamed.run({ policeStatus }, contextOn('2026-06-01'))
    const results = [recordFact({ letters: [] }), absent(), unknownFact()].map(other)
    expect(results.map(({ verdict }) => verdict)).toEqual(['FAIL', 'FAIL', 'UNKNOWN'])
    expect(results.some((result) => 'named' in result)).toBe(false)
  })
})
