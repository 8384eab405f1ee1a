import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rowsOf } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { scratchDatabase } from '../testing.ts'
import { installJobs } from './jobs.ts'

it('jobs are found in order of an index, however many wait', async () => {
  const db = await scratchDatabase(async (owner) => {
    await migrate(owner, [])
    await installJobs(owner, 'things', ['wait'])
    await owner.script(`insert into things_jobs.job (name, policy, singleton_key, start_after)
      select 'wait', 'short', at::text, now() - interval '1 minute' from generate_series(1, 3000) as at;
      analyze things_jobs.job`)
  })
  // As pg-boss finds what it fetches.
  const found = await db.transaction((tx) =>
    tx.execute(sql`explain (format json) select id from things_jobs.job
      where name = 'wait' and state < 'active' and start_after < now()
      order by priority desc, created_on, id limit 20 for update skip locked`),
  )
  const plan = JSON.stringify(rowsOf(found))
  expect(plan).toContain('_next')
  expect(plan).not.toContain('"Sort"')
  await db.close()
})
