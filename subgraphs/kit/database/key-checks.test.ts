import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../config.ts'
import { scratchDatabase, testDatabase } from '../testing.ts'
import { type Database, rowsOf } from './database.ts'
import { hasKeyChecks, keepKeys, type RoomKeys, requireKeys } from './key-checks.ts'
import { migrate } from './migrate.ts'

const secret = (fill: number): KeyObject => createSecretKey(Buffer.alloc(32, fill))
const [first, second] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')]
const offices = (...keys: RoomKeys['keys']): RoomKeys[] => [{ room: 'offices', keys }]
const journal = { name: 'journal', known: 'JOURNAL', key: secret(1) }

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('the check values of keys', () => {
  it('are kept at the first start, and fit the same keys afterwards', async () => {
    expect(await hasKeyChecks(db, ['offices', 'traffic-police'])).toBe(false)
    await requireKeys(db, offices(journal))
    expect(await hasKeyChecks(db, ['offices'])).toBe(false)
    await keepKeys(db, offices(journal))
    await keepKeys(db, offices(journal))
    expect(await hasKeyChecks(db, ['traffic-police', 'offices'])).toBe(true)
  })

  it('refuse other keys, and name every one of them', async () => {
    await keepKeys(db, offices({ name: 'signing', known: 'SIGNING', key: first.privateKey }))
    const others = offices(
      { ...journal, key: secret(2) },
      { name: 'signing', known: 'SIGNING', key: second.privateKey },
    )
    for (const hold of [requireKeys, keepKeys])
      await expect(hold(db, others)).rejects.toThrow(/ {2}JOURNAL\n {2}SIGNING\n/)
    await expect(requireKeys(db, others)).rejects.toBeInstanceOf(ConfigError)
    await requireKeys(db, offices(journal))
  })

  it('let a key of another version follow, and one be exchanged whose former is named', async () => {
    await keepKeys(db, offices({ name: 'pseudonym v1', known: 'PSEUDONYM', key: secret(3) }))
    await keepKeys(db, offices({ name: 'pseudonym v2', known: 'PSEUDONYM', key: secret(4) }))
    const exchanged = { name: 'signing', known: 'SIGNING', key: second.privateKey }
    await keepKeys(db, offices({ ...exchanged, former: [first.publicKey] }))
    await keepKeys(db, offices(exchanged))
    await expect(keepKeys(db, offices({ ...exchanged, key: first.privateKey }))).rejects.toThrow(/SIGNING/)
  })

  it('are not kept of a key that does not read what is there already', async () => {
    const other = { name: 'other', known: 'OTHER', key: secret(5), reads: async () => false }
    await expect(keepKeys(db, offices(other))).rejects.toThrow(/OTHER/)
    await keepKeys(db, offices({ ...other, reads: async () => true }))
    // It is known by its check value from now on.
    await keepKeys(db, offices(other))
  })

  it('hold nothing of the key', async () => {
    const rows = await db.orm.execute(sql`select value from offices.key_checks`)
    const texts = rowsOf<{ value: string }>(rows).map(({ value }) => value)
    expect(texts.length).toBeGreaterThan(3)
    for (const text of texts) {
      expect(text).toMatch(/^[\w-]{43}$/)
      for (const fill of [1, 3, 4, 5])
        expect(Buffer.from(text, 'base64url')).not.toEqual(Buffer.alloc(32, fill))
    }
  })

  it('are asked for of a database whose tables were brought up to date', async () => {
    const empty = await scratchDatabase((owner) => migrate(owner, []))
    await expect(keepKeys(empty, offices(journal))).rejects.toThrow(/npm run migrate/)
    await empty.close()
  })
})
