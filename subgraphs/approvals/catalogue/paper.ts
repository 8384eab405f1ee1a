/**
 * What an original may stand for, and how long. The version of an item says for which checks it takes paper and what that
 * states; what the check makes of a day that is stated, the check says (`onPaper`).
 */
import { addMonths, addYears, type Check, type CheckVerdict, dayBefore } from './check.ts'
import { type Figure, paperValidityMonths, valueOn } from './limits.ts'
import { isPlausibleRegistration, isPlausibleScrapping } from './plausible.ts'

/** Days an original can state: first registration, compulsory scrapping, last day of what it shows. */
export const paperDayNames = ['REGISTERED_ON', 'SCRAPPED_ON', 'ENDS_ON'] as const

/** One of them. */
export type PaperDayName = (typeof paperDayNames)[number]

/** How paper stands for a check. It never stands against a source that says no. */
export interface PaperRule {
  /** The day it states, which counts as the source's own would; null where it states none and carries a short time only. */
  readonly states: PaperDayName | null
  /** Also where sources contradict one another. */
  readonly outweighsConflict?: true
}

/** Rules by code of the check. */
export type PaperRules = Readonly<Record<string, PaperRule>>

/** What a check says of a day an original states. */
type Stated = (stated: string, day: string) => CheckVerdict

/** A check that can be judged by a day an original states. */
export function onPaper<Facts>(check: Check<Facts>, stated: Stated): Check<Facts> {
  return { ...check, onPaper: stated }
}

/** So many years have not passed since the first registration that is stated. */
export function yearsSinceStated(limit: Figure): Stated {
  return (stated, day) => {
    if (!isPlausibleRegistration(stated, day)) return 'UNKNOWN'
    return day < addYears(stated, valueOn(limit, day)) ? 'PASS' : 'FAIL'
  }
}

/** The compulsory scrapping date that is stated has not come; on the day itself the vehicle is to be scrapped. */
export const scrappingStatedAhead: Stated = (stated, day) => {
  if (!isPlausibleScrapping(stated)) return 'UNKNOWN'
  return day < stated ? 'PASS' : 'FAIL'
}

/** What the original shows has not ended; the last day belongs to it. */
export const endStatedAhead: Stated = (stated, day) => (day <= stated ? 'PASS' : 'FAIL')

/** Last day a certificate can have that begins on a day and stands on paper that states none. */
export function lastDayOnPaper(day: string): string {
  return dayBefore(addMonths(day, valueOn(paperValidityMonths, day)))
}
