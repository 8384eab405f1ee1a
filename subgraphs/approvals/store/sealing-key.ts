import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** A key that seals one kind of secret, derived from the room's journal key and used for nothing else. */
export function sealingKey(
  journalKey: KeyObject,
  purpose: 'approvals callbacks' | 'approvals resident numbers',
): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', journalKey, '', purpose, 32)))
}
