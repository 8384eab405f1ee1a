import { addYears, type CheckTexts, check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { type Figure, valueOn } from '../limits.ts'

interface Facts {
  policeStatus: Maybe<RecordFact<{ registeredOn?: string | null | undefined }>>
}

/**
 * So many years have not passed since the first registration of the vehicle, as the police have it (ccdjrq).
 * On the day itself the vehicle has left. @see 暂行办法 art. 39
 */
export function ageBelow(limit: Figure) {
  return check<Facts>(
    'AGE_BELOW',
    (day) => textsFor(valueOn(limit, day)),
    ({ policeStatus }, { day }) =>
      judge(policeStatus, ({ registeredOn }) =>
        registeredOn ? day < addYears(registeredOn, valueOn(limit, day)) : 'UNKNOWN',
      ),
  )
}

function textsFor(years: number): CheckTexts {
  return {
    about: ['使用年限', 'age of the vehicle'],
    pass: [`使用年限未满${years}年。`, `The vehicle is younger than ${years} years.`],
    fail: [
      `使用年限已满${years}年，应退出网约车经营。`,
      `The vehicle is ${years} years old and leaves ride-hailing.`,
    ],
    advice: `车辆注册登记满${years}年须退出网约车经营，请更换车辆申请。`,
  }
}
