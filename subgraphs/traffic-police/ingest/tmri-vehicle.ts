import { readPlateKind, type UsageType, usageTypeOf } from '@one-visit/schema/codes.ts'
import { normalisePlate, readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { isRealDay } from '@one-visit/schema/time.ts'
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

/** A record cannot be used; `field` is the police field name. */
export class PoliceRecordFault extends Error {
  override readonly name = 'PoliceRecordFault'
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

const noLimit = /^(2099|9999)/

const dayOf = (field: string, text: string | undefined): string | null => {
  if (text === undefined || text === '' || text === '0' || text === 'null') return null
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?$/.exec(text)
  const day = match && `${match[1]}-${match[2]}-${match[3]}`
  if (!day || !isRealDay(day)) throw new PoliceRecordFault(field, `${field} is not a date`)
  return day
}

const instantOf = (field: string, text: string | undefined): Date | null => {
  const match = text && /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(text)
  if (!match) return dayOf(field, text) === null ? null : new Date(`${dayOf(field, text)}T00:00:00+08:00`)
  return new Date(`${match[1]}T${match[2]}+08:00`)
}

const countOf = (field: string, text: string | undefined): number | null => {
  if (text === undefined || text === '' || text === 'null') return null
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) throw new PoliceRecordFault(field, `${field} is not a number`)
  return Math.round(value)
}

const required = (record: TmriRecord, field: string): string => {
  const value = record[field]?.trim()
  if (!value) throw new PoliceRecordFault(field, `${field} is missing`)
  return value
}

/** The plate with its province character; some gateways in between have put it there already. */
const withProvince = (plate: string, province: string): string =>
  /^[A-Z]/.test(normalisePlate(plate)) ? province + plate : plate

/**
 * Translates a police record.
 * The plate comes without its province character from the platform itself, with it from some gateways in between;
 * `province` is the character asked with.
 * @throws PoliceRecordFault naming the police field
 */
export const policeVehicle = (record: TmriRecord, province: string): PoliceVehicle => {
  const scrap = dayOf('qzbfqz', record.qzbfqz)
  const letters = required(record, 'zt').toUpperCase()
  if (!/^[A-Z]+$/.test(letters)) throw new PoliceRecordFault('zt', 'zt holds something other than letters')
  const vin = attempt('clsbdh', () => readVin(required(record, 'clsbdh')))
  return {
    vin: vin.vin,
    vinCheckDigitOk: vin.checkDigitOk,
    plateNumber: attempt('hphm', () => readPlate(withProvince(required(record, 'hphm'), province))),
    plateKind: attempt('hpzl', () => readPlateKind(required(record, 'hpzl'))),
    usage: attempt('syxz', () => usageTypeOf(required(record, 'syxz'), record.syxzmc)),
    statusLetters: letters,
    vehicleType: record.cllx || null,
    seats: countOf('hdzk', record.hdzk),
    grossMassKg: countOf('zzl', record.zzl),
    wheelbaseMm: countOf('zj', record.zj),
    ownerName: record.syr ?? '',
    registeredOn: dayOf('ccdjrq', record.ccdjrq),
    inspectionValidUntil: dayOf('yxqz', record.yxqz),
    scrapOn: scrap !== null && noLimit.test(scrap) ? null : scrap,
    serial: record.xh || null,
    changedAt: instantOf('gxrq', record.gxrq),
  }
}

const attempt = <T>(field: string, read: () => T): T => {
  try {
    return read()
  } catch (cause) {
    throw new PoliceRecordFault(field, cause instanceof Error ? cause.message : `${field} cannot be read`)
  }
}
