/** What would be right in place of a variable or a value written into a document, by the type it should be of. */
import { type Advice, toldOf } from './advice.ts'

/** What is told of a value that does not fit its type, beside the code. */
export interface InputPlace {
  /** The variable, and the field of it; left out for a value written into the document. */
  readonly variable?: unknown
  /** Name of the type that was expected. */
  readonly expected?: unknown
  /** The values of that type, where it has a list of them. */
  readonly values?: readonly string[] | undefined
}

/** What a type takes, in words. */
const typeWords: Readonly<Record<string, Advice>> = {
  Date: { zh: '日历上的日期，如 "2026-01-31"', en: 'a calendar day such as "2026-01-31"' },
  DateTime: {
    zh: '带时区的 RFC 3339 时间，如 "2026-01-31T08:00:00+08:00"',
    en: 'an instant of RFC 3339 with its offset, such as "2026-01-31T08:00:00+08:00"',
  },
  Duration: { zh: 'ISO 8601 时长，如 "P7D"、"PT10S"', en: 'a duration of ISO 8601 such as "P7D" or "PT10S"' },
  VIN: { zh: '17 位车辆识别代号（文本）', en: 'a VIN of 17 characters, as text' },
  USCC: { zh: '18 位统一社会信用代码（文本）', en: 'a credit code of 18 characters, as text' },
  ResidentIdNumber: { zh: '18 位公民身份号码（文本）', en: 'a resident ID number of 18 characters, as text' },
  PlateNumber: { zh: '号牌号码（文本），如 "浙CD12345"', en: 'a plate number as text, such as "浙CD12345"' },
  DivisionCode: {
    zh: '6 位行政区划代码（文本），如 "330302"',
    en: 'a division code of six digits as text, such as "330302"',
  },
  Int: { zh: '整数（-2147483648 至 2147483647）', en: 'a whole number of -2147483648 to 2147483647' },
  Float: { zh: '数字', en: 'a number' },
  String: { zh: '文本', en: 'text' },
  ID: { zh: '编号（文本）', en: 'an id, as text' },
  Boolean: { zh: 'true 或 false', en: 'true or false' },
}

/** Advice on a value, with its place and what its type takes; as it was where neither is known. */
export function adviceAt(
  advice: Advice,
  { variable, expected, values }: InputPlace,
  isOfForm: boolean,
): Advice {
  const place = typeof variable === 'string' ? variable : undefined
  if (place === undefined && expected === undefined) return advice
  const words = isOfForm && typeof expected === 'string' ? wordsOf(expected, values) : undefined
  return {
    zh: `${place === undefined ? '' : `变量 ${place}：`}${advice.zh}${words === undefined ? '' : `应为${words.zh}。`}`,
    en: `${place === undefined ? '' : `Variable ${place}: `}${advice.en}${words === undefined ? '' : ` It takes ${words.en}.`}`,
  }
}

function wordsOf(type: string, values: readonly string[] | undefined): Advice {
  const [list, name = type] = /^\[(.*)\]$/.exec(type.replaceAll('!', '')) ?? [
    undefined,
    type.replaceAll('!', ''),
  ]
  const words = Object.hasOwn(typeWords, name) ? typeWords[name] : undefined
  const one = words ??
    valueWords(name, values) ?? { zh: `模式中 ${name} 所列的内容`, en: `what the schema says of ${name}` }
  return list === undefined ? one : { zh: `列表，每项为${one.zh}`, en: `a list, each entry ${one.en}` }
}

/** The values of an enum in words; undefined where they are not known. */
function valueWords(name: string, values: readonly string[] | undefined): Advice | undefined {
  if (values === undefined || values.length === 0) return undefined
  const { shown, left } = toldOf(values)
  return {
    zh: `${shown.join('、')} 之一${left === 0 ? '' : `，或模式中 ${name} 所列的其余 ${left} 项之一`}`,
    en: `one of ${shown.join(', ')}${left === 0 ? '' : `, or of ${left} more, which the schema lists as ${name}`}`,
  }
}
