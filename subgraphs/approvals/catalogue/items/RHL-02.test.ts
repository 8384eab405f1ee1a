import { describeItem, itemHarness } from '../../testing/item-harness.ts'
import { rhl02Case } from './RHL-02.case.ts'
import { rhl02CaseV2 } from './RHL-02.v2.case.ts'
import { rhl02CaseV3 } from './RHL-02.v3.case.ts'
import { rhl02CaseV4 } from './RHL-02.v4.case.ts'
import { rhl02CaseV5 } from './RHL-02.v5.case.ts'

for (const itemCase of [rhl02Case, rhl02CaseV2, rhl02CaseV3, rhl02CaseV4, rhl02CaseV5])
  describeItem(itemHarness(itemCase))
