import { HubError } from '../../errors.ts'
import { escapePointer, pointerTo } from '../../json-pointer.ts'
import { RecordFault } from '../message.ts'

/**
 * How bytes are read. Who says GBK means GB 18030, of which GBK is the part of before: read as GB18030, 䶮 (FE9F) becomes a
 * private character and a name with a character of four bytes is no text at all.
 * `gbk` is left for bodies that were read so when they came.
 * @see GB 18030-2022
 */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'gbk'

/** The encoding the byte order mark at the beginning of a file says; UTF-8 where there is none. */
export function markedEncoding(beginning: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const mark = beginning.subarray(0, 2).toString('hex')
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
}

/** What Node's GBK makes of the byte FF, instead of a fault. */
const byteFF = '\uf8f5'

/** Stands in a text for bytes that are no character of its encoding. */
export const noCharacter = '\ufffd'

/** Reads bytes as text of one encoding; nothing is replaced or guessed. @throws HubError BAD_USER_INPUT */
export function decodeText(body: Buffer, encoding: TextEncoding = 'utf-8'): string {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(body)
    if (encoding === 'gbk' && text.includes(byteFF))
      throw new TypeError('the byte FF stands for no character')
    return text
  } catch (cause) {
    throw notText(encoding, cause)
  }
}

/** Why a body that is to be text is refused. */
export const notText = (encoding: TextEncoding = 'utf-8', cause?: unknown): HubError =>
  new HubError(
    'BAD_USER_INPUT',
    `The body is not text in ${encoding}.`,
    { fault: 'BODY_NOT_TEXT' },
    { cause },
  )

/** Why a body that is to be JSON is refused. */
export const notJson = (cause?: unknown): HubError =>
  new HubError('BAD_USER_INPUT', 'The body is not JSON.', { fault: 'BODY_NOT_JSON' }, { cause })

/** The longest record of a batch of several, and the longest line, characters. */
export const recordMax = 1024 * 1024

/** Reads a body as JSON. @throws HubError BAD_USER_INPUT */
export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(decodeText(body))
  } catch (cause) {
    if (cause instanceof HubError) throw cause
    throw notJson(cause)
  }
}

/** A list of what may come as one record or as a list of them. */
export const oneOrMany = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

/** Deepest nesting of a record. */
export const depthMax = 20

/**
 * Refuses what no column can hold: NUL characters, lone surrogates, nesting without end.
 * @throws RecordFault NUL_CHARACTER, LONE_SURROGATE, TOO_DEEP
 */
export function checkStorable(value: unknown, path: string[] = []): void {
  if (path.length > depthMax)
    throw new RecordFault('TOO_DEEP', pointerTo(path), `nested more than ${depthMax} deep`)
  if (typeof value === 'string') checkStorableText(value, path)
  if (typeof value !== 'object' || value === null) return
  for (const name of Object.keys(value)) {
    path.push(name)
    checkStorableText(name, path)
    checkStorable((value as Record<string, unknown>)[name], path)
    path.pop()
  }
}

function checkStorableText(text: string, path: readonly string[]): void {
  if (text.includes('\u0000'))
    throw new RecordFault('NUL_CHARACTER', pointerTo(path), 'holds a NUL character')
  if (!text.isWellFormed())
    throw new RecordFault('LONE_SURROGATE', pointerTo(path), 'holds half of a character')
}

/** What `normaliseKeys` knows of the keys of a record. */
interface KnownKeys {
  known: readonly string[]
  /** Spellings seen in the wild, in lower case. */
  aliases?: Readonly<Record<string, string>>
  /** Takes the first of spellings that say different things, as mappings did that a rebuild still needs. */
  takesFirst?: boolean
}

/**
 * A record with its keys spelt as the standard spells them. A key nobody knows stays out and is named in the notes, so that
 * nothing is dropped in silence. A key that comes in two spellings counts once where both say the same or one says nothing.
 * @throws RecordFault DUPLICATE_KEY where they say different things
 */
export function normaliseKeys(
  record: Readonly<Record<string, unknown>>,
  { known, aliases = {}, takesFirst = false }: KnownKeys,
): { record: Record<string, unknown>; notes: string[] } {
  const spellings = new Map(known.map((name) => [name.toLowerCase(), name]))
  for (const [alias, name] of Object.entries(aliases)) spellings.set(alias.toLowerCase(), name)
  const notes: string[] = []
  const normal: Record<string, unknown> = {}
  const spelt: Record<string, string> = {}
  for (const [key, value] of Object.entries(record)) {
    const name = spellings.get(key.toLowerCase())
    if (name === undefined) notes.push(`unknown key ${key.slice(0, 60)}`)
    else if (normal[name] === undefined || normal[name] === '' || (!takesFirst && normal[name] === null)) {
      normal[name] = value
      spelt[name] = key
    } else if (!takesFirst && !saysNothing(value) && !saysTheSame(normal[name], value))
      throw new RecordFault(
        'DUPLICATE_KEY',
        `/${escapePointer(key)}`,
        `${spelt[name]} and ${key.slice(0, 60)} are one key and say different things; send it once`,
      )
  }
  return { record: normal, notes }
}

/** Whether a value is as good as left out. */
export const saysNothing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Whether two values of one key are the same to who reads them: 1 and "1" are. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  const written = (value: unknown) =>
    typeof value === 'object' ? JSON.stringify(value) : String(value).trim()
  return written(one) === written(other)
}

/** Why a record cannot be used that says two things under one name. */
export function duplicateKey(pointer: string): RecordFault {
  return new RecordFault(
    'DUPLICATE_KEY',
    pointer,
    'the key comes twice and says different things; send it once',
  )
}

/** A text as a column can hold it: without NUL and half characters, of bounded length. */
export function cleanText(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).replaceAll('\u0000', '\ufffd').toWellFormed()
}
