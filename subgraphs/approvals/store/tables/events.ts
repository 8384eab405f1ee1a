/** What rooms have told. */
import { instant } from '@one-visit/kit/database/columns.ts'
import { boolean, index, text } from 'drizzle-orm/pg-core'
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

/** Rounds in which all that waits for a source is woken: of each source one at a time. */
export const wakings = approvalsSchema.table('wakings', {
  source: text('source').primaryKey(),
  /** Whether something was told of the source since its last round began. */
  isWanted: boolean('is_wanted').notNull(),
  /** When the last round began; null before the first. */
  beganAt: instant('began_at'),
  /** Where the round at work goes on, as JSON; null where none is at work. */
  position: text('position'),
})
