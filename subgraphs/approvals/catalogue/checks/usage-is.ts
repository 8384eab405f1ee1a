import { type Check, check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  usage: Maybe<
    RecordFact<{
      current: string
      previous?: string | null | undefined
      changeCompleted: boolean
    }>
  >
}

/**
 * The newest police statement of the usage type is the one the permit needs. A completed change is asked for only where
 * the police once stated another usage; its record not having come is no proof that there was none.
 */
function usageIs(code: string, wanted: string, zh: string, en: string): Check<Facts> {
  return check<Facts>(
    code,
    {
      about: ['使用性质', 'usage type'],
      pass: [`行驶证使用性质为${zh}。`, `The usage type is ${en}.`],
      fail: [`行驶证使用性质不是${zh}。`, `The usage type is not ${en}.`],
      advice: `请先到公安交管部门办理使用性质变更为${zh}，办结后系统自动复核。`,
    },
    ({ usage }) =>
      judge(usage, ({ current, previous, changeCompleted }) => {
        if (current !== wanted) return 'FAIL'
        const isChanged = previous !== null && previous !== undefined && previous !== wanted
        return isChanged && !changeCompleted ? 'UNKNOWN' : 'PASS'
      }),
  )
}

/** 预约出租客运 (T). @see 网络预约出租汽车经营服务管理暂行办法 art. 13 */
export const usageIsRideHailing = usageIs(
  'USAGE_RIDE_HAILING',
  'RIDE_HAILING',
  '预约出租客运',
  'ride-hailing',
)

/** 货运 (F). @see 道路运输条例, the act FRT-01 stands on */
export const usageIsFreight = usageIs('USAGE_FREIGHT', 'FREIGHT', '货运', 'freight')
