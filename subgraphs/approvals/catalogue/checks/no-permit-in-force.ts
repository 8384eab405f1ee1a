import { check, judgeList } from '../check.ts'
import type { ListFact, Maybe } from '../fact.ts'

interface Facts {
  permits: Maybe<ListFact<{ kind: string; state: string; validUntil?: string | null | undefined }>>
}

/**
 * The vehicle holds no permit of the kind already: it is issued once, and then changed or renewed by another item.
 * @see for ride-hailing: 暂行办法 art. 13; for freight: 道路运输条例, the act FRT-01 stands on
 */
export function noPermitInForce(kind: string) {
  return check<Facts>(
    'NO_PERMIT_IN_FORCE',
    {
      about: ['已有运输证', 'permits the vehicle already holds'],
      pass: ['车辆没有在有效期内的同类运输证。', 'The vehicle holds no permit of this kind.'],
      fail: ['车辆已有在有效期内的同类运输证。', 'The vehicle already holds a permit of this kind.'],
      advice: '已有运输证的车辆请办理换证或变更事项。',
    },
    ({ permits }, { day }) =>
      judgeList(permits, (held) =>
        held.every(
          (permit) =>
            permit.kind !== kind ||
            permit.state !== 'VALID' ||
            (permit.validUntil ? permit.validUntil < day : false),
        ),
      ),
    // The permit that is issued is in force itself from then on.
    { lasting: false },
  )
}
