import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A line that git writes between two sides of a conflict. A heading of Markdown is underlined with another count of signs. */
const marker = /^(?:<{7} .*|\|{7}(?: .*)?|={7}|>{7} .*)\r?$/

/** Paths of all files that git tracks and that are there, below the root of the repository. */
export function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64e6 })
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)))
}

/** Where the given files (paths below the root) hold conflict markers; lines are counted from 1. Bytes that are no text are passed over. */
export function findConflictMarkers(files: readonly string[]): { file: string; line: number }[] {
  return files.flatMap((file) => {
    const bytes = readFileSync(join(root, file))
    if (bytes.includes(0)) return []
    return markedLines(bytes.toString('utf8')).map((line) => ({ file, line }))
  })
}

/** The lines of a text that are conflict markers, counted from 1. */
export function markedLines(text: string): number[] {
  return text.split('\n').flatMap((line, index) => (marker.test(line) ? [index + 1] : []))
}
