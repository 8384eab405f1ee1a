import { divisionHolds } from '@one-visit/schema/divisions.ts'
import { addYears, type Check, type CheckResult, corrected, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { type Figure, type LocalVehicleRule, valueOn } from '../limits.ts'
import { isPlausibleRegistration } from '../plausible.ts'
import { localVehicleRules } from './local-vehicle-rules.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ wheelbaseMm?: number | null | undefined; registeredOn?: string | null | undefined }>
  >
}

/**
 * The vehicle meets the rules of each city that holds the division the permit is asked for; a city without rules in force
 * asks nothing. A registration that cannot be so says nothing of the age.
 * @param rules by the first four digits of the city's code
 * @see 暂行办法 art. 12, which leaves the detail to the city
 */
export function rulesOfTheCity(
  rules: Readonly<Record<string, Figure<LocalVehicleRule | null>>>,
): Check<Facts> {
  return corrected<Facts>(localVehicleRules(rules), ({ policeStatus }, { day, subjects }) => {
    const [, figure] =
      Object.entries(rules).find(([city]) => divisionHolds(`${city}00`, subjects.division)) ?? []
    const rule = figure === undefined ? null : valueOn(figure, day)
    return rule === null ? { verdict: 'PASS' } : judgeRule(rule, policeStatus, day)
  })
}

function judgeRule(rule: LocalVehicleRule, fact: Facts['policeStatus'], day: string): CheckResult {
  return judge(fact, ({ wheelbaseMm, registeredOn }) => {
    if (rule.wheelbaseMinMm !== undefined) {
      if (!wheelbaseMm) return 'UNKNOWN'
      if (wheelbaseMm < rule.wheelbaseMinMm) return 'FAIL'
    }
    if (rule.ageMaxYears !== undefined) {
      if (!registeredOn || !isPlausibleRegistration(registeredOn, day)) return 'UNKNOWN'
      if (day > addYears(registeredOn, rule.ageMaxYears)) return 'FAIL'
    }
    return 'PASS'
  })
}
