import { divisionHolds } from '@one-visit/schema/divisions.ts'
import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  entry: Maybe<RecordFact<{ division: string }>>
}

/**
 * The division the permit is asked for is the office's own or lies in it, as the directory of offices has it: where a case is
 * handed in does not follow from what its applicant writes.
 */
export const divisionIsOfTheOffice = check<Facts>(
  'DIVISION_OF_OFFICE',
  {
    about: ['许可区域', 'division of the permit'],
    pass: ['许可区域在受理机构辖区内。', 'The division lies in that of the office.'],
    fail: ['许可区域不在受理机构辖区内。', 'The division does not lie in that of the office.'],
    advice: '请向许可区域所在地的窗口申请，办事机构查询见办事指南。',
  },
  ({ entry }, { subjects }) => judge(entry, ({ division }) => divisionHolds(division, subjects.division)),
  // Offices move and are merged; what they decided stands.
  { lasting: false },
)
