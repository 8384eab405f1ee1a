/** Every check that reads a figure of the law, one below the figure, at it and one above it, on every day of many years. */
import { expect, it } from 'vitest'
import { absent, contextOn, recordFact } from '../../testing/facts.ts'
import { addYears, type CheckResult } from '../check.ts'
import {
  cityVehicleRules,
  freightExemptMass,
  positionedFreightMass,
  rideHailingMileage,
  rideHailingSeats,
  rideHailingServiceYears,
  valueOn,
} from '../limits.ts'
import { ageBelow } from './age-below.ts'
import { ageKnownBelow } from './age-known-below.ts'
import { grossMassNeedsPermit } from './gross-mass-needs-permit.ts'
import { heavyVehicleIsPositioned } from './heavy-vehicle-is-positioned.ts'
import { localVehicleRules } from './local-vehicle-rules.ts'
import { mileageBelow } from './mileage-below.ts'
import { rulesOfTheCity } from './rules-of-the-city.ts'
import { seatsAtMost } from './seats-at-most.ts'
import { unitUnlessLight } from './unit-unless-light.ts'

/** What a check found, and whether its rule is met by what it was asked about. */
type Reading = readonly [found: CheckResult, isMet: boolean]

const everyDay = daysFrom('2016-11-01', '2040-12-31')

const seats = seatsAtMost(rideHailingSeats)
const ages = [ageBelow(rideHailingServiceYears), ageKnownBelow(rideHailingServiceYears)]
const mileage = mileageBelow(rideHailingMileage)
const city = '3301'
const locals = [localVehicleRules(cityVehicleRules), rulesOfTheCity(cityVehicleRules)]

it.each<[string, (day: string) => readonly Reading[]]>([
  [
    'SEATS_AT_MOST',
    (day) => {
      const seatsMax = valueOn(rideHailingSeats, day)
      return around(seatsMax).map((count) => [
        seats.run({ policeStatus: recordFact({ seats: count }) }, contextOn(day)),
        count <= seatsMax,
      ])
    },
  ],
  [
    'AGE_BELOW',
    (day) => {
      const years = valueOn(rideHailingServiceYears, day)
      return ages.flatMap((age) =>
        daysAround(addYears(day, -years)).map(
          (registeredOn): Reading => [
            age.run({ policeStatus: recordFact({ registeredOn }) }, contextOn(day)),
            day < addYears(registeredOn, years),
          ],
        ),
      )
    },
  ],
  [
    'MILEAGE_BELOW, read by the platform',
    (day) => {
      const kmMax = valueOn(rideHailingMileage, day)
      return around(kmMax).map((totalKm) => [
        mileage.run({ mileage: recordFact({ totalKm }), safety: absent() }, contextOn(day)),
        totalKm < kmMax,
      ])
    },
  ],
  [
    'MILEAGE_BELOW, read by the station',
    (day) => {
      const kmMax = valueOn(rideHailingMileage, day)
      return around(kmMax).map((odometerKm) => [
        mileage.run({ mileage: absent(), safety: recordFact({ odometerKm }) }, contextOn(day)),
        odometerKm < kmMax,
      ])
    },
  ],
  [
    'GROSS_MASS_NEEDS_PERMIT',
    (day) => {
      const exemptMaxKg = valueOn(freightExemptMass, day)
      return around(exemptMaxKg ?? 4_500).map((grossMassKg) => [
        grossMassNeedsPermit.run({ policeStatus: recordFact({ grossMassKg }) }, contextOn(day)),
        exemptMaxKg === null || grossMassKg > exemptMaxKg,
      ])
    },
  ],
  [
    'HEAVY_VEHICLE_POSITIONED, without a unit',
    (day) => {
      const massKg = valueOn(positionedFreightMass, day)
      return [heavyVehicleIsPositioned, unitUnlessLight].flatMap((rule) =>
        around(massKg).map(
          (grossMassKg): Reading => [
            rule.run(
              {
                policeStatus: recordFact({ grossMassKg, vehicleType: 'H11' }),
                equipment: recordFact({ positioning: false }),
              },
              contextOn(day),
            ),
            grossMassKg < massKg,
          ],
        ),
      )
    },
  ],
  [
    'LOCAL_VEHICLE_RULES, of age',
    (day) => {
      const years = yearsOfCity(day)
      return locals.flatMap((local) =>
        daysAround(addYears(day, -years)).map(
          (registeredOn): Reading => [
            local.run(
              { policeStatus: recordFact({ registeredOn }) },
              contextOn(day, { division: `${city}00` }),
            ),
            day <= addYears(registeredOn, years),
          ],
        ),
      )
    },
  ],
])('%s follows its figure on every day from November 2016 through 2040', (_, readingsOn) => {
  const firstWrong = everyDay.find((day) =>
    readingsOn(day).some(([{ verdict }, isMet]) => verdict !== (isMet ? 'PASS' : 'FAIL')),
  )
  expect(firstWrong).toBeUndefined()
})

function around(figure: number): readonly number[] {
  return [figure - 1, figure, figure + 1]
}

function daysAround(day: string): readonly string[] {
  return [movedBy(day, -1), day, movedBy(day, 1)]
}

function daysFrom(first: string, last: string): readonly string[] {
  const found: string[] = []
  for (let day = first; day <= last; day = movedBy(day, 1)) found.push(day)
  return found
}

function movedBy(day: string, count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10)
}

/** The highest age the city takes. Without one on the day there is nothing to try, which has to be seen. */
function yearsOfCity(day: string): number {
  const figure = cityVehicleRules[city]
  const years = figure && valueOn(figure, day)?.ageMaxYears
  if (years === undefined) throw new Error(`The rules of ${city} must tell a highest age on ${day}.`)
  return years
}
