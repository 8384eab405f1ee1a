import { frt01Case } from '../catalogue/items/FRT-01.case.ts'
import { frt01CaseV2 } from '../catalogue/items/FRT-01.v2.case.ts'
import { frt01CaseV3 } from '../catalogue/items/FRT-01.v3.case.ts'
import { frt01CaseV4 } from '../catalogue/items/FRT-01.v4.case.ts'
import { rhl02Case } from '../catalogue/items/RHL-02.case.ts'
import { rhl02CaseV2 } from '../catalogue/items/RHL-02.v2.case.ts'
import { rhl02CaseV3 } from '../catalogue/items/RHL-02.v3.case.ts'
import { rhl02CaseV4 } from '../catalogue/items/RHL-02.v4.case.ts'
import { rhl02CaseV5 } from '../catalogue/items/RHL-02.v5.case.ts'
import type { ItemCase } from './item-case.ts'

/** What every version of the catalogue is tried with, in the order of the catalogue. */
export const itemCases: readonly ItemCase[] = [
  frt01Case,
  frt01CaseV2,
  frt01CaseV3,
  frt01CaseV4,
  rhl02Case,
  rhl02CaseV2,
  rhl02CaseV3,
  rhl02CaseV4,
  rhl02CaseV5,
]
