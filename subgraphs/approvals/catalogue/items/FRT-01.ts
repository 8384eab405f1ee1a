import { defineItem } from '../item.ts'
import { frt01V1 } from './FRT-01.v1.ts'
import { frt01V2 } from './FRT-01.v2.ts'
import { frt01V3 } from './FRT-01.v3.ts'
import { frt01V4 } from './FRT-01.v4.ts'

/** 普通货运车辆营运证新增: the permit of a general freight vehicle, at the inspection station. */
export const frt01 = defineItem(
  'FRT-01',
  { name: '普通货运车辆营运证新增', nameEn: 'General freight vehicle, new permit' },
  [frt01V1, frt01V2, frt01V3, frt01V4],
)
