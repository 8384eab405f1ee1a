import { correctedCase } from '../../testing/corrected-case.ts'
import { confirmedAbsence, type ItemCase } from '../../testing/item-case.ts'
import { rhl02CaseV4 } from './RHL-02.v4.case.ts'

const letters = (...status: readonly (readonly [letter: string, effect: string])[]) => ({
  'vehicle.policeStatus.record.letters': status.map(([letter, effect]) => ({ letter, effect })),
})

/** What the fifth version of RHL-02 is tried with. */
export const rhl02CaseV5: ItemCase = correctedCase(rhl02CaseV4, {
  version: 5,
  added: {},
  without: ['POLICE_STATUS_CLEAR: a letter that only warns'],
  failing: [
    {
      check: 'POLICE_STATUS_CLEAR',
      what: 'a letter that blocks beside one nobody knows',
      given: letters(['K', 'BLOCK'], ['X', 'WARN']),
    },
    {
      check: 'SERVES_RIDE_HAILING',
      what: 'a vehicle the platform does not report',
      given: {
        'vehicle.platformRecord': confirmedAbsence('platform', String(rhl02CaseV4.subjects.vin), {
          record: null,
        }),
      },
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
