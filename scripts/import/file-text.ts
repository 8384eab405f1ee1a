import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { noCharacter } from '@one-visit/kit/feed/read/text.ts'

/** How a file is read. */
export interface FileForm {
  path: string
  format: 'csv' | 'ndjson'
  encoding: 'utf-8' | 'gbk'
}

const blockBytes = 1024 * 1024

/** What Node's GBK makes of the byte FF, instead of a fault. */
const byteFF = /\uf8f5/g

/**
 * The text of a file, block by block, without a byte order mark. Bytes that are not of the encoding become U+FFFD,
 * which the row they stand in is refused for.
 */
export async function* textOf({ path, encoding }: FileForm): AsyncGenerator<{ text: string; bytes: number }> {
  // The decoder takes the mark away by itself.
  const decoder = new TextDecoder(encoding)
  const clean = (text: string) => (encoding === 'gbk' ? text.replace(byteFF, noCharacter) : text)
  let bytes = 0
  for await (const block of createReadStream(path, { highWaterMark: blockBytes })) {
    bytes += (block as Buffer).length
    yield { text: clean(decoder.decode(block as Buffer, { stream: true })), bytes }
  }
  yield { text: clean(decoder.decode()), bytes }
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
 * row with wrong bytes is that row's fault; where most rows have them it is the file's. UTF-8 read as GBK has no wrong
 * bytes, only wrong names, so it is looked for by itself: a line of GBK is hardly ever UTF-8 with Chinese characters.
 */
export async function findWrongEncoding({ path, encoding }: FileForm): Promise<string | undefined> {
  const lines = new TextDecoder().decode(await beginningOf(path), { stream: true }).split('\n')
  const half = lines.filter((line) => /\P{ASCII}/u.test(line)).length / 2
  if (encoding === 'gbk') {
    const chinese = lines.filter((line) => /\p{Script=Han}/u.test(line) && !line.includes(noCharacter))
    return chinese.length > half ? 'the file is utf-8, not gbk; leave --encoding out' : undefined
  }
  if (lines.filter((line) => line.includes(noCharacter)).length <= half) return undefined
  const first = lines.findIndex((line) => line.includes(noCharacter)) + 1
  return `line ${first}: the file is not utf-8; say --encoding gbk where it is that`
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
