import { date, timestamp } from 'drizzle-orm/pg-core'

/** A column for an instant: timestamptz to the millisecond, which is all a Date holds. Its name ends in `_at`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** A column for a calendar day, read and written as YYYY-MM-DD. Its name ends in `_on`, `_from` or `_until`. */
export const day = (name: string) => date(name, { mode: 'string' })
