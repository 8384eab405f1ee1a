import { customType, pgSchema } from 'drizzle-orm/pg-core'

/**
 * The room's own PostgreSQL schema. Applications and what hangs on them belong to tenants and are under row-level
 * security (migrations/0001). Each table of what hangs on an application has a column `viewers` besides, which the database
 * fills and keeps and its policy reads (migrations/0012): no statement of the room names it.
 */
export const approvalsSchema = pgSchema('approvals')

/** A column for bytes. */
export const bytea = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
})
