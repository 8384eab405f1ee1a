import { describe, expect, it } from 'vitest'
import { absent, listFact, recordFact, unknownFact } from '../testing/facts.ts'
import { type ActingTest, type AuthorityFacts, standingOf } from './acting-authority.ts'

type Kind = 'BUREAU' | 'COUNTY' | 'STATION' | 'COMPANY'
type Power = 'ACCEPT' | 'DECIDE' | 'ISSUE'

const belongs = (authority: string, windowKind: Kind = 'STATION') =>
  recordFact({ office: { id: authority }, name: authority, kind: 'BUREAU' as const, windowKind })
const delegated = (powers: Power[], validFrom = '2017-08-22', validUntil: string | null = null) =>
  listFact([{ powers, validFrom, validUntil, confirmedAt: '2026-06-01T00:00:00Z', contradicted: false }])
const all: Power[] = ['ACCEPT', 'DECIDE', 'ISSUE']

const good: AuthorityFacts = {
  case: { authority: belongs('city') },
  window: { authority: belongs('city'), delegations: delegated(all) },
}
const deciding: ActingTest = { day: '2026-06-01', claimed: undefined, decides: true }

const at = (window: Partial<AuthorityFacts['window']>, test: Partial<ActingTest> = {}) =>
  standingOf({ ...good, window: { ...good.window, ...window } }, { ...deciding, ...test })

describe('who decides', () => {
  it('does so in the name of the authority the office of the case belongs to', () => {
    expect(standingOf(good, deciding)).toEqual({
      may: true,
      acts: { authority: 'city', authorityName: 'city', windowKind: 'STATION', revision: 'source-1' },
    })
    expect(at({}, { claimed: 'city' }).may).toBe(true)
  })

  it.each([
    ['sits at a window of another authority', { authority: belongs('county') }, {}, 'NOT_ITS_AUTHORITY'],
    ['is another authority’s officer by the token', {}, { claimed: 'county' }, 'NOT_ITS_AUTHORITY'],
    ['sits at a window nobody knows', { authority: absent() }, {}, 'NOT_ITS_AUTHORITY'],
    ['may accept only', { delegations: delegated(['ACCEPT', 'ISSUE']) }, {}, 'NO_POWER_TO_DECIDE'],
    ['may decide from later on', { delegations: delegated(all, '2026-06-02') }, {}, 'NO_POWER_TO_DECIDE'],
    [
      'could decide until yesterday',
      { delegations: delegated(all, '2017-08-22', '2026-05-31') },
      {},
      'NO_POWER_TO_DECIDE',
    ],
    ['was never given the item', { delegations: absent() }, {}, 'NO_POWER_TO_DECIDE'],
    ['sits at a company’s window', { authority: belongs('city', 'COMPANY') }, {}, 'NO_POWER_TO_DECIDE'],
  ] as const)('may not where he or she %s', (_, window, test, why) => {
    expect(at(window, test)).toEqual({ may: false, why })
  })

  it('may not where the office belongs to no authority', () => {
    expect(standingOf({ ...good, case: { authority: absent() } }, deciding)).toEqual({
      may: false,
      why: 'NO_AUTHORITY',
    })
  })

  it.each(['case', 'window', 'delegations'] as const)(
    'cannot be said where the directory is silent on the %s',
    (what) => {
      const silent = unknownFact()
      const facts = {
        case: what === 'case' ? { authority: silent } : good.case,
        window: {
          authority: what === 'window' ? silent : good.window.authority,
          delegations: what === 'delegations' ? silent : good.window.delegations,
        },
      }
      expect(standingOf(facts, deciding)).toEqual({ may: undefined })
    },
  )

  it('needs no delegation at the city bureau, which gives them, and one at a county’s', () => {
    expect(at({ authority: belongs('city', 'BUREAU'), delegations: absent() }).may).toBe(true)
    expect(at({ authority: belongs('city', 'COUNTY'), delegations: absent() }).may).toBe(false)
  })

  it('acts without the power to decide where the act is none', () => {
    expect(at({ delegations: absent() }, { decides: false }).may).toBe(true)
    expect(at({ authority: belongs('county') }, { decides: false }).may).toBe(false)
  })
})
