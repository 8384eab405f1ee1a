import { readPlateKind, type UsageType, usageTypeOf } from '@one-visit/schema/codes.ts'
import { normalisePlate, readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { attempt, countOf, dayOf, instantOf, lettersOf, limitOf, required } from './tmri-fields.ts'
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
export function policeVehicle(record: TmriRecord, province: string): PoliceVehicle {
  const vin = attempt('clsbdh', () => readVin(required(record, 'clsbdh')))
  return {
    vin: vin.vin,
    vinCheckDigitOk: vin.checkDigitOk,
    plateNumber: attempt('hphm', () => readPlate(withProvince(required(record, 'hphm'), province))),
    plateKind: attempt('hpzl', () => readPlateKind(required(record, 'hpzl'))),
    usage: attempt('syxz', () => usageTypeOf(required(record, 'syxz'), record.syxzmc?.trim() || undefined)),
    statusLetters: lettersOf(record, 'zt'),
    vehicleType: record.cllx || null,
    seats: countOf(record, 'hdzk'),
    grossMassKg: countOf(record, 'zzl'),
    wheelbaseMm: countOf(record, 'zj'),
    ownerName: record.syr ?? '',
    registeredOn: dayOf(record, 'ccdjrq'),
    inspectionValidUntil: dayOf(record, 'yxqz'),
    scrapOn: limitOf(record, 'qzbfqz'),
    serial: record.xh || null,
    changedAt: instantOf(record, 'gxrq'),
  }
}

/** The plate with its province character; some gateways in between have put it there already. */
function withProvince(plate: string, province: string): string {
  return /^[A-Z]/.test(normalisePlate(plate)) ? province + plate : plate
}
