import { defineItem } from '../item.ts'
import { rhl02V1 } from './RHL-02.v1.ts'
import { rhl02V2 } from './RHL-02.v2.ts'
import { rhl02V3 } from './RHL-02.v3.ts'
import { rhl02V4 } from './RHL-02.v4.ts'
import { rhl02V5 } from './RHL-02.v5.ts'

/** 网络预约出租汽车运输证核发: the ride-hailing vehicle permit, first issue. */
export const rhl02 = defineItem(
  'RHL-02',
  { name: '网络预约出租汽车运输证核发', nameEn: 'Ride-hailing vehicle permit, first issue' },
  [rhl02V1, rhl02V2, rhl02V3, rhl02V4, rhl02V5],
)
