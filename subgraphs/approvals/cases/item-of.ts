/** By which version of its item an application is judged. */
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { correctedVersion, getItemVersion, type Item } from '../catalogue/items/index.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { isOpen } from './states.ts'

type Row = Pick<ApplicationRow, 'item' | 'itemVersion' | 'state' | 'submittedAt'>

/**
 * The item of an application in the version it is judged by now: while it is undecided, the newest correction of its
 * version, and from its decision on the version it was decided by, for good.
 */
export function itemOf(row: Row): Item {
  return isOpen(row.state) ? correctionOf(row) : getItemVersion(row.item, row.itemVersion)
}

/** The item of an application in the newest correction of its version; in its own where none corrects it. */
export function correctionOf(row: Row): Item {
  const own = getItemVersion(row.item, row.itemVersion)
  // The law that counts is that of the day the application was handed in.
  return getItemVersion(row.item, correctedVersion(row.item, own.version, shanghaiDay(row.submittedAt)))
}
