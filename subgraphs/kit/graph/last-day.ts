import { unlimitedDay } from '@one-visit/schema/in-force.ts'

/** The last day of something as the graph shows it: null for one that has none, and for one nobody knows. */
export function lastDayOf(stored: string | null): {
  validUntil: string | null
  validUntilUnlimited: boolean
} {
  const validUntilUnlimited = stored === unlimitedDay
  return { validUntil: validUntilUnlimited ? null : stored, validUntilUnlimited }
}
