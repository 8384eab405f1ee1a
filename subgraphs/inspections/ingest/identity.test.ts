import type { AnyMessage, RecordContext } from '@one-visit/kit/feed/message.ts'
import { mappingOf, readRecord } from '@one-visit/kit/feed/read/judge.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equipmentConfirmation } from './equipment-confirmation.ts'
import { reportFile } from './report-file.ts'
import { safetyVerdict } from './safety-verdict.ts'
import { detectInfo } from './share-detect-info.ts'
import { stationInfo } from './station-info.ts'
import { stationLicence } from './station-licence.ts'
import { vehicleInfo } from './vehicle-info.ts'
import { visitAnnulment } from './visit-annulment.ts'
import { visitCancelled } from './visit-cancelled.ts'

const station = '330303001'
const vin = 'LSVAA2BR9HN012345'
const plate = '浙CD12345'
const receivedAt = new Date('2026-01-20T10:00:00+08:00')
const sender = (id: string, allowed: readonly string[]): RecordContext => ({
  receivedAt,
  source: { id, name: id, authority: id, organisation: id, allowed },
})
const ownStation = sender(station, [station])
const authority = sender('licensing-authority', ['*'])
const licence = stationLicence({ sendMany: () => Promise.resolve() })

const minutes = fc
  .integer({ min: 0, max: 60 * 24 * 300 })
  .map((ago) => new Date(receivedAt.getTime() - ago * 60_000))
/** Beijing time as the formats write it. */
const written = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
const number = fc.integer({ min: 1, max: 9999 })

/** Good records of every message, and whom each is about. */
const good: Record<
  string,
  { message: AnyMessage; context: RecordContext; values: fc.Arbitrary<unknown>; about: string[] }
> = {
  shareDetectInfo: {
    message: detectInfo,
    context: ownStation,
    values: fc
      .record({ at: minutes, number, attempt: fc.integer({ min: 1, max: 9 }), corrected: fc.boolean() })
      .map(({ at, number: sequence, attempt, corrected }) => ({
        detectRecord: {
          dsId: station,
          detectSn: `${station}${written(at).slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(4, '0')}`,
          detectDate: written(at),
          vinNo: vin,
          vehicleNo: plate,
          detectTotalCount: attempt,
          ...(corrected && { flag: 2, UpdateTime: written(receivedAt) }),
        },
        detectReport: { detectResult: '一级' },
      })),
    about: [`VIN ${vin}`],
  },
  safetyVerdict: {
    message: safetyVerdict,
    context: ownStation,
    values: fc
      .record({ at: minutes, number, attempt: fc.integer({ min: 2, max: 9 }), corrected: fc.boolean() })
      .map(({ at, number: serial, attempt, corrected }) => ({
        jkid: '18C65',
        jylsh: `S${serial}`,
        jyjgbh: station,
        clsbdh: ` ${vin.toLowerCase()}`,
        hphm: plate,
        jycs: String(attempt),
        jyrq: written(at),
        zjjl: '2',
        ...(corrected && { gxsj: written(receivedAt) }),
      })),
    about: [`VIN ${vin}`],
  },
  visitCancelled: {
    message: visitCancelled,
    context: ownStation,
    values: fc.record({ at: minutes, number }).map(({ at, number: serial }) => ({
      jylsh: `S${serial}`,
      jyjgbh: station,
      clsbdh: vin,
      zfsj: written(at),
    })),
    about: [`VIN ${vin}`],
  },
  visitAnnulment: {
    message: visitAnnulment,
    context: ownStation,
    values: fc.record({ at: minutes, number }).map(({ at, number: serial }) => ({
      recordId: 'a',
      updatedAt: at.toISOString(),
      station,
      serial: `S${serial}`,
      vin,
    })),
    about: [`VIN ${vin}`],
  },
  equipmentConfirmation: {
    message: equipmentConfirmation,
    context: ownStation,
    values: fc
      .record({ at: minutes, signed: fc.boolean(), daysLater: fc.nat(30) })
      .map(({ at, signed, daysLater }) => ({
        recordId: 'e',
        vin,
        station,
        positioning: true,
        alarm: true,
        confirmedOn: written(new Date(at.getTime() - daysLater * 86_400_000)).slice(0, 10),
        signedBy: 'c',
        ...(signed && { signedAt: at.toISOString() }),
      })),
    about: [`VIN ${vin}`],
  },
  stationLicence: {
    message: licence,
    context: authority,
    values: fc.record({ at: minutes, line: fc.constantFrom(undefined, 'a', '1') }).map(({ at, line }) => ({
      recordId: 'l',
      updatedAt: at.toISOString(),
      station,
      ...(line && { line }),
      number: 'n',
      validFrom: written(at).slice(0, 10).replaceAll('-', ''),
      validUntil: '2099-12-31',
    })),
    about: [`SCOPE ${station}`],
  },
  shareDetectionStationInfo: {
    message: stationInfo,
    context: ownStation,
    values: fc.constant({ dsId: station, dsName: '第一检测站' }),
    about: [`SCOPE ${station}`],
  },
  shareVehicleInfo: {
    message: vehicleInfo,
    context: ownStation,
    values: fc.constant({ dsId: station, vinNo: vin, vehicleNo: plate }),
    about: [`VIN ${vin}`],
  },
  reportFile: {
    message: reportFile,
    context: ownStation,
    values: number.map((serial) => ({
      dsId: station,
      detectSn: `S${serial}`,
      purpose: 'REPORT',
      image: Buffer.from('%PDF-1.7 a report').toString('base64'),
    })),
    about: [`SCOPE ${station}`],
  },
}

const identityOf = (message: AnyMessage, value: unknown, context: RecordContext) => {
  const { subjects, key, sourceAt } = message.identify?.(value, context) ?? { subjects: [] }
  return { about: subjects.map(({ kind, value: text }) => `${kind} ${text}`), key, sourceAt }
}

describe.each(Object.entries(good))('what %s', (_, { message, context, values, about }) => {
  it('says of a good record is what the row says', () => {
    fc.assert(
      fc.property(values, (value) => {
        const { row } = readRecord(value, message, context)
        const fields = row as unknown as Record<string, unknown>
        expect(identityOf(message, value, context)).toEqual({
          about,
          key: message.plan.key.map((field) => fields[field]),
          sourceAt: row.sourceAt,
        })
      }),
    )
  })

  it('says of any record at all is no fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (value) => {
        expect(() => message.identify?.(value, context)).not.toThrow()
      }),
    )
  })

  it('says no time that nobody can have meant, by which it would be older than what stands', () => {
    const stated = fc.constantFrom('0001-01-01 00:00:00', '1970-01-01 00:00:00', '1985-06-01 08:00:00')
    fc.assert(
      fc.property(values, fc.nat(30), stated, (value, place, time) => {
        const [[outer, inner]] = Object.entries(value as object) as [[string, object]]
        const isNested = typeof inner === 'object'
        const fields = isNested ? inner : (value as object)
        const name = Object.keys(fields)[place % Object.keys(fields).length] ?? ''
        const bad = { ...fields, [name]: time }
        const found = identityOf(message, isNested ? { ...(value as object), [outer]: bad } : bad, context)
        expect((found.sourceAt ?? receivedAt).getUTCFullYear()).toBeGreaterThanOrEqual(1990)
      }),
    )
  })

  it('says of a record with any one field broken is still whom the others name', () => {
    fc.assert(
      fc.property(values, fc.nat(30), fc.anything(), (value, place, broken) => {
        const [[outer, inner]] = Object.entries(value as object) as [[string, object]]
        const isNested = typeof inner === 'object'
        const fields = isNested ? inner : (value as object)
        const name = Object.keys(fields)[place % Object.keys(fields).length] ?? ''
        const bad = { ...fields, [name]: broken }
        const found = identityOf(message, isNested ? { ...(value as object), [outer]: bad } : bad, context)
        const still: string[] = ['vinNo', 'clsbdh', 'vin', 'vehicleNo', 'hphm', 'dsId', 'station'].includes(
          name,
        )
          ? about.slice(0, 0)
          : about
        expect(found.about).toEqual(expect.arrayContaining(still))
      }),
    )
  })
})

describe('a record that cannot be used', () => {
  it('is about the plate where the VIN cannot be read, else about its station', () => {
    const value = (more: object) => ({ jyjgbh: station, jylsh: 'S1', clsbdh: 'LSV', hphm: plate, ...more })
    expect(identityOf(safetyVerdict, value({}), ownStation).about).toEqual([`PLATE ${plate}`])
    // Without the province character it may be anybody's.
    expect(identityOf(safetyVerdict, value({ hphm: 'CD12345' }), ownStation).about).toEqual([
      `SCOPE ${station}`,
    ])
  })

  it('is never about a station its sender may not speak for, nor a licence about its own', () => {
    const other = sender('330302002', ['330302002'])
    expect(identityOf(safetyVerdict, { jyjgbh: station }, other).about).toEqual([])
    expect(identityOf(licence, { station, validFrom: 'x' }, ownStation).about).toEqual([])
    expect(identityOf(licence, { station, validFrom: 'x' }, other).about).toEqual([])
  })

  it('keeps its key where only its dates are wrong, and no time', () => {
    const value = {
      detectRecord: {
        dsId: station,
        detectSn: `${station}202601190001`,
        detectDate: '2026-13-40 09:00:00',
        vinNo: vin,
      },
    }
    expect(identityOf(detectInfo, value, ownStation)).toEqual({
      about: [`VIN ${vin}`],
      key: [station, `${station}202601190001`, 'COMPREHENSIVE', 1],
      sourceAt: undefined,
    })
  })
})

describe('a number that a spreadsheet mangled', () => {
  it.each([
    ['safetyVerdict', 'jylsh', 5],
    ['visitCancelled', 'jylsh', 3],
    ['visitAnnulment', 'serial', 2],
    ['visitAnnulment', 'recordId', 2],
    ['equipmentConfirmation', 'recordId', 2],
    ['stationLicence', 'number', 2],
    ['stationLicence', 'recordId', 2],
    ['reportFile', 'detectSn', 1],
  ])('of %s, %s, is refused and is no key; mapping %i takes what it took', (name, field, version) => {
    const { message, context, values } = known(name)
    const earlier = mappingOf(message, version)
    if (earlier === undefined) throw new Error(`There is no mapping ${version} of ${name}.`)
    // A file's number holds no sign, so that a spreadsheet's is refused by its form already, but for this one.
    const mangled = name === 'reportFile' ? '3.30302E17' : '3.30302E+17'
    fc.assert(
      fc.property(values, (value) => {
        const record = { ...(value as object), [field]: mangled }
        expect(() => readRecord(record, message, context)).toThrow('a spreadsheet made a number')
        expect(readRecord(record, earlier, context).row).toBeDefined()
        expect(message.identify?.(record, context).key?.includes(mangled) ?? false).toBe(false)
      }),
      { numRuns: 20 },
    )
  })
})

function known(name: string) {
  const found = good[name]
  if (found === undefined) throw new Error(`There is no message ${name}.`)
  return found
}
