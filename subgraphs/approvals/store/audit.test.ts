import { type Database, openPostgres, rowsOf } from '@one-visit/kit/database/database.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditDraft, appendAudit, verifyAuditChain } from './audit.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Runs SQL as the owner of the tables, who could do more than the application. */
async function asOwner(text: string): Promise<void> {
  if (db.kind === 'pglite') return void (await db.script(text))
  const [row] = rowsOf<{ name: string }>(await db.orm.execute(sql`select current_database() as name`))
  const url = new URL(process.env.DATABASE_URL ?? '')
  url.pathname = `/${row?.name}`
  const owner = await openPostgres(url.href, { connectionsMax: 1 })
  await owner.script(text).finally(() => owner.close())
}

function draft(actor: string): AuditDraft {
  return {
    at: new Date('2025-03-01T02:03:04.005Z'),
    actor,
    action: 'EVALUATED',
    applicationId: null,
    detail: { b: 1, a: 'x' },
  }
}

describe('the audit chain', () => {
  it('is intact when empty and after appends, also parallel ones', async () => {
    expect(await verifyAuditChain(db)).toMatchObject({ intact: true, rows: 0 })
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        db.transaction((tx) => appendAudit(tx, [draft(`a${i}`), draft(`b${i}`)])),
      ),
    )
    expect(await verifyAuditChain(db, 5)).toMatchObject({ intact: true, rows: 12 })
  })

  it.each([
    ['update', sql`update approvals.audit set actor = 'x' where sequence = 1`],
    ['delete', sql`delete from approvals.audit where sequence = 12`],
    ['truncate', sql`truncate approvals.audit`],
  ])('cannot be changed by %s as the application', async (_, statement) => {
    const refusal = db.transaction((tx) => tx.execute(statement)).catch((error: Error) => String(error.cause))
    expect(await refusal).toMatch(/permission denied/)
  })

  it('does not keep what a rolled-back act appended', async () => {
    const failed = db.transaction(async (tx) => {
      await appendAudit(tx, [draft('gone')])
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await verifyAuditChain(db)).toMatchObject({ intact: true, rows: 12 })
  })

  it('cannot be changed by its owner either while the guard stands', async () => {
    const refusal = asOwner(`update approvals.audit set actor = 'x'`)
    await expect(refusal).rejects.toThrow(/can only be appended to/)
  })

  it('shows a changed row, a cut tail and a forged row, each at its place', async () => {
    const unguarded = (text: string) =>
      asOwner(
        `alter table approvals.audit disable trigger all; ${text}; alter table approvals.audit enable trigger all;`,
      )
    await unguarded(`update approvals.audit set actor = 'x' where sequence = 7`)
    expect(await verifyAuditChain(db)).toMatchObject({ intact: false, rows: 6, sequence: 7 })
    await unguarded(
      `update approvals.audit set actor = (select replace(actor, 'b', 'a') from approvals.audit where sequence = 8) where sequence = 7`,
    )
    expect(await verifyAuditChain(db)).toMatchObject({ intact: true })
    await unguarded(`delete from approvals.audit where sequence = 12`)
    expect(await verifyAuditChain(db)).toMatchObject({
      intact: false,
      sequence: 12,
      why: 'the end of the chain is missing',
    })
    await db.transaction((tx) =>
      tx.execute(
        sql`insert into approvals.audit select 12, at, actor, action, application_id, detail, previous_digest, digest from approvals.audit where sequence = 11`,
      ),
    )
    expect(await verifyAuditChain(db)).toMatchObject({
      intact: false,
      sequence: 12,
      why: 'it does not follow the row before',
    })
  })
})
