import { createSecretKey } from 'node:crypto'
import type { AnyMessage, RecordContext } from '@one-visit/kit/feed/message.ts'
import { mappingOf, readRecord } from '@one-visit/kit/feed/read/judge.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drivingLicenceMessage } from './driving-licence.ts'
import { pulledLicenceMessage } from './pulled-licence.ts'
import { pulledVehicleMessage as vehicleMessage } from './pulled-vehicle.ts'
import { usageChangeMessage } from './usage-change.ts'

const key = { key: createSecretKey(Buffer.alloc(32, 7)), version: 1 }
const pushedLicence = drivingLicenceMessage(key)
const pulledLicence = pulledLicenceMessage(key)
const receivedAt = new Date('2026-10-02T10:00:00+08:00')
const context: RecordContext = {
  receivedAt,
  source: { id: 'traffic-police', name: 'p', authority: 'p', organisation: 'p', allowed: ['*'] },
}
const pulledVehicleMessage = vehicleMessage(key)
const vin = 'LSVAA2BR9HN012345'
const resident = '330399199003070019'
const ref = pseudonymOf(resident, key)

const change = (more: object = {}) => ({
  changeId: 'WZ-1',
  plateNo: '浙C12345',
  plateKind: '02',
  vin,
  fromUse: 'A',
  toUse: 'T',
  acceptedAt: '2026-09-29T09:00:00+08:00',
  completedAt: '2026-10-01',
  authority: '车管所',
  divisionCode: '330300',
  status: 'DONE',
  updatedAt: '2026-10-01T10:00:00+08:00',
  ...more,
})
const vehicle = (fields: object = {}) => ({
  asked: { vin, plateNumber: '浙C12345', plateKind: '02' },
  answeredAt: receivedAt.toISOString(),
  fields: { clsbdh: vin, hphm: 'C12345', hpzl: '02', syxz: 'A', zt: 'A', ...fields },
})
const pushed = (more: object = {}) => ({
  sfzmhm: resident,
  zjcx: 'C1',
  zt: 'A',
  cclzrq: '2010-04-29',
  updatedAt: '2026-10-01T10:00:00+08:00',
  ...more,
})
const pulled = (fields: object = {}) => ({
  asked: { ref },
  answeredAt: receivedAt.toISOString(),
  fields: { sfzmhm: resident, zjcx: 'C1', zt: 'A', cclzrq: '20100429', ...fields },
})

function rowOf(message: AnyMessage, value: unknown, version = message.mappingVersion) {
  const mapping = mappingOf(message, version)
  if (mapping === undefined) throw new Error('There is no such mapping.')
  return readRecord(value, mapping, context).row as unknown as Record<string, unknown>
}
const fault = (code: string, pointer: string) => expect.objectContaining({ code, pointer })

describe('a number of things', () => {
  it.each(['hdzk', 'zzl', 'zj'])(
    'of a vehicle has no decimals, which mappings of before rounded: %s',
    (field) => {
      const counted = vehicle({ [field]: '7.4' })
      expect(() => rowOf(pulledVehicleMessage, counted)).toThrow(fault('NUMBER_FORM', `/fields/${field}`))
      expect(Object.values(rowOf(pulledVehicleMessage, counted, 4))).toContain(7)
      expect(Object.values(rowOf(pulledVehicleMessage, vehicle({ [field]: '7.0' })))).toContain(7)
    },
  )

  it('of points has no decimals, which mappings of before rounded', () => {
    expect(() => rowOf(pulledLicence, pulled({ ljjf: '8.5' }))).toThrow(fault('NUMBER_FORM', '/fields/ljjf'))
    expect(rowOf(pulledLicence, pulled({ ljjf: '8.5' }), 2).points).toBe(9)
    expect(rowOf(pulledLicence, pulled({ ljjf: '8' })).points).toBe(8)
  })
})

describe('an instant where a day is meant', () => {
  it('is the day of Wenzhou', () => {
    expect(rowOf(usageChangeMessage, change({ completedAt: '2026-09-30T16:30:00Z' })).completedOn).toBe(
      '2026-10-01',
    )
    const days = {
      ccdjrq: '2018-11-29T16:00:00.000+0000',
      yxqz: '2026-11-29T16:00:00.000+0000',
      qzbfqz: '2033-11-29T16:00:00.000+0000',
    }
    expect(rowOf(pulledVehicleMessage, vehicle(days))).toMatchObject({
      registeredOn: '2018-11-30',
      inspectionValidUntil: '2026-11-30',
      scrapOn: '2033-11-30',
    })
    const licence = {
      cclzrq: '2010-04-28T16:00:00Z',
      yxqs: '2020-04-28T16:00:00Z',
      yxqz: '2030-04-28T16:00:00Z',
    }
    for (const row of [rowOf(pushedLicence, pushed(licence)), rowOf(pulledLicence, pulled(licence))])
      expect(row).toMatchObject({
        firstIssuedOn: '2010-04-29',
        validFrom: '2020-04-29',
        validUntil: '2030-04-29',
      })
  })
})

describe('a day the police name', () => {
  it.each([
    ['0', 'DATE_FORM'],
    ['', 'FIELD_MISSING'],
  ])('is told as it was sent where it must be there: %j', (cclzrq, code) => {
    expect(() => rowOf(pulledLicence, pulled({ cclzrq }))).toThrow(fault(code, '/fields/cclzrq'))
  })

  it.each([
    ['2017-09-13 00:00:00.0', '2017-09-13'],
    ['20170913', '2017-09-13'],
    ['2017/9/13', '2017-09-13'],
    ['2017-09-13  9:00:00', '2017-09-13'],
    ['', null],
    ['0', null],
    ['null', null],
  ])('%j is %s', (ccdjrq, day) => {
    expect(rowOf(pulledVehicleMessage, vehicle({ ccdjrq })).registeredOn).toBe(day)
  })

  it.each([
    ['2026-09-30 rubbish', 'DATE_FORM'],
    ['2017-13-01', 'DATE_FORM'],
    ['2026-10-03', 'DATE_IMPLAUSIBLE'],
    ['1900-01-01', 'DATE_IMPLAUSIBLE'],
    ['1970-01-01', 'DATE_IMPLAUSIBLE'],
    ['0001-01-01', 'DATE_IMPLAUSIBLE'],
    ['9999-12-31', 'DATE_IMPLAUSIBLE'],
  ])('%s is no day of registration, of first issue or of completion', (day, code) => {
    expect(() => rowOf(pulledVehicleMessage, vehicle({ ccdjrq: day }))).toThrow(fault(code, '/fields/ccdjrq'))
    expect(() => rowOf(pulledLicence, pulled({ cclzrq: day }))).toThrow(fault(code, '/fields/cclzrq'))
    expect(() => rowOf(pushedLicence, pushed({ cclzrq: day }))).toThrow(fault(code, '/cclzrq'))
    const ahead = day === '2026-10-03' ? 'TIME_AHEAD' : code
    expect(() => rowOf(usageChangeMessage, change({ completedAt: day }))).toThrow(
      fault(ahead, '/completedAt'),
    )
  })

  it('ends nothing before it began', () => {
    const registered = { ccdjrq: '2020-01-01' }
    for (const field of ['yxqz', 'qzbfqz'])
      expect(() => rowOf(pulledVehicleMessage, vehicle({ ...registered, [field]: '2019-12-31' }))).toThrow(
        fault('PERIOD_REVERSED', `/fields/${field}`),
      )
    const reversed = { yxqs: '2020-01-01', yxqz: '2019-12-31' }
    expect(() => rowOf(pulledLicence, pulled(reversed))).toThrow(fault('PERIOD_REVERSED', '/fields/yxqz'))
    expect(() => rowOf(pushedLicence, pushed(reversed))).toThrow(fault('PERIOD_REVERSED', '/yxqz'))
  })
})

describe('an instant the police name', () => {
  it.each([
    ['0001-01-01T00:00:00Z', 'DATE_IMPLAUSIBLE'],
    ['1899-12-31T00:00:00Z', 'DATE_IMPLAUSIBLE'],
    ['1970-01-01T00:00:00Z', 'DATE_IMPLAUSIBLE'],
    ['2031-01-01T00:00:00Z', 'TIME_AHEAD'],
    ['2099-12-31T00:00:00Z', 'TIME_AHEAD'],
    ['9999-12-31T23:59:59Z', 'TIME_AHEAD'],
  ])('%s is none at which a change was accepted, or a record changed', (instant, code) => {
    for (const field of ['acceptedAt', 'updatedAt'])
      expect(() => rowOf(usageChangeMessage, change({ [field]: instant }))).toThrow(fault(code, `/${field}`))
    expect(() => rowOf(pushedLicence, pushed({ updatedAt: instant }))).toThrow(fault(code, '/updatedAt'))
    // What nobody can have meant is no time by which it would be older than what stands.
    if (code === 'DATE_IMPLAUSIBLE')
      for (const [message, value] of [
        [usageChangeMessage, change({ updatedAt: instant })],
        [pushedLicence, pushed({ updatedAt: instant })],
      ] as const)
        expect(identityOf(message, value).sourceAt).toBeUndefined()
  })

  it('completes no change before the day on which it was accepted', () => {
    const accepted = { acceptedAt: '2026-09-30T16:30:00Z' }
    expect(() => rowOf(usageChangeMessage, change({ ...accepted, completedAt: '2026-09-30' }))).toThrow(
      fault('PERIOD_REVERSED', '/completedAt'),
    )
    expect(rowOf(usageChangeMessage, change({ ...accepted, completedAt: '2026-10-01' }))).toMatchObject({
      completedOn: '2026-10-01',
    })
  })
})

describe('a last day', () => {
  it.each([
    ['', null],
    ['0', null],
    ['2099-12-31', '9999-12-31'],
    ['9999-12-31', '9999-12-31'],
    ['20991231', '9999-12-31'],
    ['2033-06-30', '2033-06-30'],
  ])('%j is stored as %s', (text, stored) => {
    expect(rowOf(pulledVehicleMessage, vehicle({ qzbfqz: text })).scrapOn).toBe(stored)
    expect(rowOf(usageChangeMessage, change({ newScrapDate: text })).scrapOn).toBe(stored)
    expect(rowOf(pushedLicence, pushed({ yxqz: text })).validUntil).toBe(stored)
    expect(rowOf(pulledLicence, pulled({ yxqz: text })).validUntil).toBe(stored)
  })

  it('that is not there is none', () => {
    expect(rowOf(pulledVehicleMessage, vehicle()).scrapOn).toBeNull()
    expect(rowOf(usageChangeMessage, change()).scrapOn).toBeNull()
    expect(rowOf(pushedLicence, pushed()).validUntil).toBeNull()
  })

  it('of an inspection is never "no limit"', () => {
    expect(rowOf(pulledVehicleMessage, vehicle({ yxqz: '2099-12-31' })).inspectionValidUntil).toBeNull()
  })
})

describe('mappings of before', () => {
  it('read their records as they did', () => {
    const then = { ccdjrq: '2026-10-03 rubbish', yxqz: '2099-12-31', qzbfqz: '2099-12-31' }
    for (const version of [1, 2])
      expect(rowOf(pulledVehicleMessage, vehicle(then), version)).toMatchObject({
        registeredOn: '2026-10-03',
        inspectionValidUntil: '2099-12-31',
        scrapOn: null,
        sourceSequence: 0,
      })
    for (const version of [1, 2])
      expect(
        rowOf(
          usageChangeMessage,
          change({ completedAt: '2026-09-30T16:30:00Z', newScrapDate: '2099-12-31' }),
          version,
        ),
      ).toMatchObject({ completedOn: '2026-09-30', scrapOn: null })
    const implausible = { acceptedAt: '2031-01-01T00:00:00Z', updatedAt: '1970-01-01T00:00:00Z' }
    for (const version of [1, 2, 3]) {
      const sourceAt = new Date(implausible.updatedAt)
      expect(rowOf(usageChangeMessage, change(implausible), version)).toMatchObject({ sourceAt })
      expect(rowOf(pushedLicence, pushed({ updatedAt: implausible.updatedAt }), version)).toMatchObject({
        sourceAt,
      })
    }
    const licence = { yxqz: '2099-12-31', cclzrq: '1970-01-01' }
    expect(rowOf(pushedLicence, pushed(licence), 2)).toMatchObject({
      validUntil: null,
      firstIssuedOn: '1970-01-01',
    })
    expect(rowOf(pushedLicence, pushed(licence), 1)).toMatchObject({ validUntil: null })
    expect(rowOf(pulledLicence, pulled({ ...licence, yxqs: '2100-01-01' }), 1)).toMatchObject({
      validUntil: null,
      validFrom: '2100-01-01',
    })
  })
})

describe('a row of an answer', () => {
  it('under the plate and kind that were asked for outranks another', () => {
    expect(rowOf(pulledVehicleMessage, vehicle()).sourceSequence).toBe(1)
    expect(rowOf(pulledVehicleMessage, vehicle({ hpzl: '52', hphm: 'CD12345' })).sourceSequence).toBe(0)
    expect(rowOf(pulledVehicleMessage, vehicle({ hpzl: '16' })).sourceSequence).toBe(0)
  })

  it('with an element that came twice and said two things is refused by name', () => {
    expect(() => rowOf(pulledVehicleMessage, vehicle({ '#twice': 'zt' }))).toThrow(
      fault('DUPLICATE_KEY', '/fields/zt'),
    )
    expect(() => rowOf(pulledLicence, pulled({ '#twice': 'zjcx' }))).toThrow(
      fault('DUPLICATE_KEY', '/fields/zjcx'),
    )
  })
})

const identityOf = (message: AnyMessage, value: unknown) => {
  const { subjects, key: own, sourceAt } = message.identify?.(value, context) ?? { subjects: [] }
  return { about: subjects.map(({ kind, value: text }) => `${kind} ${text}`), key: own, sourceAt }
}

describe.each<[string, AnyMessage, unknown, string]>([
  ['usageChange', usageChangeMessage, change(), `VIN ${vin}`],
  ['policeVehicle', pulledVehicleMessage, vehicle(), `VIN ${vin}`],
  ['drivingLicence', pushedLicence, pushed(), `REF ${ref}`],
  ['policeDriver', pulledLicence, pulled(), `REF ${ref}`],
])('what %s', (_, message, value, about) => {
  it('says of a good record is what the row says', () => {
    const row = rowOf(message, value)
    expect(identityOf(message, value)).toEqual({
      about: [about],
      key: message.plan.key.map((field) => row[field]),
      sourceAt: row.sourceAt,
    })
  })

  it('says of any record at all is no fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (anything) => {
        expect(() => message.identify?.(anything, context)).not.toThrow()
      }),
    )
  })
})

describe('a record that cannot be used', () => {
  it('is about the plates of a change whose VIN cannot be read', () => {
    const bad = change({ vin: 'LSV', plateNoAfter: '浙CD12345', plateKindAfter: '52' })
    expect(identityOf(usageChangeMessage, bad).about).toEqual(['PLATE 浙C12345', 'PLATE 浙CD12345'])
  })

  it('is about the pseudonym of whatever number it gives, and never about the number', () => {
    const wrong = identityOf(pushedLicence, pushed({ sfzmhm: '330399199003070018' }))
    expect(wrong.about).toEqual([`STRANGER ${pseudonymOf('330399199003070018', key)}`])
    expect(identityOf(pushedLicence, pushed({ sfzmhm: '330399900307001' })).about).toEqual([`REF ${ref}`])
    expect(JSON.stringify(wrong)).not.toContain('33039919900307001')
    expect(identityOf(pushedLicence, pushed({ sfzmhm: '' })).about).toEqual([])
  })

  it('of an answer is about what was asked, whatever was answered', () => {
    expect(
      identityOf(pulledVehicleMessage, vehicle({ clsbdh: 'LGXC16DF6H0123456', syxz: '?' })).about,
    ).toEqual([`VIN ${vin}`])
    expect(identityOf(pulledLicence, pulled({ sfzmhm: 'x' })).about).toEqual([`REF ${ref}`])
  })
})
