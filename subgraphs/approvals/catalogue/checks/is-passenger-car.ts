import { type CheckVerdict, check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'

interface Facts {
  policeStatus: Maybe<RecordFact<{ vehicleType?: string | null | undefined }>>
}

/** Form of a type: class, size, body. */
const typeForm = /^[KHQZDMNTJGBX][0-9][0-9A-Z]$/

/** 普通客车, 越野客车, 轿车, 面包车: the bodies of a passenger car, as the third character of a type has them. */
const bodies = '1239'

/**
 * The vehicle is a passenger car 乘用车 by the type the police give it (cllx, GA/T 16.4): a bus or car (K) that is small (3)
 * or mini (4), of a common body. Of the other small ones (专用, 专用校车) the type does not say it; how many seats it may
 * have is another check. @see 暂行办法 art. 12 (1)
 */
export const isPassengerCar = check<Facts>(
  'PASSENGER_CAR',
  {
    about: ['车辆类型', 'type of the vehicle'],
    pass: ['车辆为乘用车。', 'The vehicle is a passenger car.'],
    fail: ['车辆不是乘用车。', 'The vehicle is not a passenger car.'],
    advice: '网约车须为7座及以下乘用车，请更换车辆申请。',
  },
  ({ policeStatus }) => judge(policeStatus, ({ vehicleType }) => judgeType(vehicleType)),
)

function judgeType(vehicleType: string | null | undefined): CheckVerdict {
  const type = vehicleType?.trim().toUpperCase() ?? ''
  if (!typeForm.test(type)) return 'UNKNOWN'
  if (!/^K[34]/.test(type)) return 'FAIL'
  return bodies.includes(type.charAt(2)) ? 'PASS' : 'UNKNOWN'
}
