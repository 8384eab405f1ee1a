import { describeItem, itemHarness } from '../../testing/item-harness.ts'
import { frt01Case } from './FRT-01.case.ts'
import { frt01CaseV2 } from './FRT-01.v2.case.ts'
import { frt01CaseV3 } from './FRT-01.v3.case.ts'
import { frt01CaseV4 } from './FRT-01.v4.case.ts'

for (const itemCase of [frt01Case, frt01CaseV2, frt01CaseV3, frt01CaseV4]) describeItem(itemHarness(itemCase))
