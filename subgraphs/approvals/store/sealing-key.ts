import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** A key that seals one kind of secret, derived from the room's journal key and used for nothing else. */
export const sealingKey = (
  journalKey: KeyObject,
  purpose: 'approvals callbacks' | 'approvals resident numbers',
): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', journalKey, '', purpose, 32)))
