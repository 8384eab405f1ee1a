import { readFileSync } from 'node:fs'
import type { AnyMessage, FeedSource, RecordIdentity } from '@one-visit/kit/feed/message.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { testKeys } from '@one-visit/kit/testing.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { platformMessages } from './index.ts'

const { pseudonymKey } = testKeys()
const messages = new Map(platformMessages(pseudonymKey).map((message) => [message.name, message]))
const source: FeedSource = { id: 'any', name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] }
const context = { source, receivedAt: new Date('2026-01-20T02:00:00Z') }

const fixtures: Readonly<Record<string, string>> = {
  baseInfoCompany: 'company',
  baseInfoCompanyStat: 'company-stat',
  baseInfoCompanyPay: 'company-pay',
  baseInfoCompanyService: 'company-service',
  baseInfoCompanyPermit: 'company-permit',
  baseInfoCompanyFare: 'company-fare',
  baseInfoVehicle: 'vehicle',
  baseInfoVehicleInsurance: 'vehicle-insurance',
  baseInfoVehicleTotalMile: 'vehicle-total-mile',
  baseInfoDriver: 'driver',
  baseInfoDriverEducate: 'driver-educate',
  baseInfoDriverApp: 'driver-app',
  baseInfoDriverStat: 'driver-stat',
  ratedDriverPunish: 'driver-punish',
  ratedDriver: 'rated-driver',
}

function goodRecords(name: string): Record<string, unknown>[] {
  const file = new URL(`./fixtures/${fixtures[name]}.json`, import.meta.url)
  const envelope = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  return [envelope[name]].flat().map((record) => ({ CompanyId: envelope.CompanyId, ...(record as object) }))
}

function identify(name: string, record: unknown): RecordIdentity | undefined {
  return (messages.get(name) as AnyMessage).identify?.(record, context)
}

const written = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

it('is known of every message', () => {
  expect(Object.keys(fixtures)).toEqual([...messages.keys()])
})

describe.each([...messages])('%s', (name, message) => {
  it('names of a good record the key, time and subject its row has', () => {
    for (const record of goodRecords(name)) {
      const row = message.map(message.record.parse(record), context)
      const { key, sourceAt, subjects = [] } = identify(name, record) ?? {}
      expect(key).toEqual(message.plan.key.map((field) => written(row[field])))
      expect(sourceAt).toEqual(row.sourceAt)
      const wanted = [
        row.vin && { kind: 'VIN', value: row.vin },
        row.plateNumber && { kind: 'PLATE', value: row.plateNumber },
        row.ref && { kind: 'REF', value: row.ref },
      ].filter(Boolean)
      expect(subjects).toEqual(wanted.length > 0 ? wanted : [{ kind: 'SCOPE', value: row.companyId }])
    }
  })

  it('never throws, whatever a record holds', () => {
    const [good = {}] = goodRecords(name)
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...Object.keys(good), 'vin', 'VEHICLENO', 'Licenseld'),
          fc.oneof(fc.anything(), fc.string(), fc.double()),
        ),
        fc.anything(),
        (changes, anything) => {
          expect(identify(name, { ...good, ...changes })?.subjects).toBeInstanceOf(Array)
          expect(identify(name, anything)?.subjects).toBeInstanceOf(Array)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a record that cannot be used', () => {
  const [vehicle = {}] = goodRecords('baseInfoVehicle')
  const [driver = {}] = goodRecords('baseInfoDriver')
  const company = '3303DIDI0001'

  it('is about the plate where the VIN cannot be read, and about the VIN where the plate cannot', () => {
    expect(identify('baseInfoVehicle', { ...vehicle, VIN: 'LSV' })?.subjects).toEqual([
      { kind: 'PLATE', value: '浙CD12345' },
    ])
    expect(identify('baseInfoVehicle', { ...vehicle, VehicleNo: '浙' })?.subjects).toEqual([
      { kind: 'VIN', value: vehicle.VIN },
    ])
  })

  it('is about its company where it names nobody, and about nobody known where it names no company either', () => {
    const { VIN: _, VehicleNo: __, ...nobody } = vehicle
    expect(identify('baseInfoVehicle', nobody)?.subjects).toEqual([{ kind: 'SCOPE', value: company }])
    expect(identify('baseInfoVehicle', { State: 0 })?.subjects).toEqual([])
    expect(identify('baseInfoVehicle', 'a line')?.subjects).toEqual([])
  })

  it('is read in the spellings senders use, and about both where two spellings differ', () => {
    const { VIN, VehicleNo: _, ...rest } = vehicle
    expect(identify('baseInfoVehicle', { ...rest, vin: VIN, vehicleno: '浙C·D12345' })).toMatchObject({
      subjects: [
        { kind: 'VIN', value: VIN },
        { kind: 'PLATE', value: '浙CD12345' },
      ],
      key: [company, VIN],
    })
    const twice = identify('baseInfoVehicle', { ...vehicle, vin: 'LGXC16DF6H0123456' })
    expect(twice?.subjects).toEqual([
      { kind: 'VIN', value: VIN },
      { kind: 'VIN', value: 'LGXC16DF6H0123456' },
      { kind: 'PLATE', value: '浙CD12345' },
    ])
    expect(twice?.key).toBeUndefined()
  })

  it('is about a reference of whatever LicenseId says, and never says it', () => {
    const passport = identify('baseInfoDriver', { ...driver, LicenseId: 'h1234567' })
    expect(passport?.subjects).toEqual([{ kind: 'STRANGER', value: pseudonymOf('H1234567', pseudonymKey) }])
    expect(passport?.key).toBeUndefined()
    expect(JSON.stringify(passport)).not.toContain('1234567')
  })

  it('has no key where a spreadsheet made a number of it, and no time where that cannot be', () => {
    const [policy = {}] = goodRecords('baseInfoVehicleInsurance')
    expect(identify('baseInfoVehicleInsurance', { ...policy, InsurNum: '3.30302E+17' })?.key).toBeUndefined()
    expect(identify('baseInfoVehicleInsurance', { ...policy, InsurNum: 2 ** 60 })?.key).toBeUndefined()
    expect(identify('baseInfoVehicle', { ...vehicle, UpdateTime: 20991231000000 })?.sourceAt).toBeUndefined()
  })
})
