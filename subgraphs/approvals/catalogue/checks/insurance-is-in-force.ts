import { check, judgeList } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'

interface Facts {
  insurance: Maybe<ListFact<{ kind: string; validFrom: string; validUntil: string }>>
}

/**
 * A policy of every kind named is in force on the day. Kinds are free text on the wire: the name must occur in it.
 * @see 暂行办法, the act RHL-02 stands on; no article of it is known to name the kinds
 */
export function insuranceIsInForce(kinds: readonly (readonly string[])[]) {
  return check<Facts>(
    'INSURANCE_IN_FORCE',
    {
      about: ['车辆保险', 'insurance'],
      pass: ['保险在有效期内。', 'The insurance is in force.'],
      fail: [
        `缺少在有效期内的保险：${kinds.map(([name]) => name).join('、')}。`,
        'A kind of insurance that is needed is not in force.',
      ],
      advice: '请投保并由平台报送保险信息，或到期前续保。',
    },
    ({ insurance }, { day }) =>
      judgeList(insurance, (policies) =>
        kinds.every((names) =>
          policies.some(
            ({ kind, validFrom, validUntil }) =>
              names.some((name) => kind.includes(name)) && validFrom <= day && day <= validUntil,
          ),
        ),
      ),
  )
}
