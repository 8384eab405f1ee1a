import { correctedCase } from '../../testing/corrected-case.ts'
import type { ItemCase } from '../../testing/item-case.ts'
import { frt01CaseV3 } from './FRT-01.v3.case.ts'

const letters = (...status: readonly (readonly [letter: string, effect: string])[]) => ({
  'vehicle.policeStatus.record.letters': status.map(([letter, effect]) => ({ letter, effect })),
})

/** What the fourth version of FRT-01 is tried with. */
export const frt01CaseV4: ItemCase = correctedCase(frt01CaseV3, {
  version: 4,
  added: {},
  without: ['POLICE_STATUS_CLEAR: a letter that only warns'],
  failing: [
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'a letter that blocks beside one nobody knows',
      given: letters(['K', 'BLOCK'], ['X', 'WARN']),
    },
  ],
  undecided: [
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'a letter nobody knows beside a normal status',
      given: letters(['A', 'NONE'], ['X', 'WARN']),
    },
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'letters nobody knows beside one that warns',
      given: letters(['G', 'WARN'], ['X', 'WARN'], ['F', 'WARN']),
    },
  ],
  passing: [
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'every letter that warns, for a person who is told them',
      given: letters(['A', 'NONE'], ['G', 'WARN'], ['H', 'WARN'], ['I', 'WARN'], ['Z', 'WARN']),
    },
  ],
  limits: [],
})
