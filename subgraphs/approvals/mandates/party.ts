/** Parties of mandates: who somebody is when one mandate names him or her and another caller asks. */
import type { Principal } from '@one-visit/kit/room/principal.ts'

/** An applicant: a person by pseudonym, or an organisation by credit code. */
export interface Applicant {
  readonly applicantRef?: string | null | undefined
  readonly applicantUscc?: string | null | undefined
}

/**
 * As which parties the caller may grant, or act by, mandates: a person by pseudonym, a company by credit code, a platform
 * by its company identifier. Clerks are no party; they register what others granted.
 */
export function partiesOf({ roles, organisation, subjectRef }: Principal): readonly string[] {
  const person = roles.includes('CITIZEN') && subjectRef !== undefined ? [subjectRef] : []
  const isCompany = roles.includes('COMPANY_AGENT') || roles.includes('PLATFORM')
  return isCompany && organisation !== undefined ? [...person, organisation] : person
}

/** The applicant as a party. */
export function applicantParty({ applicantRef, applicantUscc }: Applicant): string | undefined {
  return applicantRef ?? applicantUscc ?? undefined
}

const clerks: readonly string[] = ['BUREAU_CLERK', 'COUNTY_CLERK', 'STATION_CLERK']

/** Whether the caller registers mandates that others granted on paper. */
export function isRegistrar({ roles }: Principal): boolean {
  return roles.some((role) => clerks.includes(role))
}
