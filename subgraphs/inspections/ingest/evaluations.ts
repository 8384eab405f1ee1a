/** What a comprehensive report judges item by item, and whether its conclusion agrees with that. */
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { readable } from '@one-visit/kit/feed/read/identify.ts'
import { at } from '@one-visit/kit/feed/read/stated-record.ts'
import { escapePointer } from '@one-visit/kit/json-pointer.ts'
import { transportEvaluations } from '@one-visit/schema/codes.ts'
import { isObject } from '@one-visit/schema/is-object.ts'
import type { InspectionRow } from './inspection-plan.ts'

/** One judged item of a report. */
export interface Evaluation {
  /** Where its verdict stands in the report. */
  pointer: string
  /** What was judged, as a clerk reads it. */
  item: string
  verdict: ReturnType<typeof transportEvaluations.of>
}

type Fields = Readonly<Record<string, unknown>>

/** Groups of a report by their keys, as the exchange names them. */
const groups: Readonly<Record<string, string>> = {
  manualTestResult: '人工检验',
  performanceItem: '性能检验',
  power: '动力性',
  fuelEconomy: '燃料经济性',
  brake: '制动',
  singleAxle: '轴制动',
  wholeVehicle: '整车制动',
  singleVehicle: '整车制动',
  suspension: '悬架',
  mainLamp: '前照灯',
  singleItem: '单项检验',
}

/** What tells one item of a group from the others. */
const distinctions = ['detectCls', 'itemCode', 'axleSerialNo', 'axleType', 'lampType'] as const

/** What stations write where no item failed. */
const noItem: readonly string[] = ['', '无', '0']

/** Whether a key is that of a verdict. */
type IsVerdict = (key: string) => boolean

/** The key of a verdict, in any width and case, with or without blanks and what is not seen. */
const isEvaluate: IsVerdict = (key) => plainKey(key) === verdictKey

/** How keys were read before: in any case. */
export const isEvaluateBefore: IsVerdict = (key) => key.toLowerCase() === verdictKey

const verdictKey = 'evaluate'

/**
 * Every `evaluate` of a report, wherever it stands and whatever its group is called, so that no item can fail unseen:
 * those of `detectReport` before those of `detectRecord`. One that is empty judges nothing.
 * @throws RecordFault CODE_UNKNOWN
 */
export function evaluationsOf({ detectReport, ...rest }: Fields, isVerdict = isEvaluate): Evaluation[] {
  const read = { pointer: '', group: '', isVerdict }
  return [...evaluationsIn({ detectReport }, read), ...evaluationsIn(rest, read)]
}

function evaluationsIn(
  node: unknown,
  read: { pointer: string; group: string; isVerdict: IsVerdict },
): Evaluation[] {
  const { pointer, group, isVerdict } = read
  if (Array.isArray(node))
    return node.flatMap((inner, index) => evaluationsIn(inner, { ...read, pointer: `${pointer}/${index}` }))
  if (!isObject(node)) return []
  return Object.entries(node).flatMap(([key, value]) => {
    const inside = `${pointer}/${escapePointer(key)}`
    return isVerdict(key)
      ? evaluationOf(value, inside, itemOf(node, group))
      : evaluationsIn(value, { pointer: inside, group: key, isVerdict })
  })
}

function evaluationOf(value: unknown, pointer: string, item: string): Evaluation[] {
  const code = typeof value === 'string' ? value.trim() : value === null ? '' : JSON.stringify(value)
  if (code === '') return []
  return [{ pointer, item, verdict: at(pointer, () => transportEvaluations.of(code)) }]
}

/** What an item is called: its own name, else its group with what tells it apart and what is wrong with it. */
function itemOf(item: Fields, group: string): string {
  const { name } = item
  if (typeof name === 'string' && name !== '') return name
  const distinction = distinctions.map((key) => item[key]).find((value) => isSaid(value))
  const wrong = unqualifiedOf(item)
  return `${groups[group] ?? group}${distinction === undefined ? '' : ` ${distinction}`}${wrong === '' ? '' : `：${wrong}`}`
}

function isSaid(value: unknown): value is string | number {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number'
}

/** The items a manual check found unqualified, in words; empty where it found none. */
function unqualifiedOf({ unqualifiedItem }: Fields): string {
  const text = typeof unqualifiedItem === 'string' ? unqualifiedItem.trim().slice(0, 100) : ''
  return noItem.includes(text) ? '' : text
}

/** The items that failed, each once. */
export function failedItemsOf(evaluations: readonly Evaluation[]): string[] {
  return [...new Set(evaluations.filter(({ verdict }) => verdict === 'FAIL').map(({ item }) => item))]
}

/**
 * A vehicle that passed failed no item, and one of grade one is of grade two in none. That one vendor lets a vehicle pass
 * with up to six failed items is a rule of its own and is not applied.
 * @throws RecordFault CONCLUSION_CONTRADICTS at the first item that says otherwise
 */
export function mustAgree(
  { verdict, grade }: Pick<InspectionRow, 'verdict' | 'grade'>,
  evaluations: readonly Evaluation[],
  conclusion: string,
): void {
  if (verdict !== 'PASS') return
  const failed = evaluations.find((one) => one.verdict === 'FAIL')
  if (failed !== undefined)
    throw new RecordFault(
      'CONCLUSION_CONTRADICTS',
      failed.pointer,
      `The conclusion is ${conclusion}, and ${failed.item} failed (evaluate -1); correct the item or the conclusion.`,
    )
  const lower = evaluations.find((one) => one.verdict === 'GRADE_2')
  if (grade === 'GRADE_1' && lower !== undefined)
    throw new RecordFault(
      'CONCLUSION_CONTRADICTS',
      lower.pointer,
      `The conclusion is ${conclusion}, and ${lower.item} is of grade two (evaluate 2); correct the item or the conclusion.`,
    )
}

/** Notes about manual checks that name an unqualified item and do not fail it. */
export function unqualifiedNotes(checks: unknown): string[] {
  if (!Array.isArray(checks)) return []
  return checks.flatMap((check) => {
    const wrong = isObject(check) ? unqualifiedOf(check) : ''
    const { detectCls = '', evaluate } = isObject(check) ? check : {}
    return wrong === '' || String(evaluate ?? '').trim() === '-1'
      ? []
      : [`人工检验 ${String(detectCls)} names ${wrong} as unqualified and is not evaluated as failed (-1)`]
  })
}

/**
 * Refuses a report in which a verdict is written where nobody reads one: as text that is a group of its own, whatever the
 * conclusion, and beside a conclusion that it passed under a key that is nearly `evaluate`, or under one that means a
 * verdict in an item that has no other.
 * @throws RecordFault FIELD_TYPE, FIELD_UNKNOWN at the first of them
 */
export function mustLeaveNoVerdict(
  { detectRecord, detectReport }: Fields,
  { verdict, grade }: Pick<InspectionRow, 'verdict' | 'grade'>,
): void {
  for (const { value, pointer } of leavesIn({ detectRecord, detectReport }))
    if (pointer !== '/detectReport/note' && isGroupAsText(value))
      throw new RecordFault('FIELD_TYPE', pointer, 'holds a group as text; send its items as an object')
  if (verdict !== 'PASS') return
  for (const { key, value, pointer, isJudged, isInGroup } of fieldsIn({ detectRecord, detectReport })) {
    const isNear = isNearlyEvaluate(key)
    const isMeant = isInGroup && !isJudged && meansVerdict.test(plainKey(key))
    if (!isNear && !isMeant) continue
    const said = leavesIn(value).map((leaf) => leaf.value)
    if (said.some((one) => isAgainst(one, grade) || (isNear && !isJudged && !isKnownVerdict(one))))
      throw new RecordFault(
        'FIELD_UNKNOWN',
        pointer,
        `The exchange has no ${key.trim().slice(0, 40)}; a verdict is read under ${verdictKey} only.`,
      )
  }
}

/** One note of the groups and items of a report that passed in which nothing is judged. */
export function unjudgedNotes(
  report: Fields,
  conclusion: Pick<InspectionRow, 'verdict'> | undefined,
): string[] {
  if (conclusion?.verdict !== 'PASS') return []
  const items = [...unjudgedIn(report.detectRecord), ...unjudgedIn(report.detectReport)]
  const named = [...new Set(items)].slice(0, notedMax).join(', ')
  return named === ''
    ? []
    : [`no verdict (${verdictKey}) in ${named}: what is not judged is not passed by it`]
}

/** Groups and items that are named in a note. */
const notedMax = 10

/** What is called a group and has no verdict at all; of one that has some, what is in it. */
function unjudgedIn(node: unknown): string[] {
  if (!isObject(node)) return []
  return Object.entries(node).flatMap(([key, value]) => {
    if (!Object.hasOwn(groups, key)) return []
    return [value]
      .flat()
      .flatMap((item) => (isObject(item) && !hasVerdict(item) ? [itemOf(item, key)] : unjudgedIn(item)))
  })
}

function hasVerdict(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  return Object.entries(node).some(([key, value]) => (isEvaluate(key) ? isSaid(value) : hasVerdict(value)))
}

interface Field {
  key: string
  value: unknown
  pointer: string
  /** Whether a verdict stands beside it that is read. */
  isJudged: boolean
  /** Whether it stands in a group the exchange knows, at any level. */
  isInGroup: boolean
}

function fieldsIn(node: unknown, pointer = '', isInGroup = false): Field[] {
  if (typeof node !== 'object' || node === null) return []
  const isList = Array.isArray(node)
  const isJudged = Object.entries(node).some(([key, value]) => isEvaluate(key) && isSaid(value))
  return Object.entries(node).flatMap(([key, value]) => {
    const inside = `${pointer}/${escapePointer(key)}`
    const own = isList || isEvaluate(key) ? [] : [{ key, value, pointer: inside, isJudged, isInGroup }]
    return [...own, ...fieldsIn(value, inside, isInGroup || Object.hasOwn(groups, key))]
  })
}

/** What is said in a value, at every level of it. */
function leavesIn(node: unknown, pointer = ''): { value: unknown; pointer: string }[] {
  if (typeof node !== 'object' || node === null) return [{ value: node, pointer }]
  return Object.entries(node).flatMap(([key, value]) => leavesIn(value, `${pointer}/${escapePointer(key)}`))
}

/** Texts inside texts that are looked through. */
const textDepthMax = 4

/** Whether a text is JSON that says something under names or in a list, or has a verdict in some other form. */
function isGroupAsText(value: unknown, depth = 0): boolean {
  if (typeof value !== 'string' || depth > textDepthMax) return false
  if (plainKey(value).includes(verdictKey)) return true
  if (!/^[\s\ufeff]*["[{]/.test(value)) return false
  const read = readable(() => JSON.parse(value.replace(/^\s*\ufeff/, '')) as unknown)
  return typeof read === 'object' && read !== null
    ? Object.keys(read).length > 0
    : isGroupAsText(read, depth + 1)
}

function plainKey(key: string): string {
  return key
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toLowerCase()
}

/** What words a station may have for a verdict of its own. */
const meansVerdict = /result|judg|verdict|conclusion|评价|评定|判定|结论|结果|是否合格/

/** Whether a key is `evaluate` written wrong: begun like it, or with up to two letters otherwise. */
function isNearlyEvaluate(key: string): boolean {
  const plain = plainKey(key)
  return plain !== verdictKey && (plain.startsWith('eval') || isWithinTwoOf(plain, verdictKey))
}

/** Whether one text becomes the other by at most two letters that are put in, left out or changed. */
function isWithinTwoOf(one: string, other: string, left = 2): boolean {
  let same = 0
  while (same < one.length && one[same] === other[same]) same += 1
  const [a, b] = [one.slice(same), other.slice(same)]
  if (Math.max(a.length, b.length) <= left) return true
  if (left === 0 || Math.abs(a.length - b.length) > left) return false
  return [
    [a.slice(1), b],
    [a, b.slice(1)],
    [a.slice(1), b.slice(1)],
  ].some(([first = '', second = '']) => isWithinTwoOf(first, second, left - 1))
}

const plainVerdict = (value: unknown): string =>
  String(value ?? '')
    .normalize('NFKC')
    .replaceAll('\u2212', '-')
    .trim()
    .toLowerCase()

/** What stations write, beside the codes, of an item that failed, is of grade two, or passed. */
const failedWords = ['不合格', 'fail', 'failed', 'false', 'no', 'n', '否', '×']
const secondWords = ['2', '二级']
const passedWords = ['', '0', '1', '合格', '一级', 'pass', 'passed', 'true', 'yes', 'y', '是', '√', '无']

/** Whether a value, taken for a verdict, says otherwise than a conclusion that it passed, in grade one or not. */
function isAgainst(value: unknown, grade: InspectionRow['grade']): boolean {
  const said = plainVerdict(value)
  return (
    failedWords.includes(said) ||
    (said !== '' && Number(said) === -1) ||
    (grade === 'GRADE_1' && secondWords.includes(said))
  )
}

const isKnownVerdict = (value: unknown): boolean =>
  [...failedWords, ...secondWords, ...passedWords].includes(plainVerdict(value))
