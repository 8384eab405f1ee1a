import { testDatabase } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { inspections, inspectionHistory } from './tables.ts'

it('shows the statement', async () => {
  const db = await testDatabase()
  const query = db.orm
    .select({ vehicle: inspections, previous: sql`(select h.vin from ${inspectionHistory} h where h.vin = ${inspections.vin})`.as('previous') })
    .from(inspections)
  console.log(query.toSQL().sql.slice(-260))
  await db.close()
  expect(1).toBe(1)
})
