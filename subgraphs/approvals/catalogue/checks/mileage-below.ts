import { type CheckTexts, check, isKnown } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { type Figure, valueOn } from '../limits.ts'

interface Facts {
  mileage: Maybe<RecordFact<{ totalKm: number }>>
  safety: Maybe<RecordFact<{ odometerKm?: number | null | undefined }>>
}

/**
 * The odometer stands below the limit. Platform and inspection both read it, and the higher reading counts; one of them
 * may know of none, but neither may be silent, or a high reading could be taken away. @see 暂行办法 art. 39
 */
export function mileageBelow(limit: Figure) {
  return check<Facts>(
    'MILEAGE_BELOW',
    (day) => textsFor(valueOn(limit, day)),
    ({ mileage, safety }, { day }) => {
      const unknown = [mileage, safety].find((fact) => !isKnown(fact))
      if (unknown !== undefined || !mileage || !safety)
        return { verdict: 'UNKNOWN', fact: unknown ?? mileage ?? safety }
      const readings = [
        { fact: mileage, km: mileage.record?.totalKm },
        { fact: safety, km: safety.record?.odometerKm },
      ].filter(({ km }) => typeof km === 'number' && km > 0)
      const highest = readings.toSorted((a, b) => (b.km ?? 0) - (a.km ?? 0))[0]
      if (highest === undefined) return { verdict: 'UNKNOWN', fact: mileage }
      return { verdict: (highest.km ?? 0) < valueOn(limit, day) ? 'PASS' : 'FAIL', fact: highest.fact }
    },
  )
}

function textsFor(kmMax: number): CheckTexts {
  return {
    about: ['行驶里程', 'mileage'],
    pass: [`行驶里程未达${kmMax / 10_000}万公里。`, `The vehicle ran less than ${kmMax} km.`],
    fail: [
      `行驶里程已达${kmMax / 10_000}万公里，应强制报废。`,
      `The vehicle ran ${kmMax} km and must be scrapped.`,
    ],
    advice: `行驶里程达到${kmMax / 10_000}万公里的车辆应当报废，请更换车辆申请。`,
  }
}
