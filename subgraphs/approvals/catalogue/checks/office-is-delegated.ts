import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  delegation: Maybe<RecordFact<{ validFrom: string; validUntil?: string | null | undefined }>>
}

/**
 * The office where the application lies may handle the item on the day. Authority is data, with dates. A delegation stands
 * until it is revoked, and its document rarely names an end: of this fact alone a missing last day means that there is
 * none. Of every other it is unknown.
 * No act is known that lists the offices: it is what the directory of offices says of this one.
 */
export const officeIsDelegated = check<Facts>(
  'OFFICE_DELEGATED',
  {
    about: ['受理权限', 'authority of the office'],
    pass: ['受理机构有权办理本事项。', 'The office may handle this item.'],
    fail: ['受理机构当日无权办理本事项。', 'The office may not handle this item on this day.'],
    advice: '请到有权办理的窗口申请，办事机构查询见办事指南。',
  },
  ({ delegation }, { day }) =>
    judge(delegation, ({ validFrom, validUntil }) => validFrom <= day && (!validUntil || day <= validUntil)),
  // An office needs its authority when it decides.
  { lasting: false, grantsAuthority: true },
)
