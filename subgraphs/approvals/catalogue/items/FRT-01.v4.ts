import { policeStatusNamed } from '../checks/police-status-named.ts'
import { frt01Of } from './FRT-01.v3.ts'

/**
 * The fourth version of FRT-01: a police status whose letters nobody knows is not known, and one that warns is named to whoever
 * has to look at it.
 */
export const frt01V4 = frt01Of({ releasedOn: '2026-12-01', corrects: 3 }, policeStatusNamed)
