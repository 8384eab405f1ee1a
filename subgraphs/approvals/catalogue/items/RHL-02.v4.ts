import { insuranceUndenied } from '../checks/insurance-undenied.ts'
import { rhl02Corrected, rhl02InsuranceKinds } from './RHL-02.v3.ts'

/** Policies as they are read from the fourth version on. */
export const rhl02Policies = insuranceUndenied(rhl02InsuranceKinds)

/** The fourth version of RHL-02: a policy that denies something insures nothing that may be denied with it. */
export const rhl02V4 = rhl02Corrected({ releasedOn: '2026-12-01', corrects: 3 }, { insured: rhl02Policies })
