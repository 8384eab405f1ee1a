import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  holder: Maybe<RecordFact<{ name: string }>>
}

/**
 * The source that knows whose the permit will be gives the name that is printed on it, and not the applicant. A record
 * without a name says nothing. It is the name of the day of the decision: another one later is another certificate.
 */
export const holderIsNamed = check<Facts>(
  'HOLDER_NAMED',
  {
    about: ['持证人名称', 'name of the holder'],
    pass: ['持证人名称由来源数据提供。', 'The source gives the name of the holder.'],
    fail: ['来源数据中查无持证人。', 'The source knows of no such holder.'],
    advice: '请核对车辆登记信息或业户的统一社会信用代码后重新申请。',
  },
  ({ holder }) => judge(holder, ({ name }) => (name.trim() === '' ? 'UNKNOWN' : 'PASS')),
  { lasting: false },
)
