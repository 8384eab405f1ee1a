import { pointerTo } from '../../json-pointer.ts'
import { RecordFault } from '../message.ts'
import { depthMax } from './text.ts'

/** Most texts there are: nothing in them is asked about. */
const printableAscii = /^[ -~]*$/

/** Characters that mean something inside one system only: mostly what another encoding could not name. */
const privateUse = /\p{Co}/u

/** Control characters; a tab and the ends of lines may stand in a text of several lines. */
const control = /[^\P{Cc}\t\n\r]/u

/** What no name holds: control characters, and what is not seen and turns what is seen round or apart. */
const notInName = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

/** Names of fields that hold the name of somebody or something, in the formats the hub reads. */
const nameKey = /name(_?\d)?$|^xm$|^syr$|^jsrxm$|mc$|姓名|名称|所有人/i

/**
 * Refuses a record with a text nobody can read as it was meant. It is asked of what comes, not of what a rebuild reads
 * again: what was taken in then stays in.
 * @throws RecordFault PRIVATE_USE_CHARACTER, CONTROL_CHARACTER
 */
export function checkReadable(value: unknown, key = '', path: string[] = []): void {
  // What is nested deeper is refused for that.
  if (path.length > depthMax) return
  if (typeof value === 'string') checkText(value, path, () => nameKey.test(key))
  if (typeof value !== 'object' || value === null) return
  const isList = Array.isArray(value)
  for (const name of Object.keys(value)) {
    path.push(name)
    checkText(name, path, () => true)
    checkReadable((value as Record<string, unknown>)[name], isList ? key : name, path)
    path.pop()
  }
}

function checkText(text: string, path: readonly string[], isName: () => boolean): void {
  if (printableAscii.test(text)) return
  if (privateUse.test(text))
    throw new RecordFault('PRIVATE_USE_CHARACTER', pointerTo(path), 'holds a character of private use')
  // NUL has a code of its own.
  if ((isName() ? notInName : control).test(text.trim().replaceAll('\u0000', '')))
    throw new RecordFault('CONTROL_CHARACTER', pointerTo(path), 'holds a character that is not seen')
}
