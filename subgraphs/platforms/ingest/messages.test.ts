import { readFileSync } from 'node:fs'
import { type FeedSource, RecordFault } from '@one-visit/kit/feed/message.ts'
import { testKeys } from '@one-visit/kit/testing.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { platformMessages } from './index.ts'

const source: FeedSource = { id: 'any', name: 'any', authority: 'any', organisation: 'any', allowed: ['*'] }
const receivedAt = new Date('2026-01-20T02:00:00Z')

/** Fixture of each message, and what it needs beside CompanyId, Flag and UpdateTime to be found again. */
const messagesOfAnnex: Readonly<Record<string, { fixture: string; keys: readonly string[] }>> = {
  baseInfoCompany: { fixture: 'company', keys: [] },
  baseInfoCompanyStat: { fixture: 'company-stat', keys: [] },
  baseInfoCompanyPay: { fixture: 'company-pay', keys: ['PayName'] },
  baseInfoCompanyService: { fixture: 'company-service', keys: ['Address', 'ServiceNo'] },
  baseInfoCompanyPermit: { fixture: 'company-permit', keys: ['Address', 'Certificate'] },
  baseInfoCompanyFare: { fixture: 'company-fare', keys: ['Address', 'FareType'] },
  baseInfoVehicle: { fixture: 'vehicle', keys: ['VIN'] },
  baseInfoVehicleInsurance: { fixture: 'vehicle-insurance', keys: ['InsurNum', 'VehicleNo'] },
  baseInfoVehicleTotalMile: { fixture: 'vehicle-total-mile', keys: ['VehicleNo'] },
  baseInfoDriver: { fixture: 'driver', keys: ['LicenseId'] },
  baseInfoDriverEducate: {
    fixture: 'driver-educate',
    keys: ['LicenseId', 'CourseName', 'CourseDate', 'StartTime'],
  },
  baseInfoDriverApp: { fixture: 'driver-app', keys: ['LicenseId'] },
  baseInfoDriverStat: { fixture: 'driver-stat', keys: ['LicenseId', 'Cycle'] },
  ratedDriverPunish: { fixture: 'driver-punish', keys: [] },
  ratedDriver: { fixture: 'rated-driver', keys: [] },
}

function goodRecord(name: string): Record<string, unknown> {
  const file = new URL(`./fixtures/${messagesOfAnnex[name]?.fixture}.json`, import.meta.url)
  return [JSON.parse(readFileSync(file, 'utf8'))[name]].flat()[0]
}

const readable = (value: unknown): boolean => typeof value === 'object' && value !== null
const messages = platformMessages(testKeys().pseudonymKey)

it('knows every message of the annex it takes in', () => {
  expect(messages.map(({ name }) => name)).toEqual(Object.keys(messagesOfAnnex))
})

describe.each(messages.map((message) => [message.name, message] as const))('%s', (name, message) => {
  const good = goodRecord(name)
  const read = (record: unknown): unknown => {
    const parsed = message.record.safeParse(record)
    return parsed.success ? message.map(parsed.data, { source, receivedAt }) : undefined
  }

  it('reads its fixture', () => {
    expect(read(good)).toMatchObject({ deleted: false })
  })

  it.runIf('Flag' in good)('needs no more than its keys to delete', () => {
    const keys = ['CompanyId', 'UpdateTime', ...(messagesOfAnnex[name]?.keys ?? [])]
    const record = Object.fromEntries(keys.map((key) => [key, good[key]]))
    expect(read({ ...record, Flag: 3 })).toMatchObject({ deleted: true })
  })

  it('gives a row or names a fault, whatever a field holds', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.constantFrom('0', '', 'null', null),
    )
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good)), anything, (field, value) => {
        try {
          const row = read({ ...good, [field]: value })
          return row === undefined || readable(row)
        } catch (error) {
          return error instanceof RecordFault && error.pointer.startsWith('/')
        }
      }),
      { numRuns: 500 },
    )
  })
})
