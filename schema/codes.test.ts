import { describe, expect, it } from 'vitest'
import {
  CodeError,
  conclusionOf,
  electronicLicenceStatuses,
  fuels,
  inspectionPurposes,
  isVehicleType,
  licenceStatuses,
  operatingStates,
  operatorStates,
  plateColours,
  plateKindFits,
  plateKinds,
  plateKindToColours,
  platformFlags,
  platformStates,
  policeFuels,
  policeStatusOf,
  policeVerdicts,
  readPlateKind,
  technicalGrades,
  transportEvaluations,
  usageTypeOf,
  usageTypes,
} from './codes.ts'

function faultOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof CodeError) return error.code
    throw error
  }
  return 'accepted'
}

describe('every list', () => {
  const lists = [
    plateColours,
    usageTypes,
    fuels,
    policeFuels,
    operatingStates,
    operatorStates,
    licenceStatuses,
    platformStates,
    platformFlags,
    electronicLicenceStatuses,
    policeVerdicts,
    transportEvaluations,
    inspectionPurposes,
    technicalGrades,
  ]

  it.each(lists.map((table) => [table.list, table] as const))(
    '%s reads each code with each of its labels',
    (_name, table) => {
      for (const [code, value, ...labels] of table.lines) {
        expect(table.of(code)).toBe(value)
        for (const label of labels) expect(table.of(code, label)).toBe(value)
      }
    },
  )

  it.each(lists.map((table) => [table.list, table] as const))(
    '%s names its edition and refuses an unknown code',
    (_name, table) => {
      expect(table.version).not.toBe('')
      expect(faultOf(() => table.of('no such code'))).toBe('CODE_UNKNOWN')
      expect(faultOf(() => table.of('__proto__'))).toBe('CODE_UNKNOWN')
    },
  )
})

describe('usage type', () => {
  it('has 21 letters, T for ride-hailing and U for ride-hailing turned private', () => {
    expect(usageTypes.lines.map(([letter]) => letter).join('')).toBe('ABCDEFGHIJKLMNOPQRSTU')
    expect(usageTypeOf('T', '预约出租客运')).toBe('RIDE_HAILING')
    expect(usageTypeOf('U')).toBe('RIDE_HAILING_TURNED_PRIVATE')
  })

  it('refuses T under the label 中小学生校车, the known copying error', () => {
    expect(faultOf(() => usageTypeOf('T', '中小学生校车'))).toBe('CODE_LABEL_MISMATCH')
    expect(usageTypeOf('S', '中小学生校车')).toBe('SCHOOL_BUS')
  })

  it('does not read a lower-case letter', () => {
    expect(faultOf(() => usageTypeOf('t'))).toBe('CODE_UNKNOWN')
  })
})

describe('plate kind', () => {
  it('knows 51 as large and 52 as small new-energy, and refuses them swapped', () => {
    expect(readPlateKind('51', '大型新能源汽车')).toBe('51')
    expect(readPlateKind('52', '小型新能源汽车')).toBe('52')
    expect(faultOf(() => readPlateKind('51', '小型新能源汽车'))).toBe('CODE_LABEL_MISMATCH')
    expect(faultOf(() => readPlateKind('52', '大型新能源汽车'))).toBe('CODE_LABEL_MISMATCH')
  })

  it.each(['2', '00', '44', '', 'toString'])('refuses "%s"', (code) => {
    expect(faultOf(() => readPlateKind(code))).toBe('CODE_UNKNOWN')
  })

  it('maps only to kinds and colours that are on their lists', () => {
    for (const [kind, colours] of Object.entries(plateKindToColours)) {
      expect(plateKinds).toHaveProperty(kind)
      for (const colour of colours ?? []) expect(plateColours.codeOf(colour)).toMatch(/^\d+$/)
    }
  })

  it('fits 52 with gradient green and what older senders write, not with blue', () => {
    expect(plateKindFits('52', 'GRADIENT_GREEN')).toBe(true)
    expect(plateKindFits('52', 'GREEN')).toBe(true)
    expect(plateKindFits('52', 'OTHER')).toBe(true)
    expect(plateKindFits('52', 'BLUE')).toBe(false)
    expect(plateKindFits('02', 'BLUE')).toBe(true)
    expect(plateKindFits('99', 'BLUE')).toBeUndefined()
  })

  it('is not one-to-one: four kinds are yellow', () => {
    expect(
      Object.entries(plateKindToColours)
        .filter(([, colours]) => colours?.[0] === 'YELLOW')
        .map(([kind]) => kind)
        .sort(),
    ).toEqual(['01', '07', '15', '16'])
  })
})

describe('plate colour', () => {
  it('reads 1 as blue; the toll list, where 0 is blue, shares nothing with it', () => {
    expect(plateColours.of('1', '蓝')).toBe('BLUE')
    expect(faultOf(() => plateColours.of('0', '蓝'))).toBe('CODE_UNKNOWN')
    expect(faultOf(() => plateColours.of('1', '黄'))).toBe('CODE_LABEL_MISMATCH')
  })

  it('refuses the older list, where 5 is agricultural yellow', () => {
    expect(faultOf(() => plateColours.of('5', '农黄'))).toBe('CODE_LABEL_MISMATCH')
  })

  it('knows both new-energy colours', () => {
    expect(plateColours.of('93')).toBe('YELLOW_GREEN')
    expect(plateColours.of('94')).toBe('GRADIENT_GREEN')
  })
})

describe('the same figure on several lists', () => {
  it('0 is valid on a platform, 1 in the register, 10 on an electronic licence', () => {
    expect(platformStates.of('0')).toBe('VALID')
    expect(platformStates.of('1')).toBe('INVALID')
    expect(licenceStatuses.of('1')).toBe('VALID')
    expect(faultOf(() => licenceStatuses.of('0'))).toBe('CODE_UNKNOWN')
    expect(electronicLicenceStatuses.of('10')).toBe('VALID')
  })

  it('1 is a pass for the police and grade one for transport; 0 is not tested and a pass', () => {
    expect(policeVerdicts.of('1')).toBe('PASS')
    expect(transportEvaluations.of('1')).toBe('GRADE_1')
    expect(policeVerdicts.of('0')).toBe('NOT_TESTED')
    expect(policeVerdicts.of('')).toBe('NOT_TESTED')
    expect(transportEvaluations.of('0')).toBe('PASS')
    expect(policeVerdicts.of('2')).toBe('FAIL')
    expect(transportEvaluations.of('2')).toBe('GRADE_2')
  })

  it('C is electric for the police and nothing for transport', () => {
    expect(policeFuels.of('C')).toBe('ELECTRIC')
    expect(fuels.of('5')).toBe('ELECTRIC')
    expect(faultOf(() => fuels.of('C'))).toBe('CODE_UNKNOWN')
  })
})

describe('police status', () => {
  const effects = (letters: string) => policeStatusOf(letters).map(({ effect }) => effect)

  it('judges each letter by itself', () => {
    expect(effects('A')).toEqual(['NONE'])
    expect(effects('AG')).toEqual(['NONE', 'WARN'])
    expect(effects('ABG')).toEqual(['NONE', 'BLOCK', 'WARN'])
  })

  it.each([...'BCDEJKLMNOPQ'])('blocks on %s', (letter) => {
    expect(effects(letter)).toEqual(['BLOCK'])
  })

  it('warns on a letter that is not on the list', () => {
    expect(policeStatusOf('F')).toEqual([{ letter: 'F', meaning: '未知', effect: 'WARN' }])
  })

  it('refuses an empty status, which is not a normal one', () => {
    expect(faultOf(() => policeStatusOf(' '))).toBe('CODE_UNKNOWN')
  })
})

describe('conclusion of a comprehensive test', () => {
  it.each([
    ['一级', 'PASS', 'GRADE_1'],
    ['二级', 'PASS', 'GRADE_2'],
    ['三级', 'FAIL', 'FAILED'],
    ['合格', 'PASS', 'NOT_GRADED'],
    ['不合格', 'FAIL', 'FAILED'],
  ] as const)('reads %s as %s, %s', (text, verdict, grade) => {
    expect(conclusionOf(text)).toEqual({ verdict, grade })
  })

  it('refuses what it does not know', () => {
    expect(faultOf(() => conclusionOf('良好'))).toBe('CODE_UNKNOWN')
  })
})

describe('a code that is not on its list', () => {
  const messageOf = (read: () => unknown): string => {
    try {
      return String(read())
    } catch (error) {
      return (error as Error).message
    }
  }
  it('is answered with the codes of a short list', () => {
    expect(messageOf(() => platformFlags.of('7'))).toMatch(/ has no code "7"; it has 1 \S+, 2 \S+, 3 \S+$/)
    expect(messageOf(() => conclusionOf('良好'))).toMatch(/; it has 一级, 二级, 三级, 合格, 不合格$/)
  })
  it('is answered with the first of a long list, and where the others are', () => {
    expect(messageOf(() => readPlateKind('98'))).toMatch(
      /; it has 01 大型汽车, 02 小型汽车, .*08 轻便摩托车, and \d+ more \(GA\/T 16\.7\)$/,
    )
    expect(messageOf(() => usageTypes.of('7'))).toMatch(/; it has A 非营运, .*, and \d+ more \(GA\/T 16\.3/)
  })
})

describe('vehicle type', () => {
  it('has a class letter, a size digit and a body', () => {
    expect(['K33', 'H1A', 'B1W', 'X99'].every(isVehicleType)).toBe(true)
    expect(['K3', 'k33', 'Y33', 'K333', ''].some(isVehicleType)).toBe(false)
  })
})
