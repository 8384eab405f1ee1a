import { policeStatusNamed } from '../checks/police-status-named.ts'
import { servesRideHailingWhereReported } from '../checks/serves-ride-hailing.ts'
import { rhl02Corrected } from './RHL-02.v3.ts'
import { rhl02Policies } from './RHL-02.v4.ts'

/**
 * The fifth version of RHL-02: a police status whose letters nobody knows is not known, and one that warns is named to whoever
 * has to look at it; of a vehicle the platform does not report, that is said and no kind of service.
 */
export const rhl02V5 = rhl02Corrected(
  { releasedOn: '2026-12-02', corrects: 4 },
  { insured: rhl02Policies, policeStatus: policeStatusNamed, service: servesRideHailingWhereReported },
)
