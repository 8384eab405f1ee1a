import type { LocalVehicleRule } from '../checks/local-vehicle-rules.ts'

/**
 * Rules of cities for ride-hailing vehicles, by division and day. Wenzhou's own are not known to us, so that Wenzhou asks
 * nothing here; Hangzhou's entry has only what a register can prove (price and range are not in one).
 */
export const localRules: readonly LocalVehicleRule[] = [
  {
    division: '330100',
    validFrom: '2016-11-01',
    basis: '杭州市网络预约出租汽车经营服务管理实施细则（2016-10 草案）',
    ageMaxYears: 5,
  },
]
