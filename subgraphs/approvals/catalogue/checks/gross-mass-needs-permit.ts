import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  policeStatus: Maybe<RecordFact<{ grossMassKg?: number | null | undefined }>>
}

/** From this day general freight vehicles up to 4.5 t need no permit. */
const exemptFrom = '2019-01-01'
const exemptKgMax = 4_500

/** The vehicle is one that needs a permit at all. @see notice of the Ministry's General Office, 2018-12-24 */
export const grossMassNeedsPermit = check<Facts>(
  'GROSS_MASS_NEEDS_PERMIT',
  {
    about: ['总质量', 'gross mass'],
    pass: ['该车辆需要办理道路运输证。', 'The vehicle needs a transport permit.'],
    fail: [
      '总质量4.5吨及以下普通货运车辆无需办理道路运输证。',
      'A general freight vehicle of up to 4.5 t needs no permit.',
    ],
    advice: '该车辆无需办理本事项。',
  },
  ({ policeStatus }, { day }) =>
    judge(policeStatus, ({ grossMassKg }) => {
      if (day < exemptFrom) return 'PASS'
      return grossMassKg ? grossMassKg > exemptKgMax : 'UNKNOWN'
    }),
)
