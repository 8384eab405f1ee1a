import { conclusionOf } from '@one-visit/schema/codes.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  evaluationsOf,
  failedItemsOf,
  mustAgree,
  mustLeaveNoVerdict,
  unjudgedNotes,
  unqualifiedNotes,
} from './evaluations.ts'

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

/** A report in the real shape, with other values at places. */
function realReport(
  changes: (report: {
    detectRecord: Record<string, unknown>
    detectReport: Record<string, unknown>
  }) => void = () => undefined,
) {
  const passed = { evaluate: '0', count: '1' }
  const report = {
    detectRecord: {
      detectType: '1',
      power: { standardPower: '58.2', evaluate: '1' },
      brake: {
        singleAxle: [{ axleSerialNo: '1', axleBrakeRate: '65.0', ...passed }],
        wholeVehicle: { singleVehicle: { wholeVehicleBrakeRate: '62.0', ...passed } },
      },
      suspension: [{ axleType: '前轴', evaluate: '0' }],
      mainLamp: [{ lampType: '1', farLightStrong: '20500', evaluate: '0' }],
    },
    detectReport: {
      detectResult: '一级',
      note: '{"free": "text"}',
      manualTestResult: [{ detectCls: '1', evaluate: '0', unqualifiedItem: '无' }],
      performanceItem: [{ itemCode: 'power', detectData: '66.0', standardValue: '≥58.2', evaluate: '1' }],
    },
  }
  changes(report)
  return report
}

function judgedOf(report: ReturnType<typeof realReport>): unknown {
  const { detectResult } = report.detectReport as { detectResult: string }
  try {
    const evaluations = evaluationsOf(report)
    const conclusion = conclusionOf(detectResult)
    mustAgree(conclusion, evaluations, detectResult)
    mustLeaveNoVerdict(report, conclusion)
    return unjudgedNotes(report, conclusion)
  } catch (error) {
    const { code, pointer } = error as { code: string; pointer: string }
    return `${code} ${pointer}`
  }
}

describe('a report in the real shape', () => {
  it('is judged item by item, with no word of what it judges', () => {
    expect(judgedOf(realReport())).toEqual([])
  })

  it.each(['evaluate ', ' Evaluate', 'ｅｖａｌｕａｔｅ', 'eval\u200buate', 'EVALUATE\t', '\ufeffevaluate'])(
    'is read by its key in any width, with blanks: %j',
    (name) => {
      const report = realReport(({ detectRecord }) => {
        detectRecord.power = { standardPower: '58.2', [name]: '-1' }
      })
      expect(judgedOf(report)).toBe(`CONCLUSION_CONTRADICTS /detectRecord/power/${name}`)
    },
  )

  it.each(['evalute', 'evaluation', 'eval', 'evaluate1', 'evaluateResult', 'evaluates', 'evaIuate'])(
    'does not pass by a key that is nearly the one: %s',
    (name) => {
      for (const value of ['-1', -1, '－１', '不合格', 'failed', '7', { value: '-1' }]) {
        const report = realReport(({ detectRecord }) => {
          detectRecord.power = { [name]: value }
        })
        expect(judgedOf(report)).toBe(`FIELD_UNKNOWN /detectRecord/power/${name}`)
        const beside = realReport(({ detectReport }) => {
          detectReport.manualTestResult = [{ detectCls: '1', evaluate: '0', [name]: value }]
        })
        // What is judged may have a figure under such a name.
        expect(judgedOf(beside)).toEqual(
          value === '7' ? [] : `FIELD_UNKNOWN /detectReport/manualTestResult/0/${name}`,
        )
      }
      const graded = realReport(({ detectRecord }) => {
        detectRecord.power = { [name]: '2' }
      })
      expect(judgedOf(graded)).toBe(`FIELD_UNKNOWN /detectRecord/power/${name}`)
      graded.detectReport.detectResult = '二级'
      expect(judgedOf(graded)).toEqual([expect.stringContaining('动力性')])
    },
  )

  it.each(['result', 'testResult', 'judge', '评价', '结论'])(
    'does not pass by what looks like a verdict where there is none: %s',
    (name) => {
      const item = (more: object) =>
        realReport(({ detectReport }) => {
          detectReport.performanceItem = [{ itemCode: 'power', detectData: '66.0', [name]: '-1', ...more }]
        })
      expect(judgedOf(item({}))).toBe(`FIELD_UNKNOWN /detectReport/performanceItem/0/${name}`)
      expect(judgedOf(item({ evaluate: '0' }))).toEqual([])
      expect(judgedOf(item({ [name]: '66.0' }))).toEqual([expect.stringContaining('性能检验 power')])
      const failed = item({})
      failed.detectReport.detectResult = '不合格'
      expect(judgedOf(failed)).toEqual([])
    },
  )

  it('has a word of each group that judges nothing, the widest only', () => {
    const report = realReport(({ detectRecord, detectReport }) => {
      detectRecord.brake = { singleAxle: [{ axleSerialNo: '1' }], wholeVehicle: { singleVehicle: {} } }
      detectRecord.suspension = [
        { axleType: '前轴', evaluate: '' },
        { axleType: '后轴', evaluate: '0' },
      ]
      detectReport.performanceItem = [{ itemCode: 'power', detectData: '66.0' }]
    })
    expect(judgedOf(report)).toEqual([
      'no verdict (evaluate) in 制动, 悬架 前轴, 性能检验 power: what is not judged is not passed by it',
    ])
  })

  const failedBrake = JSON.stringify({ evaluate: '-1' })
  it.each([
    ['JSON', failedBrake],
    ['JSON in JSON', JSON.stringify(failedBrake)],
    ['a list', `[${failedBrake}]`],
    ['JSON with blanks', `  ${failedBrake}\n`],
    ['what nearly is JSON', "{'evaluate': -1}"],
    ['XML', '<brake><evaluate>-1</evaluate></brake>'],
  ])('holds no text that is a group of its own: %s', (_, brake) => {
    for (const conclusion of ['一级', '不合格']) {
      const report = realReport(({ detectRecord, detectReport }) => {
        detectRecord.brake = brake
        detectReport.detectResult = conclusion
      })
      expect(judgedOf(report)).toBe('FIELD_TYPE /detectRecord/brake')
      const deep = realReport(({ detectRecord }) => {
        detectRecord.brake = { singleAxle: [brake] }
      })
      expect(judgedOf(deep)).toBe('FIELD_TYPE /detectRecord/brake/singleAxle/0')
    }
  })

  it.each(['', '[]', '{}', 'null', '"text"', '12', '[1', '4600×1780×1470'])(
    'may hold a text that is no group: %j',
    (brake) => {
      const report = realReport(({ detectRecord }) => {
        detectRecord.overallSize = brake
      })
      expect(judgedOf(report)).toEqual([])
    },
  )
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
