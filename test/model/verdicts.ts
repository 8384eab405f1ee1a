/**
 * For which checks of the ride-hailing permit the truth is PASS and the hub can know it: the one thing a finding is held
 * to. PASS needs it, and FAIL denies it. The rules are said again here in a line each.
 */
import { day, dayAt, plateOfApplication, type Sender } from './cast.ts'
import { policyKinds } from './commands.ts'
import type { Told } from './heard.ts'
import {
  type Knowledge,
  knownEquipment,
  knownInspection,
  knownInsurance,
  knownMileage,
  knownStatus,
  knownUsage,
  knownVehicle,
} from './known.ts'

/** How old a confirmation may be on which a decision rests, days. */
const ages = { police: 1, inspection: 2, platform: 7, mileage: 30, equipment: 90 }

/** The vehicle has left once it ran so far, km. */
const kmMax = 600_000

/** What is known of one application, fact by fact. */
export interface AllKnown {
  status: ReturnType<typeof knownStatus>
  usage: ReturnType<typeof knownUsage>
  inspection: ReturnType<typeof knownInspection>
  equipment: ReturnType<typeof knownEquipment>
  vehicle: ReturnType<typeof knownVehicle>
  insurance: ReturnType<typeof knownInsurance>
  mileage: ReturnType<typeof knownMileage>
}

export function knownOf(told: Told, vin: string, company: Sender, now: number): AllKnown {
  return {
    status: knownStatus(told, vin),
    usage: knownUsage(told, vin),
    inspection: knownInspection(told, vin, now),
    equipment: knownEquipment(told, vin, now),
    vehicle: knownVehicle(told, company, vin, now),
    insurance: knownInsurance(told, company, vin, now),
    mileage: knownMileage(told, company, vin, now),
  }
}

/** Whether the hub can know a fact well enough to decide on it. */
function isFresh({ isKnown, until }: Knowledge<unknown>, ageDays: number, now: number): boolean {
  return isKnown && until !== undefined && now - until <= ageDays * day
}

/** By code of the check: whether its truth is PASS and known. */
export function passesKnown(known: AllKnown, vin: string, now: number): Readonly<Record<string, boolean>> {
  const { status, usage, inspection, equipment, vehicle, insurance, mileage } = known
  const today = dayAt(now)
  const plate = plateOfApplication(vin)
  const row = isFresh(status, ages.police, now) ? status.value : undefined
  const isListed = isFresh(vehicle, ages.platform, now)
  const test = isFresh(inspection, ages.inspection, now) ? inspection.value : undefined
  return {
    POLICE_STATUS_CLEAR: row !== undefined && !/[KX]/.test(row.letters),
    PASSENGER_CAR: row !== undefined,
    SEATS_AT_MOST: row !== undefined,
    OWNER_AGREES: row !== undefined,
    HOLDER_NAMED: row !== undefined,
    USAGE_RIDE_HAILING: isFresh(usage, ages.police, now) && usage.value === 'T',
    SAFETY_INSPECTION_VALID: test?.passed === true && today <= test.until,
    EQUIPMENT_FITTED: isFresh(equipment, ages.equipment, now) && equipment.value?.fitted === true,
    PLATFORM_LISTS_VEHICLE: isListed && vehicle.value?.isInService === true,
    SERVES_RIDE_HAILING: isListed && vehicle.value !== undefined,
    PLATE_AGREES:
      row?.plate === plate && isListed && (vehicle.value === undefined || vehicle.value.plate === plate),
    INSURANCE_IN_FORCE:
      !insurance.isOpen &&
      policyKinds.every((kind) =>
        insurance.value?.some(
          ({ policy, isKnown, until }) =>
            policy.kind === kind &&
            policy.from <= today &&
            today <= policy.until &&
            isKnown &&
            now - until <= ages.platform * day,
        ),
      ),
    AGE_BELOW: row !== undefined,
    MILEAGE_BELOW:
      isFresh(mileage, ages.mileage, now) &&
      isFresh(inspection, ages.inspection, now) &&
      isBelow([mileage.value?.km, inspection.value?.km]),
    NOT_TO_BE_SCRAPPED: row !== undefined,
  }
}

/** The higher reading counts; that nobody has read it is no reading. */
function isBelow(readings: readonly (number | undefined)[]): boolean {
  const highest = Math.max(...readings.map((km) => km ?? 0))
  return highest > 0 && highest < kmMax
}
