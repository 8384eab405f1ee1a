import { type CheckTexts, check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { freightExemptMass, valueOn } from '../limits.ts'

interface Facts {
  policeStatus: Maybe<RecordFact<{ grossMassKg?: number | null | undefined }>>
}

/** Told of a day on which no vehicle is exempt. */
const firstExemptMassKg = freightExemptMass.values.find(({ value }) => value !== null)?.value ?? 0

/** The vehicle is one that needs a permit at all. @see notice of the Ministry's General Office, 2018-12-24 */
export const grossMassNeedsPermit = check<Facts>(
  'GROSS_MASS_NEEDS_PERMIT',
  (day) => textsFor(valueOn(freightExemptMass, day) ?? firstExemptMassKg),
  ({ policeStatus }, { day }) =>
    judge(policeStatus, ({ grossMassKg }) => {
      const exemptMaxKg = valueOn(freightExemptMass, day)
      if (exemptMaxKg === null) return 'PASS'
      return grossMassKg ? grossMassKg > exemptMaxKg : 'UNKNOWN'
    }),
)

function textsFor(massKg: number): CheckTexts {
  return {
    about: ['总质量', 'gross mass'],
    pass: ['该车辆需要办理道路运输证。', 'The vehicle needs a transport permit.'],
    fail: [
      `总质量${massKg / 1_000}吨及以下普通货运车辆无需办理道路运输证。`,
      `A general freight vehicle of up to ${massKg / 1_000} t needs no permit.`,
    ],
    advice: '该车辆无需办理本事项。',
  }
}
