import { addYears, type CheckResult, check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { type Figure, type LocalVehicleRule, valueOn } from '../limits.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ wheelbaseMm?: number | null | undefined; registeredOn?: string | null | undefined }>
  >
}

/**
 * The vehicle meets the rules of the city the permit is asked for; a city without rules in force asks nothing.
 * @see 暂行办法 art. 12, which leaves the detail to the city
 */
export function localVehicleRules(rules: Readonly<Record<string, Figure<LocalVehicleRule | null>>>) {
  return check<Facts>(
    'LOCAL_VEHICLE_RULES',
    {
      about: ['本市车辆条件', 'rules of the city for vehicles'],
      pass: ['符合本市车辆条件。', 'The vehicle meets the rules of the city.'],
      fail: ['不符合本市车辆条件（轴距或车龄）。', 'The vehicle does not meet the rules of the city.'],
      advice: '请查询本市网约车实施细则规定的车辆条件。',
    },
    ({ policeStatus }, { day, subjects }) => {
      const cityRules = rules[subjects.division.slice(0, 4)]
      const rule = cityRules === undefined ? null : valueOn(cityRules, day)
      return rule === null ? { verdict: 'PASS' } : judgeRule(rule, policeStatus, day)
    },
    // A city's rules are for vehicles that come in.
    { lasting: false },
  )
}

function judgeRule(rule: LocalVehicleRule, fact: Facts['policeStatus'], day: string): CheckResult {
  return judge(fact, ({ wheelbaseMm, registeredOn }) => {
    if (rule.wheelbaseMinMm !== undefined) {
      if (!wheelbaseMm) return 'UNKNOWN'
      if (wheelbaseMm < rule.wheelbaseMinMm) return 'FAIL'
    }
    if (rule.ageMaxYears !== undefined) {
      if (!registeredOn) return 'UNKNOWN'
      if (day > addYears(registeredOn, rule.ageMaxYears)) return 'FAIL'
    }
    return 'PASS'
  })
}
