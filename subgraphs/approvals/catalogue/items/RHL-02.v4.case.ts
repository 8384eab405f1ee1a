import { correctedCase } from '../../testing/corrected-case.ts'
import type { ItemCase } from '../../testing/item-case.ts'
import { rhl02CaseV3 } from './RHL-02.v3.case.ts'

const kindOf = (policy: number) => `vehicle.insurance.records.${policy}.kind`

/** What the fourth version of RHL-02 is tried with. */
export const rhl02CaseV4: ItemCase = correctedCase(rhl02CaseV3, {
  version: 4,
  added: {},
  without: [],
  failing: [],
  undecided: [
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'a policy that denies one kind and names the other after it',
      given: { [kindOf(1)]: '不含交强险、承运人责任险' },
    },
  ],
  passing: [
    {
      check: 'INSURANCE_IN_FORCE',
      what: 'one policy that names both kinds and denies a third',
      given: { [kindOf(0)]: '交强险、承运人责任险，不含座位险' },
    },
  ],
  limits: [],
})
