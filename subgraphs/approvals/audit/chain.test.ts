import { generateKeyPairSync } from 'node:crypto'
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { asc, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditDraft, appendAudit, listAudit } from '../store/audit.ts'
import { auditCheckpoints } from '../store/tables/audit.ts'
import { asIntruder, asOwner } from '../testing/as-owner.ts'
import { chainNext, rowsAtOnce } from './chain.ts'
import { isSignedBy } from './checkpoint.ts'
import { verifyAuditChain } from './verify-chain.ts'

const { privateKey: key, publicKey } = generateKeyPairSync('ed25519')
const now = new Date('2025-03-01T02:03:04.005Z')
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const draft = (actor: string, applicationId: string | null = null): AuditDraft => ({
  at: now,
  actor,
  action: 'EVALUATED',
  applicationId,
  detail: { b: 1, a: 'x' },
})
const append = (...drafts: AuditDraft[]) => db.transaction((tx) => appendAudit(tx, drafts))
const chain = async (at = now) => {
  const { rows } = await db.transaction((tx) => chainNext(tx, { key, now: at }))
  return rows
}
const checkpoints = () =>
  db.read(ownWork, (tx) => tx.select().from(auditCheckpoints).orderBy(asc(auditCheckpoints.sequence)))

/** A promise that the test keeps. */
function signal<T = void>() {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((kept) => {
    resolve = kept
  })
  return { promise, resolve }
}

describe('the audit chain', () => {
  it('is intact when empty, and gives acts that are committed their place once', async () => {
    expect(await chain()).toBe(0)
    expect(await verifyAuditChain(db)).toMatchObject({ intact: true, rows: 0 })
    await Promise.all(Array.from({ length: 6 }, (_, i) => append(draft(`a${i}`), draft(`b${i}`))))
    expect(await verifyAuditChain(db)).toMatchObject({ intact: true, rows: 0 })
    expect([await chain(), await chain()]).toEqual([12, 0])
    expect(await verifyAuditChain(db, 5)).toMatchObject({ intact: true, rows: 12 })
  })

  it.each([
    ['update of an act', sql`update approvals.audit set actor = 'x' where sequence = 1`],
    ['delete', sql`delete from approvals.audit where sequence = 12`],
    ['truncate', sql`truncate approvals.audit`],
    ['delete of a checkpoint', sql`delete from approvals.audit_checkpoints`],
    ['update of a checkpoint', sql`update approvals.audit_checkpoints set digest = 'x'`],
  ])('cannot be changed by %s as the application', async (_, statement) => {
    const refusal = db.transaction((tx) => tx.execute(statement)).catch((error: Error) => String(error.cause))
    expect(await refusal).toMatch(/permission denied/)
  })

  it('gives no row another place, not even as the application that gave the first', async () => {
    const again = sql`update approvals.audit set sequence = 99, previous_digest = 'x', digest = 'x' where sequence = 12`
    const refusal = db.transaction((tx) => tx.execute(again)).catch((error: Error) => String(error.cause))
    expect(await refusal).toMatch(/each row chained once/)
  })

  it.each([
    `update approvals.audit set actor = 'x'`,
    'delete from approvals.audit',
    `update approvals.audit_checkpoints set digest = 'x'`,
    'delete from approvals.audit_checkpoints',
  ])('cannot be changed by its owner either while the guard stands: %s', async (text) => {
    await expect(asOwner(db, text)).rejects.toThrow(/can only be appended to/)
  })

  it('does not keep what a rolled-back act wrote', async () => {
    const failed = db.transaction(async (tx) => {
      await appendAudit(tx, [draft('gone')])
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await chain()).toBe(0)
  })

  it('shows an act to the auditor once it has its place, and never one before those it was shown', async () => {
    const id = crypto.randomUUID()
    await append(draft('c', id))
    const trail = () => db.read(ownWork, (tx) => listAudit(tx, id, { first: 10, after: 0 }))
    expect(await trail()).toEqual([])
    await chain()
    expect(await trail()).toMatchObject([{ sequence: 13, actor: 'c' }])
  })

  it('is covered by signed checkpoints: the first row at once, then every minute that brought rows', async () => {
    const covered = async () => (await checkpoints()).map(({ sequence }) => sequence)
    expect(await covered()).toEqual([12])
    await chain(new Date(now.getTime() + 59_999))
    expect(await covered()).toEqual([12])
    for (const later of [60_000, 200_000]) await chain(new Date(now.getTime() + later))
    expect(await covered()).toEqual([12, 13])
    for (const each of await checkpoints()) {
      expect(isSignedBy(each, [publicKey])).toBe(true)
      expect(isSignedBy({ ...each, sequence: each.sequence + 1 }, [publicKey])).toBe(false)
      expect(isSignedBy(each, [generateKeyPairSync('ed25519').publicKey])).toBe(false)
    }
  })

  it('is covered after every thousand rows, however short the time', async () => {
    const many = Array.from({ length: rowsAtOnce + 5 }, (_, i) => draft(`m${i}`))
    await append(...many)
    const at = new Date(now.getTime() + 60_001)
    expect([await chain(at), await chain(at)]).toEqual([rowsAtOnce, 5])
    expect((await checkpoints()).map(({ sequence }) => sequence)).toEqual([12, 13, 13 + rowsAtOnce])
    expect(await verifyAuditChain(db)).toMatchObject({ intact: true, rows: 18 + rowsAtOnce })
  })

  it.skipIf(!process.env.DATABASE_URL)(
    'passes over no act whose transaction was slow: it comes after younger ones',
    async () => {
      const commit = signal()
      const written = signal()
      const slow = db.transaction(async (tx) => {
        await appendAudit(tx, [draft('slow')])
        written.resolve()
        await commit.promise
      })
      await written.promise
      await append(draft('quick'))
      expect(await chain()).toBe(1)
      commit.resolve()
      await slow
      expect(await chain()).toBe(1)
      expect(await verifyAuditChain(db)).toMatchObject({ intact: true })
    },
  )

  it.skipIf(!process.env.DATABASE_URL)('is written by one at a time, and acts wait for nobody', async () => {
    const end = signal()
    const chained = signal<number>()
    await append(draft('first'))
    const writer = db.transaction(async (tx) => {
      chained.resolve((await chainNext(tx, { key, now })).rows)
      await end.promise
    })
    expect(await chained.promise).toBe(1)
    await append(draft('meanwhile'))
    expect(await chain()).toBe(0)
    end.resolve()
    await writer
    expect(await chain()).toBe(1)
  })

  it('shows a changed row at its place', async () => {
    await asIntruder(db, `update approvals.audit set actor = 'x' where sequence = 7`)
    expect(await verifyAuditChain(db)).toMatchObject({ intact: false, rows: 6, sequence: 7 })
  })
})
