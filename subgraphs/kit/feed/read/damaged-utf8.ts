import { isUtf8 } from 'node:buffer'
import { noCharacter } from './text.ts'

/** Han, kana, hangul and their punctuation, which UTF-8 writes in three bytes. */
const wide = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]/gu

/**
 * Whether bytes are a text in UTF-8 that lost some on its way, and no text in GB 18030: read so, nearly every other pair of
 * bytes would still be a character, and a name another name. Most of what is no ASCII stands whole in such a text, while
 * text in GB 18030 makes hardly a character of three bytes. Of a few characters alone nobody can tell.
 */
export function isDamagedUtf8(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return false
  const text = new TextDecoder().decode(bytes)
  const whole = text.match(wide)?.length ?? 0
  return whole > text.split(noCharacter).length - 1
}
