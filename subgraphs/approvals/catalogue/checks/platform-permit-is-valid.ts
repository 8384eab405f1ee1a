import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  platformPermit: Maybe<
    RecordFact<{ inForce: boolean; validFrom: string; validUntil?: string | null | undefined }>
  >
}

/**
 * The platform holds an operating permit for this division on the day; a permit of another city does not count.
 * @see 暂行办法, the act RHL-02 stands on; no article is known
 */
export const platformPermitIsValid = check<Facts>(
  'PLATFORM_PERMIT_VALID',
  {
    about: ['平台经营许可', 'operating permit of the platform'],
    pass: ['平台在本市的经营许可有效。', 'The platform is licensed for this city.'],
    fail: ['平台在本市无有效的经营许可。', 'The platform is not licensed for this city.'],
    advice: '请选择已取得本市网络预约出租汽车经营许可的平台。',
  },
  ({ platformPermit }, { day }) =>
    judge(
      platformPermit,
      ({ inForce, validFrom, validUntil }) =>
        inForce && validFrom <= day && (!validUntil || day <= validUntil),
    ),
)
