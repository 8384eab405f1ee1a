import { generateKeyPairSync } from 'node:crypto'
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { asc } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendAudit } from '../store/audit.ts'
import { audit, auditCheckpoints } from '../store/tables/audit.ts'
import { isSignedBy, readLine } from './checkpoint.ts'
import { verifyAuditChain } from './verify-chain.ts'
import { chainAll, countUnchained, sendCheckpoints, startAuditWriter, type WriterParts } from './writer.ts'

const { privateKey: key, publicKey } = generateKeyPairSync('ed25519')
const at = new Date('2025-03-01T02:03:04.005Z')
let db: Database
beforeEach(async () => {
  db = await testDatabase()
})
afterEach(() => db.close())

/** A writer's parts with a sink in memory, which takes nothing while it is broken. */
function played(changes: Partial<WriterParts> = {}) {
  const kept: string[] = []
  const told: string[] = []
  const sink = { isBroken: false }
  const tell = (_: object, message: string): void => void told.push(message)
  const parts: WriterParts = {
    db,
    clock: () => at,
    log: { error: tell, warn: tell } as unknown as Logger,
    key,
    sink: {
      name: 'memory',
      append: async (lines) => {
        if (sink.isBroken) throw new Error('the disk is full')
        kept.push(...lines)
      },
    },
    crash: () => undefined,
    ...changes,
  }
  return { parts, kept, told, sink }
}

function act(actors: readonly string[], isKept = true): Promise<void> {
  return db
    .transaction(async (tx) => {
      const drafts = actors.map(
        (actor) => ({ at, actor, action: 'EVALUATED', applicationId: null, detail: {} }) as const,
      )
      await appendAudit(tx, drafts)
      if (!isKept) throw new Error('rolled back')
    })
    .catch((error: Error) => {
      if (isKept) throw error
    })
}

const rows = () => db.read(ownWork, (tx) => tx.select().from(audit).orderBy(asc(audit.sequence)))
const sequences = (lines: readonly string[]) => lines.map((line) => readLine(line)?.sequence)
const patient = { timeout: 20_000 }

describe('the writer of the audit chain', () => {
  it('is woken by a commit, and leaves nothing undone when it is stopped', async () => {
    const { parts, kept } = played()
    const writer = await startAuditWriter(parts)
    await act(['a'])
    await expect.poll(() => countUnchained(db), patient).toBe(0)
    await act(['b', 'c'])
    await writer.stop()
    expect(await verifyAuditChain(db)).toMatchObject({ intact: true, rows: 3 })
    expect(sequences(kept).at(-1)).toBe(3)
    for (const line of kept) {
      const checkpoint = readLine(line)
      expect(checkpoint && isSignedBy(checkpoint, [publicKey])).toBe(true)
    }
  })

  it('finds at its start what nobody chained', async () => {
    await act(['before'])
    const writer = await startAuditWriter(played().parts)
    await expect.poll(() => countUnchained(db), patient).toBe(0)
    await writer.stop()
  })

  it('goes on while the sink takes nothing, says so once and in its metrics, and loses no checkpoint', async () => {
    const { parts, kept, told, sink } = played()
    sink.isBroken = true
    const writer = await startAuditWriter(parts)
    await act(['a'])
    await expect.poll(() => writer.metrics(), patient).toMatch(/^audit_sink_failing 1$/m)
    expect(await writer.metrics()).toMatch(/^audit_checkpoints_unsent 1$/m)
    await act(['b'])
    await expect.poll(() => countUnchained(db), patient).toBe(0)
    expect(await writer.metrics()).toMatch(/^audit_rows_unchained 0$/m)
    expect(told).toEqual(['the audit sink cannot be written: checkpoints are kept and sent again'])
    sink.isBroken = false
    await act(['c'])
    await expect.poll(() => writer.metrics(), patient).toMatch(/^audit_sink_failing 0$/m)
    await writer.stop()
    expect(sequences(kept)).toEqual([1, 3])
  })

  it('chains every act once, whatever is done at the same time, rolled back or killed, in two hubs', async () => {
    let dieAt: string | undefined
    const crash = (name: string): void => {
      if (name !== dieAt) return
      dieAt = undefined
      throw new Error(`died at ${name}`)
    }
    const { parts, kept } = played({ crash })
    const committed: string[] = []
    const round = async (end?: string): Promise<void> => {
      dieAt = end
      await chainAll(parts)
        .then(() => sendCheckpoints(parts))
        .catch((error: Error) => expect(`${error.message} ${error.cause}`).toMatch(/died at/))
    }
    const step = fc.oneof(
      fc.record({ rows: fc.integer({ min: 1, max: 4 }), isKept: fc.boolean() }),
      fc.record({ end: fc.constantFrom(undefined, undefined, 'audit-chained', 'audit-sent') }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        async (groups) => {
          for (const group of groups)
            await Promise.all(
              group.map(async (each) => {
                if (!('rows' in each)) return round(each.end)
                const actors = Array.from({ length: each.rows }, () => crypto.randomUUID())
                await act(actors, each.isKept)
                if (each.isKept) committed.push(...actors)
              }),
            )
          await round()
          const chained = await rows()
          expect(chained.map(({ actor }) => actor).sort()).toEqual([...committed].sort())
          expect(chained.map(({ sequence }) => sequence)).toEqual(chained.map((_, index) => index + 1))
          expect(await verifyAuditChain(db)).toMatchObject({ intact: true, rows: committed.length })
        },
      ),
      { numRuns: 12 },
    )
    await chainAll(parts, true)
    await sendCheckpoints(parts)
    const made = await db.read(ownWork, (tx) => tx.select().from(auditCheckpoints))
    expect([...new Set(sequences(kept))].sort()).toEqual(made.map(({ sequence }) => sequence).sort())
    expect(made.every(({ sentAt }) => sentAt !== null)).toBe(true)
  }, 120_000)
})
