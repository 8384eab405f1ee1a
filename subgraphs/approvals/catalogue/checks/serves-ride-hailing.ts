import { check, judge, withAbsence } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  platformRecord: Maybe<
    RecordFact<{ serviceKind?: 'RIDE_HAILING' | 'CRUISING_TAXI' | 'CAR_POOLING' | null | undefined }>
  >
}

/**
 * The platform reports the vehicle for ride-hailing, not as a cruising taxi and not for private car pooling, which needs no
 * permit and has none. Of what it stated before the hub kept that, nobody knows it.
 * @see 暂行办法 art. 2; CommercialType 服务类型 of the national interface, A.4.7
 */
export const servesRideHailing = check<Facts>(
  'SERVES_RIDE_HAILING',
  {
    about: ['服务类型', 'the kind of service on the platform'],
    pass: ['平台报送的服务类型为网络预约出租汽车。', 'The platform reports the vehicle for ride-hailing.'],
    fail: [
      '平台报送的服务类型不是网络预约出租汽车。',
      'The platform reports the vehicle for another kind of service than ride-hailing.',
    ],
    advice: '请联系网约车平台公司核对并重新报送车辆的服务类型。',
  },
  ({ platformRecord }) =>
    judge(platformRecord, ({ serviceKind }) => (serviceKind ? serviceKind === 'RIDE_HAILING' : 'UNKNOWN')),
)

const reportFirst = '请联系网约车平台公司报送车辆基本信息，并核对车辆的服务类型。'

/** The same, which says of a vehicle the platform does not report that it does not, and no kind of service. */
export const servesRideHailingWhereReported = withAbsence(
  { fail: ['平台未报送该车辆。', 'The platform does not report the vehicle.'], advice: reportFirst },
  {
    ...servesRideHailing,
    texts: {
      ...servesRideHailing.texts,
      // Whoever may not see whether it is reported is told both.
      fail: [
        '平台未报送该车辆，或报送的服务类型不是网络预约出租汽车。',
        'The platform does not report the vehicle, or reports it for another kind of service than ride-hailing.',
      ],
      advice: reportFirst,
    },
  },
)
