import { readPlateKind, type UsageType, usageTypeOf } from '@one-visit/schema/codes.ts'
import { normalisePlate, readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import {
  attempt,
  countOf,
  firstPoliceTimes,
  lettersOf,
  mustNotEndBefore,
  type PoliceTimes,
  policeTimes,
  required,
} from './tmri-fields.ts'
import type { TmriRecord } from './tmri-soap.ts'

/** Police data of one vehicle as 01C49, 01C21 and 18C49 give it, translated at this edge. */
export interface PoliceVehicle {
  vin: string
  vinCheckDigitOk: boolean
  plateNumber: string
  plateKind: string
  usage: UsageType
  statusLetters: string
  vehicleType: string | null
  seats: number | null
  grossMassKg: number | null
  wheelbaseMm: number | null
  ownerName: string
  registeredOn: string | null
  inspectionValidUntil: string | null
  scrapOn: string | null
  /** The police's own serial of the vehicle, xh. */
  serial: string | null
  /** When the platform says the record was last changed (gxrq), else null. */
  changedAt: Date | null
}

/**
 * Translates a police record.
 * The plate comes without its province character from the platform itself, with it from some gateways in between;
 * `province` is the character asked with.
 * @throws PoliceRecordFault (tmri-fields.ts) naming the police field
 */
export function policeVehicle(
  record: TmriRecord,
  province: string,
  times: PoliceTimes = firstPoliceTimes,
  today = '',
): PoliceVehicle {
  const vin = attempt('clsbdh', () => readVin(required(record, 'clsbdh')))
  return {
    vin: vin.vin,
    vinCheckDigitOk: vin.checkDigitOk,
    ...plateOf(record, province),
    usage: attempt('syxz', () => usageTypeOf(required(record, 'syxz'), record.syxzmc?.trim() || undefined)),
    statusLetters: lettersOf(record, 'zt'),
    vehicleType: record.cllx || null,
    seats: countOf(record, 'hdzk'),
    grossMassKg: countOf(record, 'zzl'),
    wheelbaseMm: countOf(record, 'zj'),
    ownerName: record.syr ?? '',
    registeredOn: times.pastDayOf(record, 'ccdjrq', today),
    inspectionValidUntil: times.limitOfInspection(record, 'yxqz'),
    scrapOn: times.limitOf(record, 'qzbfqz'),
    serial: record.xh || null,
    changedAt: times.instantOf(record, 'gxrq'),
  }
}

/** The plate a record states, as above. @throws PoliceRecordFault */
export function plateOf(
  record: TmriRecord,
  province: string,
): Pick<PoliceVehicle, 'plateNumber' | 'plateKind'> {
  return {
    plateNumber: attempt('hphm', () => readPlate(withProvince(required(record, 'hphm'), province))),
    plateKind: attempt('hpzl', () => readPlateKind(required(record, 'hpzl'))),
  }
}

/**
 * A record as above, with its days read in all forms met, none of which nobody can have meant; `today` is the day of the
 * answer, YYYY-MM-DD.
 * @throws PoliceRecordFault
 */
export function plausibleVehicle(record: TmriRecord, province: string, today: string): PoliceVehicle {
  const vehicle = policeVehicle(record, province, policeTimes, today)
  mustNotEndBefore('yxqz', vehicle.inspectionValidUntil, vehicle.registeredOn)
  mustNotEndBefore('qzbfqz', vehicle.scrapOn, vehicle.registeredOn)
  return {
    ...vehicle,
    // No inspection is good for ever: what is said to have no end has none that anybody could rest on.
    inspectionValidUntil: vehicle.inspectionValidUntil === unlimitedDay ? null : vehicle.inspectionValidUntil,
  }
}

/** The plate with its province character; some gateways in between have put it there already. */
function withProvince(plate: string, province: string): string {
  return /^[A-Z]/.test(normalisePlate(plate)) ? province + plate : plate
}
