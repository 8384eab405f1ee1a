/** What the dates of a report must agree on: the number of the visit, the vehicle's beginnings and the test. */
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { readStatedDay } from '@one-visit/schema/stated-time.ts'
import { isRealDay, shanghaiDay } from '@one-visit/schema/time.ts'
import type { CancellationRow } from './cancellation-plan.ts'
import type { InspectionRow } from './inspection-plan.ts'

type Wire = string | number | null | undefined

/** When a vehicle was registered and built, as a report has it. */
interface VehicleDays {
  registDate?: Wire
  productionDate?: Wire
}

type ReadDay = (text: string) => string | null

/**
 * The number of a visit holds the day it was given: that of the first attempt, and no later one than that of any other.
 * @throws RecordFault SERIAL_DAY
 */
export function mustBeOfItsNumber(
  { serial, attempt }: Pick<InspectionRow, 'serial' | 'attempt'>,
  testedOn: string,
  pointer = '/detectRecord/detectSn',
): void {
  const day = dayOfNumber(serial)
  const isRight = isRealDay(day) && (attempt === 1 ? day === testedOn : day <= testedOn)
  if (!isRight)
    throw new RecordFault(
      'SERIAL_DAY',
      pointer,
      `its digits 10 to 17 are the day of the visit, ${testedOn.replaceAll('-', '')} for this test`,
    )
}

/**
 * Holds a number of a form of the station's own choice to nothing, and one of the form the hub gives to its day.
 * @throws RecordFault SERIAL_DAY
 */
export function mustBeOfGivenNumber(row: NumberedTest, testedOn: string, pointer: string): void {
  if (isGivenForm(row)) mustBeOfItsNumber(row, testedOn, pointer)
}

type NumberedTest = Pick<InspectionRow, 'stationId' | 'serial' | 'attempt'>

/**
 * Holds what voids a visit to the day of its number, where that is of the form the hub gives: a day of the calendar, and
 * none after the visit was voided.
 * @throws RecordFault SERIAL_DAY
 */
export function mustFollowGivenNumber(
  row: Pick<CancellationRow, 'stationId' | 'serial' | 'cancelledAt'>,
  pointer: string,
): void {
  const day = dayOfNumber(row.serial)
  const voidedOn = shanghaiDay(row.cancelledAt)
  if (isGivenForm(row) && !(isRealDay(day) && day <= voidedOn))
    throw new RecordFault(
      'SERIAL_DAY',
      pointer,
      `its digits 10 to 17 are the day of the visit, no day after ${voidedOn.replaceAll('-', '')} on which it was voided`,
    )
}

/** Whether a number is of the form the hub gives: 21 digits that begin with the station. */
function isGivenForm({ stationId, serial }: { stationId: string; serial: string }): boolean {
  return /^\d{21}$/.test(serial) && serial.startsWith(stationId)
}

const dayOfNumber = (serial: string): string =>
  `${serial.slice(9, 13)}-${serial.slice(13, 15)}-${serial.slice(15, 17)}`

/** No vehicle is tested before it is built and registered, whichever of the two dates is which. @throws RecordFault INSPECTION_BEFORE_REGISTRATION */
export function mustFollowVehicle({ registDate, productionDate }: VehicleDays, testedOn: string): void {
  const days = [looseDay(registDate), looseDay(productionDate)].filter((day) => day !== null)
  if (days.length > 0 && days.every((day) => day > testedOn))
    throw new RecordFault(
      'INSPECTION_BEFORE_REGISTRATION',
      '/detectRecord/detectDate',
      'lies before the vehicle was built and registered',
    )
}

/** @throws RecordFault INSPECTION_BEFORE_REGISTRATION, where the dates the report gives can be relied on */
export function mustFollowRegistration(vehicle: VehicleDays, inspectedOn: string, read?: ReadDay): void {
  const registered = looseDay(vehicle.registDate, read)
  if (registered !== null && !areSwapped(vehicle, read) && inspectedOn < registered)
    throw new RecordFault(
      'INSPECTION_BEFORE_REGISTRATION',
      '/detectRecord/detectDate',
      'lies before the vehicle was registered',
    )
}

/** Note for the station whose two dates seem to be swapped. */
export function swapNotes(vehicle: VehicleDays): string[] {
  return areSwapped(vehicle) ? ['registDate lies before productionDate: are the two swapped?'] : []
}

/** One vendor swaps the two dates: no vehicle is registered before it is built. */
function areSwapped({ registDate, productionDate }: VehicleDays, read?: ReadDay): boolean {
  const [registered, produced] = [looseDay(registDate, read), looseDay(productionDate, read)]
  return registered !== null && produced !== null && registered < produced
}

function looseDay(value: Wire, read: ReadDay = dayBy): string | null {
  try {
    return read(String(value ?? ''))
  } catch {
    return null
  }
}

/** A day of the vehicle's life; the years that stand for no day are none. */
function dayBy(text: string): string | null {
  const day = readStatedDay(text)
  return day >= '2099-01-01' ? null : day
}
