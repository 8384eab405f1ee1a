import { readFileSync } from 'node:fs'
import { HubError } from '@one-visit/kit/errors.ts'
import { judge } from '@one-visit/kit/feed/read/judge.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPutData, readPutDataBefore } from './put-data.ts'

const station = '330303001'
const serial = `${station}202610120001`

function envelope(type: string, value: unknown): Buffer {
  return Buffer.from(
    JSON.stringify({
      CompanyId: station,
      Source: '0',
      IPCType: type,
      'IPCType.value': JSON.stringify(value),
    }),
  )
}

const valuesOf = (records: ReturnType<typeof readPutData>) =>
  records.map(({ message, value, fault }) => ({ message: message.name, value, fault: fault?.code }))

describe('notes of a report', () => {
  const good = {
    detectRecord: {
      dsId: station,
      detectSn: serial,
      detectDate: '2026-10-12 09:30:00',
      vehicleNo: '浙CD12345',
      vinNo: 'LSVAA2BR9HN012345',
    },
    detectReport: { detectResult: '一级' },
  }
  const notesOf = (value: unknown, body = envelope('shareDetectInfo', value)) =>
    readPutData(body).map((record, index) => {
      const receivedAt = new Date('2026-10-12T10:00:00+08:00')
      const source = { id: station, name: '', authority: '', organisation: station, allowed: ['*'] }
      return judge(record, index, { receivedAt, source }, silentLog()).notes
    })
  const withTractor = (tractorInfo: unknown) => ({
    ...good,
    detectReport: { ...good.detectReport, tractorInfo },
  })

  it.each([
    { vehicleNo: '浙C·d12345', vinNo: ' lsvaa2br9hn012345' },
    { vehicleNo: '无', vinNo: '' },
    { vinNo: null },
    { vehicleNo: 'CD12345' },
    {},
    null,
  ])('say nothing of a tractor that is the vehicle of the test, or nobody: %j', (tractor) => {
    expect(notesOf(withTractor(tractor))).toEqual([[]])
  })

  it.each([{ vehicleNo: '浙CD54321' }, { vinNo: 'LGXC16DF6H0123456' }])(
    'name a tractor that is another vehicle than that of the test: %j',
    (tractor) => {
      const [name] = Object.keys(tractor)
      expect(notesOf(withTractor(tractor))).toEqual([[expect.stringContaining(`tractorInfo.${name}`)]])
    },
  )

  it('tell that the envelope names another station than the report', () => {
    const ofAnother = (company: string) => {
      const body = JSON.parse(envelope('shareDetectInfo', good).toString())
      return notesOf(good, Buffer.from(JSON.stringify({ ...body, CompanyId: company })))
    }
    expect(ofAnother('330304001')).toEqual([[expect.stringContaining('CompanyId')]])
    expect(ofAnother(` ${station} `)).toEqual([[]])
  })

  it('tell of an item that judges nothing', () => {
    const value = { ...good, detectRecord: { ...good.detectRecord, power: { standardPower: '58.2' } } }
    expect(notesOf(value)).toEqual([[expect.stringContaining('动力性')]])
  })
})

describe('a list of images', () => {
  const image = (value: unknown) => ({ dsId: station, detectSn: serial, purpose: 'PRINT', image: value })

  it('is taken apart by the head of each, of the message, or of both where they agree', () => {
    const own = { dsId: station, detectSn: serial, base64Image: 'YQ==' }
    for (const value of [
      { printImage: [own] },
      { dsId: station, detectSn: serial, printImage: ['YQ=='] },
      { dsId: Number(station), detectSn: serial, printImage: [own] },
      { dsId: station, printImage: [{ detectSn: serial, image: 'YQ==' }] },
    ])
      expect(valuesOf(readPutData(envelope('sharePrintImage', value)))).toEqual([
        { message: 'reportFile', value: image('YQ=='), fault: undefined },
      ])
  })

  it.each([
    ['/detectSn', { detectSn: 'A', printImage: [{ detectSn: 'B', base64Image: 'YQ==' }] }],
    ['/image', { printImage: [{ base64Image: 'YQ==', image: 'Yg==' }] }],
    ['/imageData', { printImage: [{ image: 'YQ==', imageData: 'Yg==' }] }],
  ])('that says two things at %s is refused', (pointer, value) => {
    expect(readPutData(envelope('sharePrintImage', value))).toMatchObject([
      { fault: { code: 'DUPLICATE_KEY', pointer } },
    ])
  })

  it('was taken apart by the head of its message alone', () => {
    const value = {
      dsId: station,
      detectSn: serial,
      printImage: ['YQ==', { imageData: 'Yg==' }, { base64Image: 'Yw==' }],
    }
    expect(valuesOf(readPutDataBefore(envelope('sharePrintImage', value)))).toEqual(
      ['YQ==', 'Yg==', undefined].map((text) => ({
        message: 'reportFile',
        value: image(text),
        fault: undefined,
      })),
    )
  })
})

describe('what cannot be read', () => {
  const report = (vin: string) => ({
    detectRecord: { dsId: station, detectSn: serial, vinNo: vin, detectTotalCount: 2 },
    detectReport: { detectResult: '合格', tractorInfo: { vinNo: vin } },
  })
  const reports = [report('LSVAA2BR9HN012345'), report('LSVAA2BR9HN054321')]

  it('is about the vehicles of both payloads where there are two', () => {
    const [one, other] = reports.map((value) => JSON.stringify(value))
    const body = {
      CompanyId: station,
      IPCType: 'shareDetectInfo',
      'IPCType.value': one,
      'IPCType.Value': other,
    }
    const found = readPutData(Buffer.from(JSON.stringify(body)))
    const twice = { code: 'DUPLICATE_KEY', pointer: '/IPCType.Value' }
    expect(found).toMatchObject(
      reports.map(({ detectRecord: { vinNo } }) => ({ value: { detectRecord: { vinNo } }, fault: twice })),
    )
  })

  it('is never thrown away, whatever it is; the reader of before refused it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const body = Buffer.from(bytes)
        expect(readPutData(body)).toMatchObject([
          { fault: { code: expect.stringMatching(/^(BODY_NOT_JSON|BODY_NOT_TEXT|ENVELOPE_FORM)$/) } },
        ])
        expect(() => readPutDataBefore(body)).toThrow(HubError)
      }),
    )
  })

  it('of reports says of each that is whole up to its VIN which it is', () => {
    const body = envelope('shareDetectInfo', reports)
    expect(valuesOf(readPutData(body.subarray(0, -20)))).toEqual(
      reports.map(({ detectRecord }) => ({
        message: 'shareDetectInfo',
        value: { detectRecord: { ...detectRecord, detectTotalCount: '2' } },
        fault: 'BODY_NOT_JSON',
      })),
    )
  })

  it('is a report under any name its sender gives it', () => {
    expect(readPutData(envelope('shareDetectInfos', reports[0]))).toMatchObject([
      { message: { name: 'shareDetectInfo' }, fault: { code: 'MESSAGE_UNKNOWN', pointer: '/IPCType' } },
    ])
  })
})

it('a station’s description is read under both names of its message, and is about that station', () => {
  const { body } = JSON.parse(
    readFileSync(new URL('./fixtures/stations/station-info.json', import.meta.url), 'utf8'),
  )
  const source = { id: station, name: 's', authority: 's', organisation: station, allowed: [station] }
  const context = { source, receivedAt: new Date('2026-10-13T02:00:00Z') }
  for (const IPCType of ['shareDetectionStationInfo', 'shareDetectionStationInf']) {
    const records = readPutData(Buffer.from(JSON.stringify({ ...body, IPCType })))
    for (const { message, value } of records)
      expect(message.identify?.(value, context)).toMatchObject({
        subjects: [{ kind: 'SCOPE', value: station }],
        key: [station],
      })
    expect(records).toMatchObject([{ message: { name: 'shareDetectionStationInfo' } }])
  }
})
