import { type Database, ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { tenantOf } from '@one-visit/kit/room/server.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner } from '../testing/as-owner.ts'
import { fillApprovals, fillHanging } from '../testing/fill.ts'

const hanging = [
  'rounds',
  'evaluations',
  'decisions',
  'paper_evidence',
  'certificates',
  'watches',
  'certificate_flags',
]
const application = '00000000-0000-4000-8000-000000000001'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
  await db.write(ownWork, async (tx) => {
    await fillApprovals(tx, 1)
    await fillHanging(tx)
  })
})
afterAll(() => db.close())

/** Tables of what hangs on the application in which a clerk of an office, or of a division, sees something. */
async function tablesSeenBy(role: string, own: { organisation: string; division: string }) {
  const tenant = tenantOf({ caller: 'c', roles: [role], ...own })
  const seen: string[] = []
  for (const table of hanging) {
    const [row] = rowsOf<{ seen: boolean }>(
      await db.read(tenant, (tx) =>
        tx.execute(sql`select exists (select from approvals.${sql.identifier(table)}) as seen`),
      ),
    )
    if (row?.seen) seen.push(table)
  }
  return seen
}

describe('what hangs on an application', () => {
  it('is seen by whoever sees the application, before and after it moves to another office', async () => {
    const clerkOf = (organisation: string) =>
      tablesSeenBy('STATION_CLERK', { organisation, division: 'none' })
    const countyOf = (division: string) => tablesSeenBy('COUNTY_CLERK', { organisation: 'none', division })
    expect([await clerkOf('office-1'), await countyOf('330301')]).toEqual([hanging, hanging])
    expect([await clerkOf('new-office'), await countyOf('330399')]).toEqual([[], []])

    await db.write(ownWork, (tx) =>
      tx.execute(sql`update approvals.applications set office_id = 'new-office', division = '330399'
        where id = ${application}`),
    )
    expect([await clerkOf('office-1'), await countyOf('330301')]).toEqual([[], []])
    expect([await clerkOf('new-office'), await countyOf('330399')]).toEqual([hanging, hanging])
    const [flag] = rowsOf(
      await db.read(ownWork, (tx) =>
        tx.execute(sql`select office_id, division from approvals.certificate_flags`),
      ),
    )
    expect(flag).toEqual({ office_id: 'new-office', division: '330399' })
  })
  it('cannot be made to be seen by others, and a decision stays as it was made', async () => {
    const change = db.write(ownWork, (tx) =>
      tx.execute(sql`update approvals.decisions set viewers = array['office x']`),
    )
    await expect(change).rejects.toMatchObject({ cause: { code: '42501' } })
    const decide = asOwner(
      db,
      `update approvals.decisions set outcome = 'REFUSE', reason = 'r', viewers = '{}'`,
    )
    await expect(decide).rejects.toThrow(/can only be appended to/)
    await expect(asOwner(db, 'delete from approvals.decisions')).rejects.toThrow(/can only be appended to/)
  })
})
