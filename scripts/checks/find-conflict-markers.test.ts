import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findConflictMarkers, markedLines, trackedFiles } from './find-conflict-markers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Written so that this file holds no marker itself. */
const [ours, base, between, theirs] = ['<', '|', '=', '>'].map((sign) => sign.repeat(7))

describe('conflict markers', () => {
  it('are found on every side, also in lines that end with CR', () => {
    const text = [`${ours} HEAD`, 'a', `${base} base`, 'b', between, 'c\r', `${theirs} branch\r`, ''].join(
      '\n',
    )
    expect(markedLines(text)).toEqual([1, 3, 5, 7])
  })
  it.each([`  ${between}`, `${between}=`, '====', `${ours}`, `x ${theirs} y`, `${ours}<< HEAD`])(
    'are not seen in %j',
    (line) => {
      expect(markedLines(line)).toEqual([])
    },
  )
  it('are named by file and line, and not looked for in what is no text', () => {
    const folder = mkdtempSync(join(tmpdir(), 'markers-'))
    const [page, picture] = [join(folder, 'page.md'), join(folder, 'picture.bin')].map((path) =>
      relative(root, path),
    )
    writeFileSync(join(folder, 'page.md'), `# Page\n${ours} HEAD\n`)
    writeFileSync(join(folder, 'picture.bin'), `\0\n${ours} HEAD\n`)
    expect(findConflictMarkers([page ?? '', picture ?? ''])).toEqual([{ file: page, line: 2 }])
    rmSync(folder, { recursive: true })
  })
  it('are in no file of this repository', () => {
    const files = trackedFiles()
    expect(files).toContain('package.json')
    expect(findConflictMarkers(files)).toEqual([])
  })
})
