import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ letters: readonly { letter: string; effect: 'NONE' | 'WARN' | 'BLOCK' }[] }>
  >
}

/**
 * No letter of the police status blocks an approval; a status has one or more letters, and any of them counts.
 * No act is known that lists them: the letters are those of the police register (zt), which of them block is ours.
 */
export const policeStatusIsClear = check<Facts>(
  'POLICE_STATUS_CLEAR',
  {
    about: ['机动车状态', 'police status of the vehicle'],
    pass: ['机动车状态无限制办理的情形。', 'No police status stands against it.'],
    fail: ['机动车状态有限制办理的情形。', 'The police status of the vehicle stands against it.'],
    advice: '请到公安交管部门处理机动车状态（如逾期未检验、查封、注销）后再办。',
  },
  ({ policeStatus }) =>
    judge(
      policeStatus,
      ({ letters }) => letters.length > 0 && letters.every(({ effect }) => effect !== 'BLOCK'),
    ),
)
