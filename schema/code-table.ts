import { toldOf } from './advice.ts'

/** Why a code was refused. Permanent, like error codes. */
export type CodeFault = 'CODE_UNKNOWN' | 'CODE_LABEL_MISMATCH'

/** A code that is not on its list, or a label that says something else than the code beside it. */
export class CodeError extends Error {
  override readonly name = 'CodeError'
  readonly code: CodeFault
  /** Name of the code list. */
  readonly list: string
  constructor(code: CodeFault, list: string, message: string) {
    super(message)
    this.code = code
    this.list = list
  }
}

/** The refusal of a code that is not on a list: it names those that are, or the first of them and where the others are. */
export function unknownCode(
  list: string,
  code: string,
  version: string,
  labels: ReadonlyMap<string, string>,
): CodeError {
  const { shown, left } = toldOf([...labels].map(([each, label]) => `${each} ${label}`))
  const others = left === 0 ? '' : `, and ${left} more (${version})`
  return new CodeError(
    'CODE_UNKNOWN',
    list,
    `${list} has no code ${JSON.stringify(code.slice(0, 20))}; it has ${shown.join(', ')}${others}`,
  )
}

/** One line of a code list: the foreign code, our word, and every label senders write for it, ours first. */
export type CodeLine<Value extends string> = readonly [code: string, value: Value, ...labels: string[]]

/** A foreign code list with its version, readable both ways. */
export interface CodeTable<Value extends string> {
  /** Name of the list, as error messages quote it. */
  readonly list: string
  /** Edition of the standard the lines are from; kept beside every stored code. */
  readonly version: string
  readonly lines: readonly CodeLine<Value>[]
  /**
   * Our word for a foreign code. Where a label comes too, it must be one of the code's.
   * @throws CodeError CODE_UNKNOWN, CODE_LABEL_MISMATCH
   */
  readonly of: (code: string, label?: string) => Value
  /** The foreign code for our word, the first where several mean the same. */
  readonly codeOf: (value: Value) => string
  /** The Chinese label for our word. */
  readonly labelOf: (value: Value) => string
}

/** Builds a table from its lines; a code that stands twice is a fault of ours. */
export function codeTable<const Value extends string>(
  list: string,
  version: string,
  lines: readonly CodeLine<Value>[],
): CodeTable<Value> {
  const byCode = new Map(lines.map((line) => [line[0], line] as const))
  if (byCode.size !== lines.length) throw new Error(`The code list ${list} has a code twice.`)
  const byValue = new Map([...lines].reverse().map((line) => [line[1], line] as const))
  const lineOf = (value: Value): CodeLine<Value> => {
    const line = byValue.get(value)
    if (line === undefined) throw new Error(`The code list ${list} has no line for ${value}.`)
    return line
  }
  return {
    list,
    version,
    lines,
    of: (code, label) => {
      const line = byCode.get(code)
      if (line === undefined)
        throw unknownCode(
          list,
          code,
          version,
          new Map(lines.map(([each, value, label]) => [each, label ?? value])),
        )
      const [, value, ...labels] = line
      if (label !== undefined && !labels.includes(label.trim()))
        throw new CodeError(
          'CODE_LABEL_MISMATCH',
          list,
          `${list}: code ${code} means ${labels[0] ?? value}, the label says otherwise`,
        )
      return value
    },
    codeOf: (value) => lineOf(value)[0],
    labelOf: (value) => lineOf(value)[2] ?? value,
  }
}
