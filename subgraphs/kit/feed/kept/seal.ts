import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { Orm } from '../../database/database.ts'
import { createTurns } from '../../turns.ts'
import type { FeedTables } from './tables.ts'

const nonceBytes = 12
const tagBytes = 16

/** Encrypts and authenticates bytes (AES-256-GCM): nonce, tag, ciphertext. */
export function seal(key: KeyObject, bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Bytes encrypted at once. */
const sealedAtOnce = 1024 * 1024

/** `seal` for a whole body: others have their turns meanwhile. */
export async function sealInTurns(key: KeyObject, bytes: Buffer): Promise<Buffer> {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.allocUnsafe(nonceBytes + tagBytes + bytes.length)
  const turns = createTurns()
  nonce.copy(sealed)
  for (let at = 0; at < bytes.length; at += sealedAtOnce) {
    cipher.update(bytes.subarray(at, at + sealedAtOnce)).copy(sealed, nonceBytes + tagBytes + at)
    const turn = turns.take()
    if (turn !== undefined) await turn
  }
  cipher.final()
  cipher.getAuthTag().copy(sealed, nonceBytes)
  return sealed
}

/** Reads what seal wrote. @throws when the key is another or a bit was changed */
export function unseal(key: KeyObject, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
}

/** Month a body belongs to, YYYY-MM; erasing its key erases the bodies. */
export const monthOf = (instant: Date): string => instant.toISOString().slice(0, 7)

/** The month some months before that of an instant. */
export function monthsBefore(instant: Date, months: number): string {
  return monthOf(new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() - months, 1)))
}

/** Keys of bodies by source and month. */
export interface BodyKeys {
  /** The key of a source and month, made when there is none yet. */
  forSealing(tx: Orm, source: string, month: string): Promise<KeyObject>
  /** The key of a source and month; undefined once it was erased. */
  forReading(tx: Orm, source: string, month: string): Promise<KeyObject | undefined>
  /** Erases the keys of a source's months before one; what they sealed can never be read again. Answers how many. */
  erase(tx: Orm, source: string, before: string): Promise<number>
}

/** Keys kept in the room's table, wrapped with the room's journal key. */
export function createBodyKeys({ feedKeys }: Pick<FeedTables, 'feedKeys'>, journalKey: KeyObject): BodyKeys {
  const known = new Map<string, KeyObject>()

  const read = async (tx: Orm, source: string, month: string): Promise<KeyObject | undefined> => {
    const [row] = await tx
      .select({ wrapped: feedKeys.wrapped })
      .from(feedKeys)
      .where(and(eq(feedKeys.source, source), eq(feedKeys.month, month)))
    return row === undefined ? undefined : createSecretKey(unseal(journalKey, row.wrapped))
  }

  return {
    forReading: read,
    erase: async (tx, source, before) => {
      const erased = await tx
        .delete(feedKeys)
        .where(and(eq(feedKeys.source, source), lt(feedKeys.month, before)))
        .returning({ month: feedKeys.month })
      for (const { month } of erased) known.delete(`${source} ${month}`)
      return erased.length
    },
    forSealing: async (tx, source, month) => {
      const name = `${source} ${month}`
      const remembered = known.get(name) ?? (await read(tx, source, month))
      if (remembered !== undefined) {
        known.set(name, remembered)
        return remembered
      }
      await tx
        .insert(feedKeys)
        .values({ source, month, wrapped: seal(journalKey, randomBytes(32)) })
        .onConflictDoNothing()
      // Not remembered before it is read from a committed row: this transaction may yet roll back.
      const key = await read(tx, source, month)
      if (key === undefined) throw new Error(`There is no key for ${name}.`)
      return key
    },
  }
}
