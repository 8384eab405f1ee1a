/** What rooms have told. */
import { instant } from '@one-visit/kit/database/columns.ts'
import { index, text } from 'drizzle-orm/pg-core'
import { approvalsSchema } from './room.ts'

/** Events already taken, by webhook id. */
export const receivedEvents = approvalsSchema.table(
  'received_events',
  {
    eventId: text('webhook_id').primaryKey(),
    type: text('type').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [index('received_events_by_time').on(table.receivedAt)],
)
