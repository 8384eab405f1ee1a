/** What would be right in place of a record that cannot be used: the sentences of its code, and what its field takes. */

import type { Advice } from '@one-visit/schema/advice.ts'
import { findFaultAdvice, type RecordFaultCode } from '@one-visit/schema/record-faults.ts'
import { z } from 'zod'
import type { AnyMessage } from '../message.ts'

/** A refusal as it is kept. */
export interface KeptFault {
  message: string
  code?: string | undefined
  pointer?: string | undefined
}

/** What would be right in place of a refused record; undefined where nothing is refused. Made anew for every answer. */
export type AdviseOn = (fault: KeptFault) => Advice | undefined

/** Codes that say that a field is not of the form its message gives it, so that this form is what would be right. */
const ofForm: ReadonlySet<string> = new Set<RecordFaultCode>([
  'FIELD_MISSING',
  'FIELD_TYPE',
  'FIELD_TOO_LONG',
  'FIELD_TOO_SHORT',
  'FIELD_RANGE',
  'FIELD_NOT_ONE_OF',
  'FIELD_FORM',
])

/** Advice on what came as some messages. */
export function createAdviseOn(messages: readonly AnyMessage[]): AdviseOn {
  const byName = new Map(messages.map((message) => [message.name, message]))
  return ({ message: name, code, pointer = '' }) => {
    const advice = findFaultAdvice(code)
    const message = byName.get(name)
    if (advice === undefined || message === undefined || !ofForm.has(code ?? '')) return advice
    const [zh, en] = formAt(message, pointer) ?? []
    return zh === undefined || en === undefined
      ? advice
      : { zh: `${advice.zh}该字段应为${zh}。`, en: `${advice.en} The field takes ${en}.` }
  }
}

/** The parts of a JSON schema that are told. */
interface Form {
  type?: string | readonly string[]
  const?: unknown
  enum?: readonly unknown[]
  format?: string
  examples?: readonly unknown[]
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  properties?: Readonly<Record<string, Form>>
  items?: Form
  anyOf?: readonly Form[]
  oneOf?: readonly Form[]
}

type Words = readonly [zh: string, en: string]

const forms = new WeakMap<AnyMessage, Form>()

function formOf(message: AnyMessage): Form {
  const known = forms.get(message)
  if (known !== undefined) return known
  const form = z.toJSONSchema(message.record, { io: 'input', unrepresentable: 'any' }) as Form
  forms.set(message, form)
  return form
}

/** What a field takes, in words; undefined for a field the message does not describe. */
function formAt(message: AnyMessage, pointer: string): Words | undefined {
  let at = variantsOf(formOf(message))
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    at = at.flatMap(({ properties = {}, items }) => {
      const inside = Object.hasOwn(properties, name) ? properties[name] : items
      return inside === undefined ? [] : variantsOf(inside)
    })
  }
  const words = new Map(at.flatMap(wordsOf).map((one) => [one[1], one]))
  if (words.size === 0) return undefined
  const all = [...words.values()]
  return [all.map(([zh]) => zh).join('，或'), all.map(([, en]) => en).join(', or ')]
}

function variantsOf(form: Form): readonly Form[] {
  const variants = form.anyOf ?? form.oneOf
  return variants === undefined ? [form] : variants.flatMap(variantsOf)
}

function wordsOf(form: Form): Words[] {
  const values = form.const === undefined ? form.enum : [form.const]
  if (values !== undefined) {
    const listed = values.map(String)
    return values.length === 1
      ? [[listed.join(), listed.join()]]
      : [[`${listed.join('、')} 之一`, `one of ${listed.join(', ')}`]]
  }
  return [form.type ?? []].flat().flatMap((type) => kindWords[type]?.(form) ?? [])
}

const kindWords: Readonly<Record<string, (form: Form) => Words[]>> = {
  string: ({ minLength, maxLength, format, examples = [] }) => {
    if (format === 'date-time')
      return [['带时区的时间，如 2026-01-31T08:00:00+08:00', 'an instant such as 2026-01-31T08:00:00+08:00']]
    const bounds = between([minLength, maxLength], ['个字符', 'characters'])
    const [example] = examples
    return [
      [
        `文本${bounds[0]}${example === undefined ? '' : `，如 ${example}`}`,
        `text${bounds[1]}${example === undefined ? '' : `, such as ${example}`}`,
      ],
    ]
  },
  number: (form) => numberWords(form, ['数字', 'a number']),
  integer: (form) => numberWords(form, ['整数', 'a whole number']),
  boolean: () => [['true 或 false', 'true or false']],
  array: ({ minItems, maxItems }) => {
    const [zh, en] = between([minItems, maxItems], ['项', 'entries'])
    return [[`列表${zh}`, `a list${en}`]]
  },
  object: () => [['含有各字段的对象', 'an object with its fields']],
}

function numberWords({ minimum, maximum }: Form, [zh, en]: Words): Words[] {
  // The limits of what JavaScript counts exactly say nothing of the field.
  const told = (limit: number | undefined) =>
    limit === undefined || Math.abs(limit) === Number.MAX_SAFE_INTEGER ? undefined : limit
  const bounds = between([told(minimum), told(maximum)], ['', ''])
  return [[`${zh}${bounds[0]}`, `${en}${bounds[1]}`]]
}

/** Limits in words, with a unit; empty where there are none. */
function between([least, most]: readonly (number | undefined)[], [zh, en]: Words): Words {
  const unit = en === '' ? '' : ` ${en}`
  const unitZh = zh === '' ? '' : ` ${zh}`
  if (least !== undefined && most !== undefined)
    return [`（${least} 至 ${most}${unitZh}）`, ` of ${least} to ${most}${unit}`]
  if (most !== undefined) return [`（最多 ${most}${unitZh}）`, ` of at most ${most}${unit}`]
  return least === undefined ? ['', ''] : [`（至少 ${least}${unitZh}）`, ` of at least ${least}${unit}`]
}
