import { readFileSync } from 'node:fs'
import type { AnyMessage, RecordContext } from '@one-visit/kit/feed/message.ts'
import { mappingOf, readRecord } from '@one-visit/kit/feed/read/judge.ts'
import { describe, expect, it } from 'vitest'
import { safetyVerdict } from './safety-verdict.ts'
import { detectInfo } from './share-detect-info.ts'
import { vehicleInfo } from './vehicle-info.ts'
import { visitAnnulment } from './visit-annulment.ts'
import { visitCancelled } from './visit-cancelled.ts'

const station = '330303001'
const vin = 'LSVAA2BR9HN012345'
const context: RecordContext = {
  receivedAt: new Date('2026-01-20T10:00:00+08:00'),
  source: { id: station, name: 's', authority: 's', organisation: station, allowed: [station] },
}

const report = (head: object = {}) => ({
  detectRecord: {
    dsId: station,
    detectSn: `${station}202601190001`,
    detectDate: '2026-01-19 09:30:00',
    vinNo: vin,
    ...head,
  },
  detectReport: { detectResult: '一级' },
})
const verdict = (more: object = {}) => ({
  jkid: '18C62',
  jylsh: 'S1',
  jyjgbh: station,
  clsbdh: vin,
  jyrq: '2026-01-19 10:00:00',
  zjjl: '1',
  ...more,
})

/** The row a message makes of a record, by one version of its mapping. */
function rowOf(message: AnyMessage, value: unknown, version = message.mappingVersion) {
  const mapping = mappingOf(message, version)
  if (mapping === undefined) throw new Error('There is no such mapping.')
  return readRecord(value, mapping, context).row as unknown as Record<string, unknown>
}

describe('an instant of a test', () => {
  it.each([
    '2026-01-19 09:30:00',
    '2026-01-19  9:30:00',
    '2026/1/19 9:30:00',
    '20260119093000',
    '2026-01-19T01:30:00Z',
    '2026-01-19T01:30:00.000+0000',
    '2026-01-19 09:30:00.0',
  ])('is read where it is written %s', (detectDate) => {
    expect(rowOf(detectInfo, report({ detectDate })).inspectedAt).toEqual(new Date('2026-01-19T01:30:00Z'))
    expect(rowOf(safetyVerdict, verdict({ jyrq: detectDate })).inspectedAt).toEqual(
      new Date('2026-01-19T01:30:00Z'),
    )
    expect(rowOf(visitCancelled, { ...verdict(), zfsj: detectDate }).cancelledAt).toEqual(
      new Date('2026-01-19T01:30:00Z'),
    )
  })

  it('late in the evening of UTC is of the next day in Wenzhou', () => {
    const row = rowOf(detectInfo, report({ detectDate: '2026-01-18T16:30:00Z' }))
    expect(row).toMatchObject({ validUntil: '2027-01-19' })
  })
})

describe('the last day of a verdict', () => {
  it.each([
    ['2018-11-29T16:00:00.000+0000', '2026-01-19', 'PERIOD_REVERSED'],
    ['2026-01-18', '2026-01-19', 'PERIOD_REVERSED'],
    ['0001-01-01', '2026-01-19', 'DATE_IMPLAUSIBLE'],
    ['2026-13-01', '2026-01-19', 'DATE_FORM'],
  ])('%s is refused of a test of %s', (yxqz, _, code) => {
    expect(() => rowOf(safetyVerdict, verdict({ yxqz }))).toThrow(
      expect.objectContaining({ code, pointer: '/yxqz' }),
    )
  })

  it.each([
    ['2027-01-30T16:00:00.000+0000', '2027-01-31'],
    ['20270131', '2027-01-31'],
    ['2099-12-31', null],
    ['9999-12-31', null],
    ['0', null],
    ['', null],
  ])('%s is %s', (yxqz, day) => {
    expect(rowOf(safetyVerdict, verdict({ yxqz })).validUntil).toBe(day)
  })
})

describe('a re-test', () => {
  it('may be of a later day than the number of its visit', () => {
    const head = { detectDate: '2026-01-20 09:00:00', detectTotalCount: 2 }
    expect(rowOf(detectInfo, report(head))).toMatchObject({ attempt: 2 })
    expect(() => rowOf(detectInfo, report({ ...head, detectTotalCount: 1 }))).toThrow(
      expect.objectContaining({ code: 'SERIAL_DAY', pointer: '/detectRecord/detectSn' }),
    )
  })
})

describe('a number of the form the hub gives', () => {
  const number = (day: string, from = station) => `${from}${day}0001`
  const retest = { jkid: '18C65', jycs: '2' }
  const cancelled = (serial: string) => ({ ...verdict({ jylsh: serial }), zfsj: '2026-01-19 11:00:00' })
  const annulled = (serial: string) => ({
    recordId: 'a-1',
    updatedAt: '2026-01-19T11:00:00+08:00',
    station,
    serial,
    vin,
  })

  it.each([
    ['verdict', safetyVerdict, (serial: string) => verdict({ jylsh: serial }), '/jylsh', 4],
    ['re-test', safetyVerdict, (serial: string) => verdict({ ...retest, jylsh: serial }), '/jylsh', 4],
    ['cancellation', visitCancelled, cancelled, '/jylsh', 2],
    ['annulment', visitAnnulment, annulled, '/serial', 1],
  ] as const)('holds a %s to its day', (name, message: AnyMessage, value, pointer, versionBefore) => {
    const refused = expect.objectContaining({ code: 'SERIAL_DAY', pointer })
    for (const day of ['20261319', '20260230', '20260120', '00000000'])
      expect(() => rowOf(message, value(number(day)))).toThrow(refused)
    expect(rowOf(message, value(number('20260119'))).serial).toBe(number('20260119'))
    // Only a first attempt is made on the very day its number was given.
    if (name === 'verdict') expect(() => rowOf(message, value(number('20260118')))).toThrow(refused)
    else expect(rowOf(message, value(number('20260118'))).serial).toBe(number('20260118'))
    // A form of the station's own choice says nothing of a day.
    for (const own of ['S1', number('20261319', '330302002'), number('20261319').slice(1)])
      expect(rowOf(message, value(own)).serial).toBe(own)
    // The mapping of before looked at none.
    const before = rowOf(message, value(number('20261319')), versionBefore)
    expect(before.serial).toBe(number('20261319'))
  })
})

describe('a described vehicle', () => {
  const described = (more: object) => ({ dsId: station, vinNo: vin, ...more })

  it('has days of the past, in any form', () => {
    const days = { registDate: '2018-11-29T16:00:00.000+0000', productionDate: 20180901 }
    expect(rowOf(vehicleInfo, described(days))).toMatchObject({
      registeredOn: '2018-11-30',
      producedOn: '2018-09-01',
    })
  })

  it.each(['20260121', '19700101', '9999-12-31', '1900-01-01'])('was not registered on %s', (registDate) => {
    expect(() => rowOf(vehicleInfo, described({ registDate }))).toThrow(
      expect.objectContaining({ code: 'DATE_IMPLAUSIBLE', pointer: '/registDate' }),
    )
  })
})

describe('mappings of before', () => {
  it('read their reports as they did, whatever is refused today', () => {
    const old = report({
      detectSn: `${station}202613190001`,
      registDate: '20260201',
      productionDate: '20260205',
      validUntil: '20250101',
      flag: 2,
      Flag: 3,
      updateTime: '2026-01-19 11:00:00',
    })
    const row = {
      serial: `${station}202613190001`,
      inspectedAt: new Date('2026-01-19T09:30:00+08:00'),
      validUntil: '2025-01-01',
      sourceAt: new Date('2026-01-19T11:00:00+08:00'),
      sourceSequence: 0,
      deleted: false,
      line: null,
    }
    expect(rowOf(detectInfo, old, 3)).toMatchObject(row)
    const uncorrected = { ...row, sourceAt: row.inspectedAt }
    expect(rowOf(detectInfo, old, 2)).toMatchObject(uncorrected)
    const { line: _, ...first } = { ...uncorrected, sourceSequence: 1 }
    expect(rowOf(detectInfo, old, 1)).toMatchObject(first)
    expect(rowOf(detectInfo, old, 1)).not.toHaveProperty('line')
  })

  it('read the items of their reports under the names of then, and held no conclusion to them', () => {
    const value = {
      ...report({ brake: { evaluate: '-1' } }),
      detectReport: {
        detectResult: '一级',
        manual: [{ name: '外观', evaluate: -1 }, { evaluate: '0' }],
        performance: [{ evaluate: '2' }, { evaluate: '-1' }],
      },
    }
    for (const version of [1, 2, 3, 4]) {
      const row = rowOf(detectInfo, value, version)
      expect(row).toMatchObject({ verdict: 'PASS', grade: 'GRADE_1', failedItems: ['外观', '2'] })
      expect(row).toMatchObject({ validUntil: '2027-01-19' })
      expect(row).not.toHaveProperty('purpose')
    }
    expect(() => rowOf(detectInfo, value)).toThrow(
      expect.objectContaining({ code: 'CONCLUSION_CONTRADICTS' }),
    )
  })

  it('read verdicts under their one key, in any case, and groups as text for figures', () => {
    const failed = { 'evaluate ': '-1', Evaluate: '0' }
    for (const brake of [failed, { evalute: '-1' }, JSON.stringify(failed)]) {
      const value = report({ brake })
      expect(rowOf(detectInfo, value, 5)).toMatchObject({ verdict: 'PASS', failedItems: [] })
      expect(() => rowOf(detectInfo, value)).toThrow(
        expect.objectContaining({ pointer: expect.stringMatching(/^\/detectRecord\/brake/) }),
      )
      const gone = report({ brake, flag: '3', updateTime: '2026-01-19 10:30:00' })
      expect(rowOf(detectInfo, gone), 'a report that is taken back').toMatchObject({ deleted: true })
    }
  })

  it('read their verdicts, cancellations and descriptions as they did', () => {
    expect(rowOf(safetyVerdict, verdict({ yxqz: '19700101', gxsj: '20260119110000' }), 3)).toMatchObject({
      validUntil: '1970-01-01',
      sourceAt: new Date('2026-01-19T11:00:00+08:00'),
    })
    const then = '1987-06-01 10:00:00'
    // The clock of that summer was an hour ahead; the first reading did not know.
    expect(rowOf(safetyVerdict, verdict({ jyrq: then }), 3).inspectedAt).toEqual(
      new Date('1987-06-01T02:00:00Z'),
    )
    expect(rowOf(visitCancelled, { ...verdict(), zfsj: then }, 1).cancelledAt).toEqual(
      new Date('1987-06-01T02:00:00Z'),
    )
    expect(
      rowOf(vehicleInfo, { dsId: station, vinNo: vin, registDate: '20991231' }, 1).registeredOn,
    ).toBeNull()
  })
})

it('every broken report of the fixtures is refused by the code it names', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'))
  const good = read('detect-info.json')
  expect(rowOf(detectInfo, good)).toMatchObject({ verdict: 'PASS' })
  for (const { record, report: other, code } of read('detect-info-broken.json'))
    expect(() =>
      rowOf(detectInfo, {
        detectRecord: { ...good.detectRecord, ...record },
        detectReport: { ...good.detectReport, ...other },
      }),
    ).toThrow(expect.objectContaining({ code }))
})
