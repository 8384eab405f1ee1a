import { type Check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { policeStatusIsClear } from './police-status-is-clear.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ letters: readonly { letter: string; effect: 'NONE' | 'WARN' | 'BLOCK' }[] }>
  >
}

/**
 * No letter of the police status blocks an approval. One that warns (an open violation G, customs H, an open accident I,
 * another reason Z, a letter nobody knows) is for a person to look at: no rule approves by itself then.
 */
export const policeStatusByPerson: Check<Facts> = {
  ...policeStatusIsClear,
  passByPerson: [
    '机动车状态无限制办理的情形，但有须经办人员核实的情形（如违法未处理、海关监管、事故未处理）。',
    'No police status stands against it, but one is for a person to look at: an open violation, customs, an open accident.',
  ],
  run: (facts, context) => {
    const result = policeStatusIsClear.run(facts, context)
    if (result.verdict !== 'PASS') return result
    const isPlain = judge(facts.policeStatus, ({ letters }) =>
      letters.every(({ effect }) => effect === 'NONE'),
    )
    return isPlain.verdict === 'PASS' ? result : { ...result, byPerson: true }
  },
}
