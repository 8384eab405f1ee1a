import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileSink, readSink } from './sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'sink-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function linesOf(path: string): Promise<[number, string][]> {
  const lines: [number, string][] = []
  for await (const { number, text } of readSink(path)) lines.push([number, text])
  return lines
}

describe('a sink that is a file', () => {
  it('makes the folders on its way, and only grows', async () => {
    const path = join(folder, 'far', 'away.ndjson')
    await fileSink(path).append(['1', '2'])
    await fileSink(path).append(['3'])
    expect(readFileSync(path, 'utf8')).toBe('1\n2\n3\n')
    expect(await linesOf(path)).toEqual([
      [1, '1'],
      [2, '2'],
      [3, '3'],
    ])
  })

  it('begins a line of its own where a hub ended inside one', async () => {
    const path = join(folder, 'torn.ndjson')
    await fileSink(path).append(['1'])
    appendFileSync(path, 'half a li')
    await fileSink(path).append(['2'])
    expect(await linesOf(path)).toEqual([
      [1, '1'],
      [2, 'half a li'],
      [3, '2'],
    ])
  })

  it('throws where it cannot be written, and is empty where there is none', async () => {
    await expect(fileSink(folder).append(['1'])).rejects.toThrow(/EISDIR/)
    expect(await linesOf(join(folder, 'none'))).toEqual([])
  })
})
