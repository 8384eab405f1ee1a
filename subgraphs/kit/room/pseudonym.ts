import { createHmac, type KeyObject } from 'node:crypto'

/** The key that turns resident ID numbers into references; only rooms that receive persons hold it. */
export interface PseudonymKey {
  key: KeyObject
  /** Version of the key, carried in every reference. */
  version: number
}

/** The reference of a person: the same number gives the same reference in every room, and nobody can go back. */
export function pseudonymOf(residentId: string, { key, version }: PseudonymKey): string {
  return `v${version}.${createHmac('sha256', key).update(residentId).digest('base64url')}`
}

/** Whether a text has the form of a reference. */
export const isPseudonym = (text: string): boolean => /^v\d+\.[A-Za-z0-9_-]{43}$/.test(text)
