import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Database, rowsOf } from '@one-visit/kit/database/database.ts'
import { migrate } from '@one-visit/kit/database/migrate.ts'
import { scratchDatabase } from '@one-visit/kit/testing.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Policies as they were reported; the newest of a number stood alone, whatever plate it named. */
const reported = [
  ['FLEET', '浙CD00001', '2026-01-01', 'a', '2026-12-31', false],
  ['FLEET', '浙CD00002', '2026-01-02', 'b', '2026-12-31', false],
  ['FLEET', '浙CD00002', '2026-01-03', 'c', '2026-12-31', true],
  ['FLEET', '浙CD00003', '2026-01-04', 'd', '2026-12-31', false],
  ['TWICE', '浙CD00001', '2026-01-05', 'e', '2026-06-30', false],
  ['TWICE', '浙CD00001', '2026-01-05', 'f', '2026-12-31', false],
  ['PLATES', '浙CD00004', '2026-01-06', 'g', '2026-12-31', false],
  ['PLATES', '浙CD00005', '2026-01-06', 'h', '2026-12-31', false],
] as const

const columns =
  'company_id, policy_number, plate_number, valid_until, source, source_at, source_sequence, revision, deleted, digest, raw_digest, received_at, receipt_id'

function values([number, plate, at, digest, until, deleted]: (typeof reported)[number]): string {
  const receipt = '00000000-0000-4000-8000-000000000000'
  return `('DIDI', '${number}', '${plate}', '${until}', 'didi', '${at}', 1, '${number}', ${deleted}, '${digest}', '${digest}', '${at}', '${receipt}')`
}

let db: Database
beforeAll(async () => {
  db = await scratchDatabase(async (owner) => {
    const before = mkdtempSync(join(tmpdir(), 'migrations-'))
    cpSync(folder, before, { recursive: true })
    const journal = JSON.parse(readFileSync(join(before, 'meta/_journal.json'), 'utf8')) as {
      entries: unknown[]
    }
    writeFileSync(
      join(before, 'meta/_journal.json'),
      JSON.stringify({ ...journal, entries: journal.entries.slice(0, 5) }),
    )
    await migrate(owner, [{ room: 'platforms', folder: before, queues: [] }])
    rmSync(before, { recursive: true })
    const standing = [3, 5, 7].map((place) => values(reported[place] as (typeof reported)[number]))
    await owner.script(`
      insert into platforms.policy_history (${columns}) values ${reported.map(values).join(', ')};
      insert into platforms.policies (${columns}) values ${standing.join(', ')};
      update platforms.policies set contradicted = true where policy_number in ('TWICE', 'PLATES');`)
    await migrate(owner, [{ room: 'platforms', folder, queues: [] }])
  })
})
afterAll(() => db.close())

it('a policy of before stands for each plate it ever named, as the newest record of that plate says', async () => {
  const rows = rowsOf<object>(
    await db
      .script(`select policy_number, plate_number, digest, deleted, contradicted from platforms.policies
      order by policy_number, plate_number`)
      .then((results) => [results].flat().at(-1)),
  )
  const row = (policy_number: string, plate_number: string, digest: string, more: object = {}) => ({
    policy_number,
    plate_number,
    digest,
    deleted: false,
    contradicted: false,
    ...more,
  })
  expect(rows).toEqual([
    row('FLEET', '浙CD00001', 'a'),
    row('FLEET', '浙CD00002', 'c', { deleted: true }),
    row('FLEET', '浙CD00003', 'd'),
    row('PLATES', '浙CD00004', 'g'),
    row('PLATES', '浙CD00005', 'h'),
    row('TWICE', '浙CD00001', 'f', { contradicted: true }),
  ])
})
