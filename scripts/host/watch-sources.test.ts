import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isSource, watchSources } from './watch-sources.ts'

it.each([
  ['subgraphs/vehicles/store.ts', true],
  ['schema/vehicles.graphql', true],
  ['subgraphs/approvals/migrations/0001_guards.sql', true],
  ['subgraphs/vehicles/store.test.ts', false],
  ['subgraphs/vehicles/ingest/fixtures/one.json', false],
  ['subgraphs/node_modules/x/index.ts', false],
  ['scripts/simulators/gbk.ts', false],
  ['subgraphs/vehicles/README.md', false],
])('an edit of %s changes what the hub does: %s', (file, changes) => {
  expect(isSource(file)).toBe(changes)
})

it('tells once of edits that come together, and of none after it is closed', async () => {
  const root = mkdtempSync(join(tmpdir(), 'sources-'))
  for (const folder of ['gateway', 'schema', 'scripts', 'subgraphs/vehicles'])
    mkdirSync(join(root, folder), { recursive: true })
  const file = join(root, 'subgraphs/vehicles/store.ts')
  writeFileSync(file, '')
  const edits: string[] = []
  const watching = watchSources(root, (edited) => edits.push(edited))
  for (let step = 0; step < 5; step += 1) writeFileSync(file, `${step}`)
  await expect.poll(() => edits, { timeout: 10_000 }).toEqual(['subgraphs/vehicles/store.ts'])
  watching.close()
  rmSync(root, { recursive: true })
})
