import { describeItem, itemHarness } from '../../testing/item-harness.ts'
import { frt01Case } from './FRT-01.case.ts'

describeItem(itemHarness(frt01Case))
