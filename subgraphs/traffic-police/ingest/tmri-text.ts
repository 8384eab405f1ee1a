import { isDamagedUtf8 } from '@one-visit/kit/feed/read/damaged-utf8.ts'
import { decodeText, type TextEncoding } from '@one-visit/kit/feed/read/text.ts'

/** The answer cannot be read as an answer of this service. */
export class TmriMalformed extends Error {
  override readonly name = 'TmriMalformed'
}

/**
 * Bytes as text. What a header says of the encoding is not believed: servers send GBK under a UTF-8 header, and
 * write GBK into the header of UTF-8. Bytes that are UTF-8 are read as UTF-8, all others must be GBK, which
 * is read as GB 18030.
 * @throws TmriMalformed for bytes that are neither, and for UTF-8 that lost some on its way
 */
export function textOf(bytes: Buffer): string {
  if (isDamagedUtf8(bytes)) throw new TmriMalformed('the answer is UTF-8 that lost bytes on its way')
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      return decodeText(bytes, encoding)
    } catch {
      // The next encoding may fit.
    }
  }
  throw new TmriMalformed('the answer is neither UTF-8 nor GB 18030')
}

const encodedBytes = /(?:%[0-9A-Fa-f]{2})+/g

/** Whether a text holds a URL-encoded byte at all. */
export const holdsEncodedByte = (text: string): boolean => /%[0-9A-Fa-f]{2}/.test(text)

const bytesOf = (run: string): Buffer => Buffer.from(run.replaceAll('%', ''), 'hex')
const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 0x80)

/**
 * The reader of form-encoded values of one document: `+` is a blank, `%XX` are bytes of UTF-8. Where no value is UTF-8
 * all are read as GB 18030; a document with some of each has lost bytes on its way and is not guessed at.
 * @throws TmriMalformed for such a document; the reader also for a `%` that begins no byte
 */
export function formDecoder(document: string): (value: string) => string {
  const runs = (document.match(encodedBytes) ?? []).map(bytesOf).filter((bytes) => !isAscii(bytes))
  const readable = runs.filter(isUtf8).length
  if (readable > 0 && readable < runs.length)
    throw new TmriMalformed('some values are UTF-8 and some are not')
  if (isDamagedUtf8(Buffer.concat(runs))) throw new TmriMalformed('the values are UTF-8 that lost bytes')
  const encoding = readable === runs.length ? 'utf-8' : 'gb18030'
  return (value) => {
    if (/%(?![0-9A-Fa-f]{2})/.test(value)) throw new TmriMalformed('a value is not URL-encoded')
    return value.replaceAll('+', ' ').replace(encodedBytes, (run) => decodedAs(bytesOf(run), encoding))
  }
}

function isUtf8(bytes: Buffer): boolean {
  try {
    decodeText(bytes)
    return true
  } catch {
    return false
  }
}

function decodedAs(bytes: Buffer, encoding: TextEncoding): string {
  try {
    return decodeText(bytes, encoding)
  } catch (cause) {
    throw new TmriMalformed(`a value is not URL-encoded ${encoding}`, { cause })
  }
}
