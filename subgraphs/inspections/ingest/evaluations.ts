/** What a comprehensive report judges item by item, and whether its conclusion agrees with that. */
import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { at } from '@one-visit/kit/feed/read/stated-record.ts'
import { escapePointer } from '@one-visit/kit/feed/read/text.ts'
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

/**
 * Every `evaluate` of a report, wherever it stands and whatever its group is called, so that no item can fail unseen:
 * those of `detectReport` before those of `detectRecord`. One that is empty judges nothing.
 * @throws RecordFault CODE_UNKNOWN
 */
export function evaluationsOf({ detectReport, ...rest }: Fields): Evaluation[] {
  return [...evaluationsIn({ detectReport }, '', ''), ...evaluationsIn(rest, '', '')]
}

function evaluationsIn(node: unknown, pointer: string, group: string): Evaluation[] {
  if (Array.isArray(node))
    return node.flatMap((inner, index) => evaluationsIn(inner, `${pointer}/${index}`, group))
  if (!isObject(node)) return []
  return Object.entries(node).flatMap(([key, value]) => {
    const inside = `${pointer}/${escapePointer(key)}`
    return key.toLowerCase() === 'evaluate'
      ? evaluationOf(value, inside, itemOf(node, group))
      : evaluationsIn(value, inside, key)
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
