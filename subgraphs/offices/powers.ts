import type { OfficeKind, OfficePower } from './generated/resolvers.ts'

/** Every power there is, in the order of a case. */
export const powers = ['ACCEPT', 'DECIDE', 'ISSUE'] as const satisfies readonly OfficePower[]

/** Stands for every power that the kind of office may have: what a delegation says that names none. */
export const everyPower = 'EVERY'

/** What a delegation says of powers. */
export type StatedPower = OfficePower | typeof everyPower

/** The credit code of a company, in whatever case, which is how its window is named. */
const creditCodeForm = /^[0-9A-Z]{18}$/i

/** Whether an office is the window of a company, by its kind or its name; such a window never decides. */
export function isCompanyWindow(officeId: string, kind: OfficeKind | undefined): boolean {
  return kind === 'COMPANY' || creditCodeForm.test(officeId)
}

/**
 * The powers an office has by what a delegation states. Only offices that are known to be the administration's may decide:
 * one that the directory does not have is trusted with no more than a company's window.
 */
export function powersOf(stated: StatedPower, officeId: string, kind: OfficeKind | undefined): OfficePower[] {
  const mayDecide = kind !== undefined && !isCompanyWindow(officeId, kind)
  return powers.filter(
    (power) => (stated === everyPower || stated === power) && (power !== 'DECIDE' || mayDecide),
  )
}
