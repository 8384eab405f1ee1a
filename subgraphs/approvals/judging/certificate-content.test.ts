import { describe, expect, it } from 'vitest'
import { recordFact } from '../testing/facts.ts'
import { freightEvidence, freightSnapshot, freightSubjects } from '../testing/freight.ts'
import { certificateContent, certificateNumber } from './certificate-content.ts'
import type { Snapshot } from './snapshot.ts'

function contentOf(snapshot: Snapshot, onPaper = false) {
  return certificateContent({
    snapshot,
    snapshotDigest: 'd1',
    certificateId: 'c1',
    serial: 7,
    holder: '某运输有限公司',
    authority: '温州市运管局',
    onPaper,
  })
}

/** A ride-hailing car; the certificate rests on what the police say of it. */
function rideHailing(record: object | null, day = '2026-06-01'): Snapshot {
  return {
    ...freightSnapshot({ vehicle: { policeStatus: recordFact(record) } }),
    day,
    subjects: { ...freightSubjects, item: 'RHL-02' },
  }
}

describe('the number of a permit', () => {
  it.each([
    ['330302', '交运管', 1, '浙交运管字330302000001号'],
    ['330302', '交运管网约', 123_456, '浙交运管网约字330302123456号'],
    ['330100', '交运管', 1_234_567, '浙交运管字3301001234567号'],
    ['320100', '交运管', 1, '苏交运管字320100000001号'],
  ])('in division %s with the word %s and serial %i is %s', (division, word, serial, number) => {
    expect(certificateNumber(division, word, serial)).toBe(number)
  })
})

describe('the content of a certificate', () => {
  it('says what was approved, for whom, where and for how long', () => {
    expect(contentOf(freightSnapshot())).toEqual({
      certificateId: 'c1',
      number: '浙交运管字330302000007号',
      item: 'FRT-01',
      itemVersion: 1,
      kind: 'ROAD_TRANSPORT',
      vin: 'LGXC16DF6H0123456',
      plateNumber: '浙C12345',
      plateColour: 'YELLOW',
      holder: '某运输有限公司',
      authority: '温州市运管局',
      division: '330302',
      validFrom: '2026-06-01',
      validUntil: '2030-06-01',
      onPaper: false,
      snapshotDigest: 'd1',
    })
  })

  it('says that a check stood on paper', () => {
    expect(contentOf(freightSnapshot(), true).onPaper).toBe(true)
  })

  it('is not there where the application named no vehicle', () => {
    const { item, officeId, division } = freightSubjects
    expect(() => contentOf({ ...freightSnapshot(), subjects: { item, officeId, division } })).toThrow(
      /names it and its plate/,
    )
  })

  it.each([
    ['without a scrapping date', null, '2030-06-01'],
    ['scrapped the day before', '2030-05-31', '2030-05-31'],
    ['scrapped on the day', '2030-06-01', '2030-06-01'],
    ['scrapped the day after', '2030-06-02', '2030-06-01'],
  ])('ends for a freight vehicle after four years, %s', (_, scrapOn, validUntil) => {
    const evidence = freightEvidence()
    const policeStatus = recordFact({ ...evidence.vehicle.policeStatus.record, scrapOn })
    expect(
      contentOf(freightSnapshot({ ...evidence, vehicle: { ...evidence.vehicle, policeStatus } })).validUntil,
    ).toBe(validUntil)
  })

  it.each([
    ['after three years', {}, '2029-06-01'],
    [
      'after three years where the car is younger then than eight',
      { registeredOn: '2021-06-02' },
      '2029-06-01',
    ],
    ['when the car is eight years old on that day', { registeredOn: '2021-06-01' }, '2029-06-01'],
    ['when the car is eight years old before', { registeredOn: '2021-05-31' }, '2029-05-31'],
    ['when the car is scrapped before', { registeredOn: '2021-05-31', scrapOn: '2029-05-30' }, '2029-05-30'],
    ['before the car is scrapped', { registeredOn: '2021-05-31', scrapOn: '2029-06-01' }, '2029-05-31'],
    ['after three years where nothing else is known', { registeredOn: null, scrapOn: null }, '2029-06-01'],
    ['after three years where the day of registration is empty', { registeredOn: '' }, '2029-06-01'],
  ])('ends for a ride-hailing car %s', (_, record, validUntil) => {
    expect(contentOf(rideHailing(record))).toMatchObject({
      kind: 'RIDE_HAILING',
      number: '浙交运管网约字330302000007号',
      validUntil,
    })
  })

  it('ends after the term where a first version was decided without a record of the police', () => {
    expect(contentOf(rideHailing(null)).validUntil).toBe('2029-06-01')
    expect(contentOf({ ...rideHailing(null), evidence: {} }).validUntil).toBe('2029-06-01')
    expect(contentOf({ ...freightSnapshot(), evidence: {} }).validUntil).toBe('2030-06-01')
  })

  it('ends on 28 February where it begins on the 29th and the year has none', () => {
    expect(contentOf(rideHailing({}, '2028-02-29')).validUntil).toBe('2031-02-28')
  })
})
