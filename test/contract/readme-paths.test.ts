import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { trackedFiles } from '@one-visit/scripts/checks/find-conflict-markers.ts'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tracked = trackedFiles()
const readmes = tracked.filter((file) => /(^|\/)README\.md$/.test(file))

/** A file of ours by its ending; JSON and CSV files are often a reader's own, so they are looked for with a folder only. */
const fileForm = /^[\w@.*/-]+\.(ts|md|graphql|proto|cjs|sql|sh)$|^[\w@.*-]+\/[\w@.*/-]+\.json$/
/** A path that begins with one of the folders at the root. */
const rootForm = /^(gateway|schema|scripts|subgraphs|test)\/[\w@.*/-]*$/
/** Words in capitals stand for names a reader fills in. */
const blank = /(^|\/)(CODE|NAME|FILE|DIR|ROOM)\b/

/** What stands in backticks, outside of blocks of code. */
function quoted(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/^ {4}(?! *-).*$/gm, '')
  return [...prose.matchAll(/`([^`\s]+)`/g)].map(([, word = '']) => word)
}

/** The words of a README that look like paths of this repository. */
function pathsIn(text: string): string[] {
  return quoted(text).filter((word) => (fileForm.test(word) || rootForm.test(word)) && !blank.test(word))
}

/** Folders a README's paths may be read from: its own, the root, and every folder it names, or names a file in. */
function basesOf(readme: string, text: string): string[] {
  const own = dirname(readme)
  const bases = new Set([own, '.'])
  for (const word of quoted(text))
    for (const base of [own, '.']) {
      const path = join(base, word)
      if (!/^[\w@./-]+$/.test(word) || !existsSync(join(root, path))) continue
      const folder = statSync(join(root, path)).isDirectory() ? path : dirname(path)
      for (let each = folder; each !== '.'; each = dirname(each)) bases.add(each.replace(/\/$/, ''))
    }
  return [...bases]
}

function isThere(path: string): boolean {
  if (!path.includes('*')) return existsSync(join(root, path))
  const form = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`)
  return tracked.some((file) => form.test(file) || form.test(`${dirname(file)}/`))
}

/** Paths a README names that are nowhere. */
function missingIn(readme: string, text: string): string[] {
  const bases = basesOf(readme, text)
  return pathsIn(text).filter((word) => !bases.some((base) => isThere(join(base, word))))
}

describe('the paths a README names', () => {
  it.each(readmes)('are there: %s', (readme) => {
    expect(missingIn(readme, readFileSync(join(root, readme), 'utf8'))).toEqual([])
  })
  it('are looked for in its own folder, at the root and in folders it names, and missed where they are gone', () => {
    const text = [
      'Here `world.ts`, there `scripts/host/hub.ts` and so `keys.ts`; gone `gone.ts`, `scripts/gone/`, `schema/*.gone.ts`,',
      'no path `a/b`, `FILE.ts`, `out.json`; a pattern `*.faults.test.ts`.',
      '```',
      '`in-a-block.ts`',
      '```',
    ].join('\n')
    expect(missingIn('test/README.md', text)).toEqual(['gone.ts', 'scripts/gone/', 'schema/*.gone.ts'])
  })
})
