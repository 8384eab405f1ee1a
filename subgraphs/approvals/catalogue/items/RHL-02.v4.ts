import { insuranceUndenied } from '../checks/insurance-undenied.ts'
import { rhl02InsuranceKinds, rhl02Insured } from './RHL-02.v3.ts'

/** The fourth version of RHL-02: a policy that denies something insures nothing that may be denied with it. */
export const rhl02V4 = rhl02Insured(
  { releasedOn: '2026-12-01', corrects: 3 },
  insuranceUndenied(rhl02InsuranceKinds),
)
