import { type CheckResult, check, isKnown, worst } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

type Plated = Maybe<RecordFact<{ plateNumber?: string | null | undefined }>>

interface Facts {
  policeStatus: Plated
  /** Other sources that know the plate; a source without a record has nothing to disagree with. */
  platesElsewhere: readonly Plated[]
}

function agrees(fact: Plated, plate: string | undefined, isOptional: boolean): CheckResult {
  if (!isKnown(fact)) return { verdict: 'UNKNOWN', fact }
  const given = fact.record?.plateNumber
  if (!given) return { verdict: isOptional ? 'PASS' : 'UNKNOWN', fact }
  return { verdict: given === plate ? 'PASS' : 'FAIL', fact }
}

/**
 * Every source that knows the vehicle by its VIN gives it the plate the application gives it.
 * No act is known that asks for it: what a permit names has to be one vehicle.
 */
export const plateAgrees = check<Facts>(
  'PLATE_AGREES',
  {
    about: ['号牌一致性', 'agreement on the plate'],
    pass: ['各来源的号牌与申请一致。', 'All sources give the vehicle the plate of the application.'],
    fail: ['号牌与申请不一致。', 'A source gives the vehicle another plate.'],
    advice: '请核对申请填写的号牌；平台信息有误的，请平台更正。',
  },
  ({ policeStatus, platesElsewhere }, { subjects }) =>
    worst([
      agrees(policeStatus, subjects.plateNumber, false),
      ...platesElsewhere.map((fact) => agrees(fact, subjects.plateNumber, true)),
    ]),
)
