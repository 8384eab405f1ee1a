import { describe, expect, it } from 'vitest'
import { certificateContent, certificateNumber } from './certificate-content.ts'
import type { Snapshot } from './snapshot.ts'

function contentOf(subjects: Snapshot['subjects']) {
  const snapshot: Snapshot = {
    applicationId: 'a1',
    round: 1,
    itemVersion: 1,
    asOf: '2026-06-01T02:00:00.000Z',
    day: '2026-06-01',
    subjects,
    evidence: {},
    paper: [],
  }
  return certificateContent({
    snapshot,
    snapshotDigest: 'd1',
    certificateId: 'c1',
    serial: 7,
    holder: '某运输有限公司',
    authority: '温州市运管局',
    onPaper: false,
  })
}

const nobody = { officeId: '330399001', division: '330399' }

describe.each([
  ['FRT-01', 'ROAD_TRANSPORT'],
  ['RHL-02', 'RIDE_HAILING'],
])('a certificate of %s', (item, kind) => {
  const car = { ...nobody, item, vin: 'LSVAA4182E2123456', plateNumber: '浙CT1234' }

  it('names the vehicle and its plate, and no colour where none is known', () => {
    expect(contentOf(car)).toMatchObject({
      kind,
      vin: car.vin,
      plateNumber: car.plateNumber,
      plateColour: null,
    })
    expect(contentOf({ ...car, plateColour: 'BLUE' })).toMatchObject({ plateColour: 'BLUE' })
  })

  it('is not written with an empty vehicle or plate', () => {
    const { vin: _, ...withoutVehicle } = car
    const { plateNumber: __, ...withoutPlate } = car
    expect(() => contentOf(withoutVehicle)).toThrow(/names it and its plate/)
    expect(() => contentOf(withoutPlate)).toThrow(/names it and its plate/)
  })
})

it('writes the character of the province into a number, and the digits of a code of none', () => {
  expect(certificateNumber('320100', '交运管', 1)).toBe('苏交运管字320100000001号')
  expect(certificateNumber('990100', '交运管', 1)).toBe('99交运管字990100000001号')
})
