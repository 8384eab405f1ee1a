import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  policeStatus: Maybe<RecordFact<{ scrapOn?: string | null | undefined }>>
}

/**
 * The compulsory scrapping date of the police (qzbfqz), where there is one, has not come.
 * @see for ride-hailing: 暂行办法 art. 39; the date itself is set by the police
 */
export const notToBeScrapped = check<Facts>(
  'NOT_TO_BE_SCRAPPED',
  {
    about: ['强制报废期', 'compulsory scrapping date'],
    pass: ['未到强制报废期。', 'The compulsory scrapping date has not come.'],
    fail: ['已到强制报废期。', 'The compulsory scrapping date has come.'],
    advice: '车辆已到强制报废期，请更换车辆申请。',
  },
  ({ policeStatus }, { day }) => judge(policeStatus, ({ scrapOn }) => !scrapOn || day < scrapOn),
)
