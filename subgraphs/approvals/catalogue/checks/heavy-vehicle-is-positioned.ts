import { check, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { positionedFreightMass, valueOn } from '../limits.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ grossMassKg?: number | null | undefined; vehicleType?: string | null | undefined }>
  >
  equipment: Maybe<RecordFact<{ positioning: boolean }>>
}

/**
 * A vehicle of 12 t or more, or a tractor, has a positioning unit that works; lighter ones need none.
 * @see 道路运输车辆动态监督管理办法
 */
export const heavyVehicleIsPositioned = check<Facts>(
  'HEAVY_VEHICLE_POSITIONED',
  {
    about: ['重型货车卫星定位', 'positioning unit of a heavy vehicle'],
    pass: ['无需卫星定位装置或装置已经确认。', 'The vehicle needs no positioning unit, or it was confirmed.'],
    fail: [
      '重型货车或牵引车卫星定位装置未安装或未确认。',
      'A heavy vehicle or tractor has no positioning unit.',
    ],
    advice: '请安装卫星定位装置并接入货运平台，由检测站窗口确认。',
  },
  ({ policeStatus, equipment }, { day }) => {
    const heavy = judge(policeStatus, ({ grossMassKg, vehicleType }) => {
      if (vehicleType?.startsWith('Q')) return 'FAIL'
      return grossMassKg ? grossMassKg < valueOn(positionedFreightMass, day) : 'UNKNOWN'
    })
    return heavy.verdict === 'FAIL' ? judge(equipment, ({ positioning }) => positioning) : heavy
  },
)
