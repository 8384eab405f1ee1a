import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Inspected {
  verdict: string
  grade?: string | null | undefined
  validUntil?: string | null | undefined
  annulled: boolean
}

function isValidOn(record: Inspected, day: string): boolean | 'UNKNOWN' {
  if (record.annulled || record.verdict !== 'PASS') return false
  return record.validUntil ? day <= record.validUntil : 'UNKNOWN'
}

/**
 * The latest safety inspection that was not annulled passed and is valid on the day.
 * @see 暂行办法 art. 12 (3); for how long it is valid: 道路交通安全法实施条例 art. 16
 */
export const safetyInspectionIsValid = check<{ safety: Maybe<RecordFact<Inspected>> }>(
  'SAFETY_INSPECTION_VALID',
  {
    about: ['安全技术检验', 'safety inspection'],
    pass: ['安全技术检验合格且在有效期内。', 'The safety inspection passed and is valid.'],
    fail: ['无有效的安全技术检验合格报告。', 'There is no valid safety inspection that passed.'],
    advice: '请到检测站检验合格；检验结果由检测站直接上传，无需提交纸质报告。',
  },
  ({ safety }, { day }) => judge(safety, (record) => isValidOn(record, day)),
)

/**
 * The latest comprehensive test passed with grade one or two and is valid on the day; 三级 never passes.
 * @see JT/T 198-2016, which knows the grades one and two only
 */
export const comprehensiveInspectionIsValid = check<{ comprehensive: Maybe<RecordFact<Inspected>> }>(
  'COMPREHENSIVE_INSPECTION_VALID',
  {
    about: ['综合性能检验', 'comprehensive performance test'],
    pass: [
      '综合性能检验合格，技术等级二级以上且在有效期内。',
      'The comprehensive test passed with grade one or two and is valid.',
    ],
    fail: [
      '无有效的综合性能检验合格报告或技术等级不符。',
      'There is no valid comprehensive test of grade one or two.',
    ],
    advice: '请到检测站进行综合性能检验并评定技术等级；结果由检测站直接上传。',
  },
  ({ comprehensive }, { day }) =>
    judge(comprehensive, (record) =>
      record.grade === 'GRADE_1' || record.grade === 'GRADE_2' ? isValidOn(record, day) : false,
    ),
)
