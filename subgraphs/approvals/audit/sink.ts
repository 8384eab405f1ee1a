/** Where checkpoints go: a file that only grows, outside the database, to be copied where nobody of the hub can change it. */
import { createReadStream, existsSync } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'

/** Takes checkpoints. */
export interface AuditSink {
  /** What it is called in the log. */
  readonly name: string
  /**
   * Keeps lines; when it answers they survive the loss of power.
   * @throws where they cannot be kept
   */
  append(lines: readonly string[]): Promise<void>
}

/** The sink that is a file; folders on the way to it are made. */
export function fileSink(path: string): AuditSink {
  return {
    name: path,
    append: async (lines) => {
      const folder = dirname(path)
      await mkdir(folder, { recursive: true })
      const isNew = !existsSync(path)
      await within(await open(path, 'a+'), async (file) => {
        const text = lines.map((line) => `${line}\n`).join('')
        await file.appendFile((await endsInside(file)) ? `\n${text}` : text)
        await file.sync()
      })
      // A new file is lost with its folder's entry.
      if (isNew) await within(await open(folder, 'r'), (entry) => entry.sync())
    },
  }
}

async function within(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file)
  } finally {
    await file.close()
  }
}

/** Whether the file ends inside a line, because a hub ended while it wrote. */
async function endsInside(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  if (size === 0) return false
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer.toString() !== '\n'
}

/** The lines of a sink's file from its beginning, empty ones left out; none where there is no file. */
export async function* readSink(
  path: string,
): AsyncGenerator<{ readonly number: number; readonly text: string }> {
  if (!existsSync(path)) return
  let number = 0
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1
    if (text.trim() !== '') yield { number, text }
  }
}
