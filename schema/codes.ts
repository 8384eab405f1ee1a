/**
 * The foreign code lists, each said once. Adapters translate by code and compare the label where both come.
 * "1" and "0" mean opposite things on several of these lists: use the list of the sender, never a similar one.
 */
import { CodeError, codeTable, unknownCode } from './code-table.ts'

export { CodeError, type CodeTable } from './code-table.ts'

/** Plate colours of transport messages. The toll list is shifted by one and must never be read with this one. */
export const plateColours = codeTable('车牌颜色', 'JT/T 697.7-2014 5.6, new-energy colours added', [
  ['1', 'BLUE', '蓝', '蓝色'],
  ['2', 'YELLOW', '黄', '黄色'],
  ['3', 'BLACK', '黑', '黑色'],
  ['4', 'WHITE', '白', '白色'],
  ['5', 'GREEN', '绿', '绿色'],
  ['9', 'OTHER', '其他', '其它'],
  ['91', 'AGRICULTURAL_YELLOW', '农黄', '农黄色'],
  ['92', 'AGRICULTURAL_GREEN', '农绿', '农绿色'],
  ['93', 'YELLOW_GREEN', '黄绿', '黄绿色', '黄绿双拼', '黄绿双拼色'],
  ['94', 'GRADIENT_GREEN', '渐变绿', '渐变绿色'],
])
/** Colour of a plate, as the schema names it. */
export type PlateColour = (typeof plateColours.lines)[number][1]

/** Police plate kinds 号牌种类 (`hpzl`): code and Chinese label. The code itself is our word. */
export const plateKinds = {
  '01': '大型汽车',
  '02': '小型汽车',
  '03': '使馆汽车',
  '04': '领馆汽车',
  '05': '境外汽车',
  '06': '外籍汽车',
  '07': '普通摩托车',
  '08': '轻便摩托车',
  '09': '使馆摩托车',
  '10': '领馆摩托车',
  '11': '境外摩托车',
  '12': '外籍摩托车',
  '13': '低速车',
  '14': '拖拉机',
  '15': '挂车',
  '16': '教练汽车',
  '17': '教练摩托车',
  '18': '试验汽车',
  '19': '试验摩托车',
  '20': '临时入境汽车',
  '21': '临时入境摩托车',
  '22': '临时行驶车',
  '23': '警用汽车',
  '24': '警用摩托',
  '25': '原农机号牌',
  '26': '香港入出境车',
  '27': '澳门入出境车',
  '31': '武警号牌',
  '32': '军队号牌',
  '33': '应急号牌',
  '41': '无号牌',
  '42': '假号牌',
  '43': '挪用号牌',
  '51': '大型新能源汽车',
  '52': '小型新能源汽车',
  '99': '其他号牌',
} as const satisfies Record<string, string>
/** A police plate kind. */
export type PlateKind = keyof typeof plateKinds

/**
 * Reads a police plate kind; where a label comes too it must be the code's (one known sender swaps 51 and 52).
 * @throws CodeError CODE_UNKNOWN, CODE_LABEL_MISMATCH
 * @see GA/T 16.7
 */
export function readPlateKind(code: string, label?: string): PlateKind {
  if (!Object.hasOwn(plateKinds, code))
    throw unknownCode('号牌种类', code, 'GA/T 16.7', new Map(Object.entries(plateKinds).sort()))
  const kind = code as PlateKind
  if (label !== undefined && label.trim() !== plateKinds[kind])
    throw new CodeError(
      'CODE_LABEL_MISMATCH',
      '号牌种类',
      `号牌种类: code ${kind} means ${plateKinds[kind]}, the label says otherwise`,
    )
  return kind
}

/**
 * Transport colours a plate of a police kind may be reported with, the right one first. Kinds left out say nothing
 * about the colour. Older senders write green or other for new-energy plates.
 */
export const plateKindToColours: { readonly [kind in PlateKind]?: readonly PlateColour[] } = {
  '01': ['YELLOW'],
  '02': ['BLUE'],
  '03': ['BLACK'],
  '04': ['BLACK'],
  '07': ['YELLOW'],
  '15': ['YELLOW'],
  '16': ['YELLOW'],
  '23': ['WHITE'],
  '26': ['BLACK'],
  '27': ['BLACK'],
  '51': ['YELLOW_GREEN', 'GREEN', 'OTHER'],
  '52': ['GRADIENT_GREEN', 'GREEN', 'OTHER'],
}

/** Whether a police kind and a transport colour can be of one plate; undefined where the kind says nothing. */
export function plateKindFits(kind: PlateKind, colour: PlateColour): boolean | undefined {
  return plateKindToColours[kind]?.includes(colour)
}

/**
 * Whether two transport colours can be of one plate: the same, or two that senders of different age write for one kind
 * of plate (new-energy plates came as green or other before they had codes of their own).
 */
export function plateColoursFit(one: PlateColour, other: PlateColour): boolean {
  return (
    one === other ||
    Object.values(plateKindToColours).some((colours) => colours.includes(one) && colours.includes(other))
  )
}

/** Characters a plate of a colour has with its province character; colours left out have both. */
const plateLengths: { readonly [colour in PlateColour]?: number } = {
  BLUE: 7,
  YELLOW: 7,
  BLACK: 7,
  WHITE: 7,
  // New-energy plates, which older senders write as green.
  GREEN: 8,
  YELLOW_GREEN: 8,
  GRADIENT_GREEN: 8,
}

/**
 * Whether a plate number is as long as plates of its colour are: eight characters where it is a new-energy plate, else
 * seven. Where it is not, one of the two is wrong, and nobody can tell which.
 * @see GA 36-2018
 */
export function plateLengthFits(plate: string, colour: PlateColour): boolean {
  return [...plate].length === (plateLengths[colour] ?? [...plate].length)
}

/** Usage types 机动车使用性质 (`syxz`). T is labelled 中小学生校车 by some senders: a copying error, refused as a mismatch. */
export const usageTypes = codeTable('机动车使用性质', 'GA/T 16.3 with T and U of 2016', [
  ['A', 'NON_COMMERCIAL', '非营运'],
  ['B', 'ROAD_PASSENGER', '公路客运'],
  ['C', 'BUS', '公交客运'],
  ['D', 'TAXI', '出租客运'],
  ['E', 'TOUR', '旅游客运'],
  ['F', 'FREIGHT', '货运'],
  ['G', 'RENTAL', '租赁'],
  ['H', 'POLICE', '警用'],
  ['I', 'FIRE', '消防'],
  ['J', 'AMBULANCE', '救护'],
  ['K', 'ENGINEERING_RESCUE', '工程救险'],
  ['L', 'COMMERCIAL_TURNED_PRIVATE', '营转非'],
  ['M', 'TAXI_TURNED_PRIVATE', '出租转非'],
  ['N', 'DRIVER_TRAINING', '教练'],
  ['O', 'KINDERGARTEN_BUS', '幼儿校车'],
  ['P', 'PRIMARY_SCHOOL_BUS', '小学生校车'],
  ['Q', 'MIDDLE_SCHOOL_BUS', '初中生校车'],
  ['R', 'DANGEROUS_GOODS', '危化品运输'],
  ['S', 'SCHOOL_BUS', '中小学生校车'],
  ['T', 'RIDE_HAILING', '预约出租客运'],
  ['U', 'RIDE_HAILING_TURNED_PRIVATE', '预约出租转非'],
])
/** Usage type of a vehicle, as the schema names it. */
export type UsageType = (typeof usageTypes.lines)[number][1]

/**
 * Usage type of a police letter, compared with its label where that comes too.
 * @throws CodeError CODE_UNKNOWN, CODE_LABEL_MISMATCH
 */
export const usageTypeOf = (letter: string, label?: string): UsageType => usageTypes.of(letter, label)

/** What a police status letter means for an approval. */
export type PoliceStatusEffect = 'NONE' | 'WARN' | 'BLOCK'

/** Police status letters (`zt`); F is not used. Labels of L and M differ between sources. */
const statusLetters: Readonly<Record<string, { meaning: string; effect: PoliceStatusEffect }>> = {
  A: { meaning: '正常', effect: 'NONE' },
  B: { meaning: '转出', effect: 'BLOCK' },
  C: { meaning: '被盗抢', effect: 'BLOCK' },
  D: { meaning: '停驶', effect: 'BLOCK' },
  E: { meaning: '注销', effect: 'BLOCK' },
  G: { meaning: '违法未处理', effect: 'WARN' },
  H: { meaning: '海关监管', effect: 'WARN' },
  I: { meaning: '事故未处理', effect: 'WARN' },
  J: { meaning: '嫌疑车', effect: 'BLOCK' },
  K: { meaning: '查封', effect: 'BLOCK' },
  L: { meaning: '扣留', effect: 'BLOCK' },
  M: { meaning: '强制注销', effect: 'BLOCK' },
  N: { meaning: '事故逃逸', effect: 'BLOCK' },
  O: { meaning: '锁定', effect: 'BLOCK' },
  P: { meaning: '达到报废标准公告牌证作废', effect: 'BLOCK' },
  Q: { meaning: '逾期未检验', effect: 'BLOCK' },
  Z: { meaning: '其他', effect: 'WARN' },
}

/**
 * Judges a police status of one or more letters. A letter that is not on the list warns; no letters at all is no status.
 * @throws CodeError CODE_UNKNOWN for an empty status
 */
export function policeStatusOf(
  letters: string,
): { letter: string; meaning: string; effect: PoliceStatusEffect }[] {
  const distinct = [...new Set(letters.trim().toUpperCase())]
  if (distinct.length === 0)
    throw new CodeError('CODE_UNKNOWN', '机动车状态', '机动车状态 has at least one letter')
  return distinct.map((letter) => {
    const known = Object.hasOwn(statusLetters, letter) ? statusLetters[letter] : undefined
    return { letter, ...(known ?? { meaning: '未知', effect: 'WARN' as const }) }
  })
}

/** Fuel of transport messages; the police use letters of their own (`policeFuels`). */
export const fuels = codeTable('燃料种类', 'JT/T 415-2006 5.4.5', [
  ['1', 'PETROL', '汽油'],
  ['2', 'DIESEL', '柴油'],
  ['3', 'NATURAL_GAS', '天然气'],
  ['4', 'LIQUEFIED_GAS', '液化气'],
  ['5', 'ELECTRIC', '电动'],
  ['9', 'OTHER', '其他'],
])
/** Fuel of a vehicle, as the schema names it. */
export type FuelType = (typeof fuels.lines)[number][1]

/** Fuel letters of the police (`rlzl`), read into the words of the schema. */
export const policeFuels = codeTable<FuelType>('燃料种类 (公安)', 'GA/T 16', [
  ['A', 'PETROL', '汽油'],
  ['B', 'DIESEL', '柴油'],
  ['C', 'ELECTRIC', '电'],
  ['D', 'OTHER', '混合油'],
  ['E', 'NATURAL_GAS', '天然气'],
  ['F', 'LIQUEFIED_GAS', '液化石油气'],
  ['L', 'OTHER', '甲醇'],
  ['M', 'OTHER', '乙醇'],
  ['N', 'OTHER', '太阳能'],
  ['O', 'OTHER', '混合动力'],
  ['P', 'OTHER', '氢'],
  ['Q', 'OTHER', '生物燃料'],
])

/** Operating state of a vehicle. */
export const operatingStates = codeTable('车辆营运状态', 'JT/T 415-2006 5.4.6', [
  ['10', 'OPERATING', '营运'],
  ['21', 'STOPPED', '停运'],
  ['22', 'REPORTED_LOST', '挂失'],
  ['31', 'MOVED_OUT_OWNER', '迁出(过户)'],
  ['32', 'MOVED_OUT_DISTRICT', '迁出(转籍)'],
  ['33', 'SCRAPPED', '报废'],
  ['34', 'CLOSED', '歇业'],
  ['80', 'DEREGISTERED', '注销'],
  ['90', 'OTHER', '其他'],
])
/** Operating state of a vehicle, as the schema names it. */
export type OperatingState = (typeof operatingStates.lines)[number][1]

/** Operating state of a business. */
export const operatorStates = codeTable('业户经营状态', 'JT/T 415-2006 5.3.1', [
  ['1', 'OPEN', '营业'],
  ['2', 'STOPPED', '停业'],
  ['3', 'RECTIFYING', '整改'],
  ['4', 'STOPPED_FOR_RECTIFICATION', '停业整顿'],
  ['5', 'CLOSED', '歇业'],
  ['6', 'DEREGISTERED', '注销'],
  ['9', 'OTHER', '其他'],
])
/** Operating state of a business, as the schema names it. */
export type OperatorState = (typeof operatorStates.lines)[number][1]

/** Status of a licence in the transport register: 1 is valid. */
export const licenceStatuses = codeTable('证照状态', 'JT/T 415-2006 5.5.2', [
  ['1', 'VALID', '有效'],
  ['2', 'INVALID', '无效'],
])

/** State of a record on a ride-hailing platform: 0 is valid. */
export const platformStates = codeTable('状态 (网约车平台)', 'national ride-hailing interface 2016', [
  ['0', 'VALID', '有效'],
  ['1', 'INVALID', '失效'],
])

/** Status of an electronic licence: 10 is valid. */
export const electronicLicenceStatuses = codeTable('电子证照状态', 'JT/T electronic licences', [
  ['10', 'VALID', '有效'],
])

/** What a message of a platform asks for (`Flag`). */
export const platformFlags = codeTable('操作标识', 'national ride-hailing interface 2016', [
  ['1', 'ADD', '新增'],
  ['2', 'UPDATE', '更新'],
  ['3', 'DELETE', '删除'],
])

/** What a vehicle or driver of a platform serves as (`CommercialType`). */
export const commercialTypes = codeTable('服务类型', 'national ride-hailing interface 2016', [
  ['1', 'RIDE_HAILING', '网络预约出租汽车'],
  ['2', 'CRUISING_TAXI', '巡游出租汽车'],
  ['3', 'CAR_POOLING', '私人小客车合乘'],
])
/** What a vehicle or driver of a platform serves as, as the schema names it. */
export type CommercialType = (typeof commercialTypes.lines)[number][1]

/** Yes and no of a platform, the other way round than its State. */
export const platformAnswers = codeTable('是否 (网约车平台)', 'national ride-hailing interface 2016', [
  ['1', 'YES', '是'],
  ['0', 'NO', '否'],
])

/** Verdict of a police inspection: 1 is a pass, 0 or an empty text means that nothing was tested. */
export const policeVerdicts = codeTable('检验判定 (公安)', 'GA 1186', [
  ['1', 'PASS', '合格'],
  ['2', 'FAIL', '不合格'],
  ['0', 'NOT_TESTED', '未检'],
  ['', 'NOT_TESTED', '未检'],
])

/** Verdict of one item of the transport side's test (`evaluate`): 0 is a pass, 1 is grade one. */
export const transportEvaluations = codeTable('单项评定 (综检)', 'comprehensive-performance exchange', [
  ['0', 'PASS', '合格'],
  ['-1', 'FAIL', '不合格'],
  ['1', 'GRADE_1', '一级'],
  ['2', 'GRADE_2', '二级'],
])

/** What a test of the transport side is for (`detectType`): 1 grades the vehicle, the others grade nothing. */
export const inspectionPurposes = codeTable('检测类别 (综检)', 'comprehensive-performance exchange', [
  ['1', 'PERIODIC', '技术等级评定'],
  ['4', 'MAINTENANCE', '二级维护竣工质量检验'],
  ['5', 'OVERHAUL', '汽车大修竣工质量检验'],
  ['9', 'OTHER', '其他检测'],
])

/** Technical grade by code. */
export const technicalGrades = codeTable('技术等级', 'JT/T 198-2016', [
  ['0', 'NOT_GRADED', '未评定'],
  ['1', 'GRADE_1', '一级'],
  ['2', 'GRADE_2', '二级'],
  ['9', 'FAILED', '不合格'],
])
/** Technical grade, as the schema names it. */
export type TechnicalGrade = (typeof technicalGrades.lines)[number][1]

const conclusions: Readonly<Record<string, { verdict: 'PASS' | 'FAIL'; grade: TechnicalGrade }>> = {
  一级: { verdict: 'PASS', grade: 'GRADE_1' },
  二级: { verdict: 'PASS', grade: 'GRADE_2' },
  三级: { verdict: 'FAIL', grade: 'FAILED' },
  合格: { verdict: 'PASS', grade: 'NOT_GRADED' },
  不合格: { verdict: 'FAIL', grade: 'FAILED' },
}

/**
 * Verdict and grade of the text a comprehensive test ends with (`detectResult`). 三级 is of the old standard, never a pass.
 * @throws CodeError CODE_UNKNOWN
 */
export function conclusionOf(text: string): { verdict: 'PASS' | 'FAIL'; grade: TechnicalGrade } {
  const known = Object.hasOwn(conclusions, text.trim()) ? conclusions[text.trim()] : undefined
  if (known === undefined)
    throw new CodeError(
      'CODE_UNKNOWN',
      '检测结论',
      `检测结论 has no ${JSON.stringify(text.slice(0, 20))}; it has ${Object.keys(conclusions).join(', ')}`,
    )
  return known
}

/** Whether a text has the form of a vehicle type 车辆类型 (GA/T 16.4): class letter, size digit, body. */
export const isVehicleType = (text: string): boolean => /^[KHQZDMNTJGBX][0-9][0-9A-Z]$/.test(text)
