import { describeItem, itemHarness } from '../../testing/item-harness.ts'
import { rhl02Case } from './RHL-02.case.ts'

describeItem(itemHarness(rhl02Case))
