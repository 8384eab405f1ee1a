import { type CheckTexts, check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { type Figure, valueOn } from '../limits.ts'

interface Facts {
  policeStatus: Maybe<RecordFact<{ seats?: number | null | undefined }>>
}

/** A passenger car of so many seats at most, the driver included. @see 暂行办法 art. 12 (1) */
export function seatsAtMost(limit: Figure) {
  return check<Facts>(
    'SEATS_AT_MOST',
    (day) => textsFor(valueOn(limit, day)),
    ({ policeStatus }, { day }) =>
      judge(policeStatus, ({ seats }) =>
        seats === null || seats === undefined ? 'UNKNOWN' : seats > 0 && seats <= valueOn(limit, day),
      ),
  )
}

function textsFor(seatsMax: number): CheckTexts {
  return {
    about: ['核定载客', 'approved seats'],
    pass: [`核定载客不超过${seatsMax}人。`, `The vehicle has at most ${seatsMax} seats.`],
    fail: [`核定载客超过${seatsMax}人。`, `The vehicle has more than ${seatsMax} seats.`],
    advice: `网约车须为${seatsMax}座及以下乘用车，请更换车辆申请。`,
  }
}
