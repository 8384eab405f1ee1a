import { conclusionOf } from '@one-visit/schema/codes.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluationsOf, failedItemsOf, mustAgree, unqualifiedNotes } from './evaluations.ts'

const conclusions = ['一级', '二级', '三级', '合格', '不合格'] as const

/** A report with one item at a place, under keys as they come, lists among them. */
function reportWith(place: readonly (string | number)[], item: object): Record<string, unknown> {
  return place.reduceRight<unknown>(
    (inner, key) => (typeof key === 'number' ? [...Array(key).fill({}), inner] : { [key]: inner }),
    item,
  ) as Record<string, unknown>
}

function outcomeOf(report: Record<string, unknown>, conclusion: string): string {
  try {
    mustAgree(conclusionOf(conclusion), evaluationsOf(report), conclusion)
    return 'agrees'
  } catch (error) {
    return (error as { code: string }).code
  }
}

const place = fc
  .tuple(
    fc.constantFrom('detectRecord', 'detectReport'),
    fc.array(
      fc.oneof(
        fc.constantFrom('brake', 'singleItem', 'manualTestResult', 'manual', 'x/y~z'),
        fc.nat({ max: 3 }),
      ),
      { maxLength: 5 },
    ),
  )
  .map(([first, rest]) => [first, ...rest])

describe('an item of a report', () => {
  it('is read wherever it stands, by the pointer it has', () => {
    fc.assert(
      fc.property(place, fc.constantFrom('evaluate', 'Evaluate'), (keys, name) => {
        const pointer = [...keys, name]
          .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
          .join('')
        expect(evaluationsOf(reportWith(keys, { [name]: '-1' }))).toMatchObject([
          { pointer, verdict: 'FAIL' },
        ])
      }),
    )
  })

  it('contradicts a conclusion that it passed by -1, and grade one by 2, and nothing else', () => {
    fc.assert(
      fc.property(
        place,
        fc.constantFrom(...conclusions),
        fc.constantFrom('-1', -1, '0', 0, '1', '2', 2, '', null),
        (keys, conclusion, evaluate) => {
          const passes = ['一级', '二级', '合格'].includes(conclusion)
          const contradicts =
            (String(evaluate) === '-1' && passes) || (String(evaluate) === '2' && conclusion === '一级')
          expect(outcomeOf(reportWith(keys, { evaluate }), conclusion)).toBe(
            contradicts ? 'CONCLUSION_CONTRADICTS' : 'agrees',
          )
        },
      ),
    )
  })

  it.each(['3', '好', '1.0', true, ['0'], {}])('judged %j is refused', (evaluate) => {
    expect(() => evaluationsOf(reportWith(['detectRecord', 'power'], { evaluate }))).toThrow(
      expect.objectContaining({ code: 'CODE_UNKNOWN', pointer: '/detectRecord/power/evaluate' }),
    )
  })
})

describe('a failed item', () => {
  it.each([
    [
      ['detectReport', 'manualTestResult', 0],
      { detectCls: '3', unqualifiedItem: '制动管路渗漏' },
      '人工检验 3：制动管路渗漏',
    ],
    [['detectReport', 'manualTestResult', 0], { detectCls: 6, unqualifiedItem: '无' }, '人工检验 6'],
    [['detectReport', 'performanceItem', 1], { itemCode: 'power' }, '性能检验 power'],
    [['detectRecord', 'brake', 'wholeVehicle', 'singleVehicle'], { parkBrakeRate: '12' }, '整车制动'],
    [['detectRecord', 'brake', 'singleAxle', 1], { axleSerialNo: '2' }, '轴制动 2'],
    [['detectRecord', 'suspension', 0], { axleType: '前轴' }, '悬架 前轴'],
    [['detectRecord', 'mainLamp', 0], { lampType: '4' }, '前照灯 4'],
    [['detectRecord', 'emission', 'dieselVehicle'], {}, 'dieselVehicle'],
    [['detectReport', 'manual', 0], { name: '外观' }, '外观'],
  ])('at %j is called by what a clerk knows it by', (keys, item, called) => {
    expect(failedItemsOf(evaluationsOf(reportWith(keys, { ...item, evaluate: '-1' })))).toEqual([called])
  })

  it('is named once, however often it fails', () => {
    const item = { detectCls: '1', evaluate: '-1' }
    const report = { detectReport: { manualTestResult: [item, item, { ...item, evaluate: '0' }] } }
    expect(failedItemsOf(evaluationsOf(report))).toEqual(['人工检验 1'])
  })
})

it('a manual check that names an unqualified item and does not fail it is noted', () => {
  const check = (evaluate: unknown, unqualifiedItem: unknown) => ({
    detectCls: '5',
    evaluate,
    unqualifiedItem,
  })
  expect(unqualifiedNotes([check('0', '灯光')])).toEqual([expect.stringContaining('人工检验 5 names 灯光')])
  expect(
    unqualifiedNotes([check('-1', '灯光'), check('0', '无'), check('0', ''), check('0', null), 'x']),
  ).toEqual([])
})
