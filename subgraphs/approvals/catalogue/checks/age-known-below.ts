import { addYears, type Check, corrected, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { type Figure, valueOn } from '../limits.ts'
import { isPlausibleRegistration } from '../plausible.ts'
import { ageBelow } from './age-below.ts'

interface Facts {
  policeStatus: Maybe<RecordFact<{ registeredOn?: string | null | undefined }>>
}

/**
 * So many years have not passed since the first registration of the vehicle, as the police have it (ccdjrq). On the day
 * itself the vehicle has left. A registration that cannot be so says nothing of the age. @see 暂行办法 art. 39
 */
export function ageKnownBelow(limit: Figure): Check<Facts> {
  return corrected<Facts>(ageBelow(limit), ({ policeStatus }, { day }) =>
    judge(policeStatus, ({ registeredOn }) =>
      registeredOn && isPlausibleRegistration(registeredOn, day)
        ? day < addYears(registeredOn, valueOn(limit, day))
        : 'UNKNOWN',
    ),
  )
}
