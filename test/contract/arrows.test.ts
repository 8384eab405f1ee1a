import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const { forbidden } = createRequire(import.meta.url)('../../scripts/checks/dependency-cruiser.cjs') as {
  forbidden: IForbiddenRuleType[]
}

/** An import that breaks each rule: from a file, of a file or package. */
const violations: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-room-to-room': ['subgraphs/vehicles/a.ts', 'subgraphs/drivers/b.ts'],
  'no-room-to-gateway': ['subgraphs/vehicles/a.ts', 'gateway/b.ts'],
  'no-gateway-to-room': ['gateway/a.ts', 'subgraphs/vehicles/b.ts'],
  'no-kit-to-room': ['subgraphs/kit/a.ts', 'subgraphs/vehicles/b.ts'],
  'no-schema-to-anything': ['schema/a.ts', 'subgraphs/kit/b.ts'],
  'no-product-to-test': ['gateway/a.ts', 'subgraphs/kit/testing.ts'],
  'no-way-out-of-the-rules': [
    'subgraphs/approvals/catalogue/checks/a.ts',
    'subgraphs/approvals/store/questions.ts',
  ],
  'no-act-to-resolvers': ['subgraphs/approvals/certificates/a.ts', 'subgraphs/approvals/resolvers/b.ts'],
  'no-store-to-acts': ['subgraphs/approvals/store/a.ts', 'subgraphs/approvals/graph/b.ts'],
  'no-catalogue-to-judging': ['subgraphs/approvals/catalogue/a.ts', 'subgraphs/approvals/judging/b.ts'],
  'no-graph-to-acts': ['subgraphs/approvals/graph/a.ts', 'subgraphs/approvals/cases/b.ts'],
  'no-callbacks-to-cases': ['subgraphs/approvals/callbacks/a.ts', 'subgraphs/approvals/cases/b.ts'],
  'no-cases-to-certificates': ['subgraphs/approvals/cases/a.ts', 'subgraphs/approvals/certificates/b.ts'],
  'no-kit-ground-to-folders': ['subgraphs/kit/a.ts', 'subgraphs/kit/work/b.ts'],
  'no-kit-graph-to-folders': ['subgraphs/kit/graph/a.ts', 'subgraphs/kit/database/b.ts'],
  'no-database-or-work-to-rooms-and-feeds': ['subgraphs/kit/work/a.ts', 'subgraphs/kit/feed/b.ts'],
  'no-room-server-to-feeds': ['subgraphs/kit/room/a.ts', 'subgraphs/kit/feed/b.ts'],
  'no-reading-to-what-is-kept': ['subgraphs/kit/feed/read/a.ts', 'subgraphs/kit/feed/kept/b.ts'],
  'no-kept-to-merge': ['subgraphs/kit/feed/kept/a.ts', 'subgraphs/kit/feed/merge/b.ts'],
  'no-merge-to-routes': ['subgraphs/kit/feed/merge/a.ts', 'subgraphs/kit/feed/routes/b.ts'],
  'no-room-to-merge': ['subgraphs/vehicles/a.ts', 'subgraphs/kit/feed/merge/b.ts'],
  'no-gateway-part-to-door': ['gateway/executor/a.ts', 'gateway/door/b.ts'],
  'no-gateway-part-to-part': ['gateway/identity/a.ts', 'gateway/executor/b.ts'],
  'no-command-to-programs': ['scripts/command.ts', 'scripts/host/b.ts'],
  'no-foreign-system-to-hub': ['scripts/conformance/a.ts', 'gateway/b.ts'],
  'no-simulator-to-conformance': ['scripts/simulators/a.ts', 'scripts/conformance/b.ts'],
  'no-hub-to-trials-of-it': ['scripts/host/a.ts', 'scripts/demo/b.ts'],
  'one-place-for-everything-together': ['scripts/a.ts', 'subgraphs/vehicles/b.ts'],
  'no-cycles': ['gateway/a.ts', 'gateway/b.ts'],
  resolvable: ['gateway/a.ts', 'gateway/missing.ts'],
}

/** Ways by which code of the rules would stop being pure. */
const waysOut = ['node:fs', 'node:http', 'node:timers/promises']

const tree = mkdtempSync(join(tmpdir(), 'arrows-'))
afterAll(() => rmSync(tree, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), text)
}

function importOf(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1) || './'
  return `import '${up}${to}'\n`
}

/** Names of the rules a tree of files breaks. */
async function broken(files: Readonly<Record<string, string>>): Promise<string[]> {
  rmSync(tree, { recursive: true, force: true })
  for (const [file, text] of Object.entries(files)) write(file, text)
  const { output } = await cruise(['.'], {
    baseDir: tree,
    validate: true,
    ruleSet: { forbidden },
    tsPreCompilationDeps: true,
  })
  return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))]
}

describe('the arrows between rooms', () => {
  beforeAll(() => expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort()))

  it.each(Object.entries(violations))('are caught where one breaks %s', async (rule, [from, to]) => {
    const target = rule === 'resolvable' ? {} : { [to]: rule === 'no-cycles' ? importOf(to, from) : '' }
    expect(await broken({ ...target, [from]: importOf(from, to) })).toEqual([rule])
  })
  it.each(waysOut)('are caught where a check reaches for %s', async (way) => {
    expect(await broken({ 'subgraphs/approvals/catalogue/checks/a.ts': `import '${way}'\n` })).toEqual([
      'no-way-out-of-the-rules',
    ])
  })
  it('are caught where types alone go in a circle', async () => {
    expect(
      await broken({
        'gateway/a.ts': "import type { B } from './b.ts'\nexport type A = B\n",
        'gateway/b.ts': "import type { A } from './a.ts'\nexport type B = A\n",
      }),
    ).toEqual(['no-cycles'])
  })
  it('may go from a room to the kit, and from the kit to the schema', async () => {
    expect(
      await broken({
        'schema/a.ts': '',
        'subgraphs/kit/b.ts': importOf('subgraphs/kit/b.ts', 'schema/a.ts'),
        'subgraphs/vehicles/c.ts': importOf('subgraphs/vehicles/c.ts', 'subgraphs/kit/b.ts'),
      }),
    ).toEqual([])
  })
})
