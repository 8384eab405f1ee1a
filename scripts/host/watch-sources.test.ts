import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

describe('watched sources', () => {
  let root: string
  let watching: { close(): void }
  const edits: string[] = []
  const at = (path: string): string => join(root, path)
  const replace = (path: string): void => {
    writeFileSync(at(`${path}.new`), 'new')
    renameSync(at(`${path}.new`), at(path))
  }
  const told = async (path: string): Promise<void> => {
    await expect.poll(() => edits, { timeout: 10_000 }).toEqual([path])
    edits.length = 0
  }
  const store = 'subgraphs/vehicles/store.ts'
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sources-'))
    for (const folder of ['gateway', 'schema', 'scripts', 'subgraphs/vehicles/ingest'])
      mkdirSync(at(folder), { recursive: true })
    writeFileSync(at(store), '')
    writeFileSync(at('subgraphs/vehicles/ingest/permit.ts'), '')
    edits.length = 0
    watching = watchSources(root, (edited) => edits.push(edited))
  })
  afterEach(() => {
    watching.close()
    rmSync(root, { recursive: true })
  })

  it('are told once of edits that come together', async () => {
    for (let step = 0; step < 5; step += 1) writeFileSync(at(store), `${step}`)
    await told(store)
  })
  it('are followed when a file is replaced by renaming, as editors and git do, again and again', async () => {
    for (let step = 0; step < 3; step += 1) {
      replace(store)
      await told(store)
      appendFileSync(at(store), 'more')
      await told(store)
    }
  })
  it('are followed into folders that come, and that are put in the place of others', async () => {
    mkdirSync(at('gateway/door'))
    // Made by the first start of a hub: no source of it.
    mkdirSync(at('subgraphs/node_modules'))
    await told('gateway/door')
    writeFileSync(at('gateway/door/route.ts'), '')
    await told('gateway/door/route.ts')
    rmSync(at('subgraphs/vehicles/ingest'), { recursive: true })
    mkdirSync(at('subgraphs/vehicles/ingest'))
    await expect.poll(() => edits.length, { timeout: 10_000 }).toBeGreaterThan(0)
    edits.length = 0
    writeFileSync(at('subgraphs/vehicles/ingest/permit.ts'), '')
    await expect.poll(() => edits, { timeout: 10_000 }).toContain('subgraphs/vehicles/ingest/permit.ts')
  })
})
