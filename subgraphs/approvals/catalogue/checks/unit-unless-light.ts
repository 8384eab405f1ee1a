import { corrected, judge } from '../check.ts'
import type { Maybe, RecordFact } from '../fact.ts'
import { positionedFreightMass, valueOn } from '../limits.ts'
import { heavyVehicleIsPositioned } from './heavy-vehicle-is-positioned.ts'

interface Facts {
  policeStatus: Maybe<
    RecordFact<{ grossMassKg?: number | null | undefined; vehicleType?: string | null | undefined }>
  >
  equipment: Maybe<RecordFact<{ positioning: boolean }>>
}

/**
 * A vehicle of 12 t or more, or a tractor, has a positioning unit that works; lighter ones need none. One of which the
 * police name no type may be a tractor, whatever its mass.
 * @see 道路运输车辆动态监督管理办法
 */
export const unitUnlessLight = corrected<Facts>(
  heavyVehicleIsPositioned,
  ({ policeStatus, equipment }, { day }) => {
    const heavy = judge(policeStatus, ({ grossMassKg, vehicleType }) => {
      if (vehicleType?.startsWith('Q')) return 'FAIL'
      if (!grossMassKg) return 'UNKNOWN'
      if (grossMassKg >= valueOn(positionedFreightMass, day)) return 'FAIL'
      return vehicleType ? 'PASS' : 'UNKNOWN'
    })
    return heavy.verdict === 'FAIL' ? judge(equipment, ({ positioning }) => positioning) : heavy
  },
)
