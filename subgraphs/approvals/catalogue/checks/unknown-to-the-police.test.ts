import { expect, it } from 'vitest'
import { decide } from '../../judging/decide.ts'
import { recordFact } from '../../testing/facts.ts'
import { freightEvidence, freightSnapshot } from '../../testing/freight.ts'
import { getItemVersion } from '../items/index.ts'

const none = '公安交管部门查无此车。'

/** What is found of a freight vehicle of which the police say this, by a version of the item. */
function found(policeStatus: object, itemVersion: number) {
  const { vehicle, ...rest } = freightEvidence()
  const evidence = { ...rest, vehicle: { ...vehicle, policeStatus } }
  const { findings } = decide({ ...freightSnapshot(), evidence, itemVersion })
  return findings.find(({ code }) => code === 'GROSS_MASS_NEEDS_PERMIT')
}

it('is the reason where the police have no such vehicle, and not that its figure is out of bounds', () => {
  const absent = { ...recordFact({}), status: 'CONFIRMED_ABSENT', record: null }
  expect(found(absent, 2)).toMatchObject({ verdict: 'FAIL', text: none })
  // What was released says what it always said.
  expect(found(absent, 1)).toMatchObject({ verdict: 'FAIL', text: expect.stringContaining('总质量') })
})

it('is not where they have it and its figure is', () => {
  const light = recordFact({ ...freightEvidence().vehicle.policeStatus.record, grossMassKg: 3_000 })
  expect(found(light, 2)).toMatchObject({ verdict: 'FAIL', text: expect.stringContaining('总质量') })
})

it.each([
  [
    'RHL-02',
    [
      'POLICE_STATUS_CLEAR',
      'SEATS_AT_MOST',
      'USAGE_RIDE_HAILING',
      'AGE_BELOW',
      'NOT_TO_BE_SCRAPPED',
      'LOCAL_VEHICLE_RULES',
    ],
  ],
  ['FRT-01', ['POLICE_STATUS_CLEAR', 'USAGE_FREIGHT', 'GROSS_MASS_NEEDS_PERMIT', 'NOT_TO_BE_SCRAPPED']],
])('is said by every check of %s that asks the police alone', (item, codes) => {
  const said = getItemVersion(item, 2).checks.filter(({ absent }) => absent?.fail[0] === none)
  expect(said.map(({ code }) => code)).toEqual(codes)
})
