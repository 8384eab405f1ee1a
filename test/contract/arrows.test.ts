import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IViolation } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const { forbidden, options } = createRequire(import.meta.url)(
  '../../scripts/checks/dependency-cruiser.cjs',
) as { forbidden: IForbiddenRuleType[]; options: { exclude?: unknown } }

/** An import that breaks each rule: from a file, of a file or package. */
const violations: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-room-to-room': ['subgraphs/vehicles/a.ts', 'subgraphs/drivers/b.ts'],
  'no-room-to-gateway': ['subgraphs/vehicles/a.ts', 'gateway/b.ts'],
  'no-gateway-to-room': ['gateway/a.ts', 'subgraphs/vehicles/b.ts'],
  'no-kit-to-room': ['subgraphs/kit/a.ts', 'subgraphs/vehicles/b.ts'],
  'no-schema-to-anything': ['schema/a.ts', 'subgraphs/kit/b.ts'],
  'no-code-to-trials': ['gateway/a.ts', 'subgraphs/kit/testing.ts'],
  'no-catalogue-to-anything-else': [
    'subgraphs/approvals/catalogue/checks/a.ts',
    'subgraphs/approvals/store/questions.ts',
  ],
  'no-judging-to-anything-else': ['subgraphs/approvals/judging/a.ts', 'subgraphs/approvals/store/b.ts'],
  'no-chance-in-judging': ['subgraphs/approvals/judging/decide.ts', 'node:crypto'],
  'no-ground-of-rules-to-anything-else': ['schema/divisions.ts', 'schema/load.ts'],
  'no-part-of-approvals-to-what-builds-it': ['subgraphs/approvals/cases/a.ts', 'subgraphs/approvals/app.ts'],
  'no-context-of-approvals-to-acts': ['subgraphs/approvals/context.ts', 'subgraphs/approvals/cases/b.ts'],
  'no-act-to-resolvers': ['subgraphs/approvals/certificates/a.ts', 'subgraphs/approvals/resolvers/b.ts'],
  'no-store-to-acts': ['subgraphs/approvals/store/a.ts', 'subgraphs/approvals/graph/b.ts'],
  'no-audit-to-acts': ['subgraphs/approvals/audit/a.ts', 'subgraphs/approvals/cases/b.ts'],
  'no-act-to-audit': ['subgraphs/approvals/cases/a.ts', 'subgraphs/approvals/audit/b.ts'],
  'no-graph-to-acts': ['subgraphs/approvals/graph/a.ts', 'subgraphs/approvals/cases/b.ts'],
  'no-mandates-to-acts': ['subgraphs/approvals/mandates/a.ts', 'subgraphs/approvals/cases/b.ts'],
  'no-callbacks-to-cases': ['subgraphs/approvals/callbacks/a.ts', 'subgraphs/approvals/cases/b.ts'],
  'no-cases-to-certificates': ['subgraphs/approvals/cases/a.ts', 'subgraphs/approvals/certificates/b.ts'],
  'no-kit-ground-to-folders': ['subgraphs/kit/a.ts', 'subgraphs/kit/work/b.ts'],
  'no-kit-graph-to-folders': ['subgraphs/kit/graph/a.ts', 'subgraphs/kit/database/b.ts'],
  'no-database-or-work-to-rooms-and-feeds': ['subgraphs/kit/work/a.ts', 'subgraphs/kit/feed/b.ts'],
  'no-room-server-to-feeds': ['subgraphs/kit/room/a.ts', 'subgraphs/kit/feed/b.ts'],
  'no-reading-to-what-is-kept': ['subgraphs/kit/feed/read/a.ts', 'subgraphs/kit/feed/kept/b.ts'],
  'no-kept-to-merge': ['subgraphs/kit/feed/kept/a.ts', 'subgraphs/kit/feed/merge/b.ts'],
  'no-merge-to-routes': ['subgraphs/kit/feed/merge/a.ts', 'subgraphs/kit/feed/routes/b.ts'],
  'no-room-to-inside-of-feeds': ['subgraphs/vehicles/a.ts', 'subgraphs/kit/feed/merge/b.ts'],
  'no-inspections-to-inside-of-feeds': ['subgraphs/inspections/a.ts', 'subgraphs/kit/feed/upkeep.ts'],
  'no-approvals-to-feeds': ['subgraphs/approvals/cases/a.ts', 'subgraphs/kit/feed/message.ts'],
  'no-gateway-to-feeds': ['gateway/a.ts', 'subgraphs/kit/feed/merge/b.ts'],
  'no-gateway-part-to-what-builds-it': ['gateway/executor/a.ts', 'gateway/config.ts'],
  'no-ground-of-gateway-to-parts': ['gateway/context.ts', 'gateway/executor/b.ts'],
  'no-gateway-part-to-door': ['gateway/executor/a.ts', 'gateway/door/b.ts'],
  'no-gateway-part-to-part': ['gateway/identity/a.ts', 'gateway/executor/b.ts'],
  'no-command-to-programs': ['scripts/command.ts', 'scripts/host/b.ts'],
  'no-foreign-system-to-hub': ['scripts/conformance/a.ts', 'gateway/b.ts'],
  'no-simulator-to-conformance': ['scripts/simulators/a.ts', 'scripts/conformance/b.ts'],
  'no-hub-to-trials-of-it': ['scripts/host/a.ts', 'scripts/demo/b.ts'],
  'no-demo-to-hub': ['scripts/demo/a.ts', 'gateway/b.ts'],
  'one-place-for-everything-together': ['scripts/a.ts', 'subgraphs/vehicles/b.ts'],
  'no-cycles': ['gateway/a.ts', 'gateway/b.ts'],
  resolvable: ['gateway/a.ts', 'gateway/missing.ts'],
}

const inCatalogue = 'subgraphs/approvals/catalogue/checks/a.ts'
const inJudging = 'subgraphs/approvals/judging/a.ts'

/** Further ways around a rule that were tried: the rule, from a file, of a file or module. */
const waysAround: readonly (readonly [rule: string, from: string, to: string])[] = [
  ...[
    'node:fs',
    'node:http',
    'node:timers/promises',
    'node:process',
    'node:perf_hooks',
    'node:module',
  ].flatMap((module) => [
    ['no-catalogue-to-anything-else', inCatalogue, module] as const,
    ['no-judging-to-anything-else', inJudging, module] as const,
  ]),
  ['no-catalogue-to-anything-else', inCatalogue, 'node:crypto'],
  ['no-catalogue-to-anything-else', inCatalogue, 'subgraphs/approvals/judging/b.ts'],
  ['no-catalogue-to-anything-else', inCatalogue, 'subgraphs/approvals/generated/resolvers.ts'],
  ['no-catalogue-to-anything-else', inCatalogue, 'node_modules/jose/index.js'],
  ['no-judging-to-anything-else', inJudging, 'subgraphs/approvals/context.ts'],
  ['no-judging-to-anything-else', inJudging, 'subgraphs/kit/feed/message.ts'],
  ['no-judging-to-anything-else', inJudging, 'subgraphs/kit/crash.ts'],
  ['no-judging-to-anything-else', inJudging, 'schema/load.ts'],
  ['no-judging-to-anything-else', inJudging, 'node_modules/jose/index.js'],
  ['no-code-to-trials', 'gateway/a.ts', 'test/b.ts'],
  ['no-code-to-trials', 'gateway/a.ts', 'gateway/b.test.ts'],
  ['no-code-to-trials', 'subgraphs/vehicles/ingest/a.ts', 'subgraphs/vehicles/ingest/fixtures/b.ts'],
  [
    'no-code-to-trials',
    'subgraphs/approvals/catalogue/items/a.ts',
    'subgraphs/approvals/catalogue/items/b.case.ts',
  ],
  ['no-code-to-trials', inJudging, 'subgraphs/approvals/judging/fixtures/b.ts'],
  ['no-code-to-trials', 'subgraphs/approvals/cases/a.ts', 'subgraphs/approvals/testing/b.ts'],
  ['no-code-to-trials', 'scripts/tools/a.ts', 'subgraphs/kit/feed/fixtures/b.ts'],
  ['no-ground-of-rules-to-anything-else', 'subgraphs/kit/errors.ts', 'subgraphs/kit/clock.ts'],
  ['no-ground-of-rules-to-anything-else', 'schema/time.ts', 'node:fs'],
  ...['app.ts', 'server.ts', 'background.ts', 'new.ts', 'new/b.ts'].map(
    (file) =>
      [
        'no-part-of-approvals-to-what-builds-it',
        'subgraphs/approvals/resolvers/a.ts',
        `subgraphs/approvals/${file}`,
      ] as const,
  ),
  ['no-context-of-approvals-to-acts', 'subgraphs/approvals/context.ts', 'subgraphs/approvals/new.ts'],
  ['no-graph-to-acts', 'subgraphs/approvals/graph/a.ts', 'subgraphs/approvals/context.ts'],
  ...['config.ts', 'private-server.ts', 'app.ts', 'server.ts', 'new.ts', 'new/b.ts'].map(
    (file) => ['no-gateway-part-to-what-builds-it', 'gateway/identity/a.ts', `gateway/${file}`] as const,
  ),
  ['no-gateway-part-to-what-builds-it', 'gateway/door/a.ts', 'gateway/app.ts'],
  ['no-ground-of-gateway-to-parts', 'gateway/errors.ts', 'gateway/config.ts'],
  ...[
    'kept/journal.ts',
    'kept/sources.ts',
    'routes/route.ts',
    'routes/feed-routes.ts',
    'upkeep.ts',
    'new.ts',
  ].map(
    (file) =>
      ['no-room-to-inside-of-feeds', 'subgraphs/vehicles/a.ts', `subgraphs/kit/feed/${file}`] as const,
  ),
  [
    'no-inspections-to-inside-of-feeds',
    'subgraphs/inspections/a.ts',
    'subgraphs/kit/feed/routes/feed-routes.ts',
  ],
  ['no-approvals-to-feeds', 'subgraphs/approvals/app.ts', 'subgraphs/kit/feed/kept/journal.ts'],
  ['no-gateway-to-feeds', 'gateway/feeds/a.ts', 'subgraphs/kit/feed/message.ts'],
  ['no-demo-to-hub', 'scripts/demo/a.ts', 'subgraphs/kit/database/database.ts'],
  ['no-demo-to-hub', 'scripts/demo/a.ts', 'scripts/host/hub.ts'],
]

const tree = mkdtempSync(join(tmpdir(), 'arrows-'))
afterAll(() => rmSync(tree, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true })
  writeFileSync(join(tree, file), text)
}

function importOf(from: string, to: string): string {
  if (to.startsWith('node:')) return `import '${to}'\n`
  const up = '../'.repeat(from.split('/').length - 1) || './'
  return `import '${up}${to}'\n`
}

/** Names of the rules a tree of files breaks. */
async function broken(files: Readonly<Record<string, string>>): Promise<string[]> {
  return [...new Set((await violationsOf(files)).map(({ rule }) => rule.name))]
}

async function violationsOf(files: Readonly<Record<string, string>>): Promise<readonly IViolation[]> {
  rmSync(tree, { recursive: true, force: true })
  for (const [file, text] of Object.entries(files)) write(file, text)
  const { output } = await cruise(['.'], {
    baseDir: tree,
    validate: true,
    ruleSet: { forbidden },
    tsPreCompilationDeps: true,
  })
  return (output as ICruiseResult).summary.violations
}

describe('the arrows between rooms', () => {
  beforeAll(() => expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort()))

  it.each(Object.entries(violations))('are caught where one breaks %s', async (rule, [from, to]) => {
    const there = rule !== 'resolvable' && !to.startsWith('node:')
    const target = there ? { [to]: rule === 'no-cycles' ? importOf(to, from) : '' } : {}
    expect(await broken({ ...target, [from]: importOf(from, to) })).toEqual([rule])
  })
  it('are caught where one goes around them', async () => {
    const files: Record<string, string> = {}
    for (const [, , to] of waysAround) if (!to.startsWith('node:')) files[to] = ''
    for (const [, from, to] of waysAround) files[from] = (files[from] ?? '') + importOf(from, to)
    const found = (await violationsOf(files)).map(({ rule, from, to }) => `${rule.name}: ${from} > ${to}`)
    const tried = waysAround.map(([rule, from, to]) => `${rule}: ${from} > ${to.replace(/^node:/, '')}`)
    expect(found.sort()).toEqual(tried.sort())
  })
  it('see the packages that code imports', () => {
    expect(options.exclude).toBeUndefined()
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
