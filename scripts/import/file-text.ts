import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { markedEncoding, noCharacter, type TextEncoding } from '@one-visit/kit/feed/read/text.ts'

/** How a file is read. */
export interface FileForm {
  path: string
  format: 'csv' | 'ndjson'
  encoding: Exclude<TextEncoding, 'gbk'>
}

const blockBytes = 1024 * 1024

/** How a file is read that says its encoding by a mark at its beginning: by that, whatever was said. */
export function asMarked(form: FileForm): FileForm {
  const file = openSync(form.path, 'r')
  try {
    const bytes = Buffer.alloc(2)
    const marked = markedEncoding(bytes.subarray(0, readSync(file, bytes, 0, 2, 0)))
    return marked === 'utf-8' ? form : { ...form, encoding: marked }
  } finally {
    closeSync(file)
  }
}

/**
 * The text of a file, block by block, without a byte order mark. Bytes that are not of the encoding become U+FFFD,
 * which the row they stand in is refused for.
 */
export async function* textOf({ path, encoding }: FileForm): AsyncGenerator<{ text: string; bytes: number }> {
  // The decoder takes the mark away by itself.
  const decoder = new TextDecoder(encoding)
  let bytes = 0
  for await (const block of createReadStream(path, { highWaterMark: blockBytes })) {
    bytes += (block as Buffer).length
    yield { text: decoder.decode(block as Buffer, { stream: true }), bytes }
  }
  yield { text: decoder.decode(), bytes }
}

/** SHA-256 of a file, hex. */
export async function digestOfFile(path: string): Promise<string> {
  const digest = createHash('sha256')
  for await (const block of createReadStream(path, { highWaterMark: blockBytes }))
    digest.update(block as Buffer)
  return digest.digest('hex')
}

/**
 * Why a file is plainly of another encoding than was said, by its first megabyte; undefined where it may be right. One
 * row with wrong bytes is that row's fault; where most rows have them it is the file's. UTF-8 read as GB 18030 has no
 * wrong bytes, only wrong names, so it is looked for by itself: a line of that is hardly ever UTF-8 with Chinese
 * characters. UTF-16 without its mark has a zero byte in every character of ASCII.
 */
export async function findWrongEncoding({ path, encoding }: FileForm): Promise<string | undefined> {
  // Its mark has said so.
  if (encoding.startsWith('utf-16')) return undefined
  const lines = new TextDecoder().decode(await beginningOf(path), { stream: true }).split('\n')
  if (lines.filter((line) => line.includes('\u0000')).length > lines.length / 2)
    return 'the file is UTF-16 without the mark that says so; save it as UTF-8'
  const half = lines.filter((line) => /\P{ASCII}/u.test(line)).length / 2
  if (encoding === 'gb18030') {
    const chinese = lines.filter((line) => /\p{Script=Han}/u.test(line) && !line.includes(noCharacter))
    return chinese.length > half ? 'the file is utf-8, not gb18030; leave --encoding out' : undefined
  }
  if (lines.filter((line) => line.includes(noCharacter)).length <= half) return undefined
  const first = lines.findIndex((line) => line.includes(noCharacter)) + 1
  return `line ${first}: the file is not utf-8; say --encoding gb18030 where it is that`
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(blockBytes), 0, blockBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
