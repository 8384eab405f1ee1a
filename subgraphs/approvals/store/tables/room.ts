import { customType, pgSchema } from 'drizzle-orm/pg-core'

/**
 * The room's own PostgreSQL schema. Applications and what hangs on them belong to tenants and are under row-level
 * security (migrations/0001).
 */
export const approvalsSchema = pgSchema('approvals')

/** A column for bytes. */
export const bytea = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
})
