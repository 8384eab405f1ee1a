import { type Check, withAbsence } from '../check.ts'

/** A check of the police record that says so where the police have no such vehicle, and not that a figure is too high. */
export function unlessUnknownToPolice<Facts>(check: Check<Facts>): Check<Facts> {
  return withAbsence(
    {
      fail: ['公安交管部门查无此车。', 'The traffic police have no record of the vehicle.'],
      advice: '请核对车架号与号牌；信息无误的，请到公安交管部门核实机动车登记。',
    },
    check,
  )
}
