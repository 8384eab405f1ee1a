/** Whom unread records of this room concern: the office they name. */
import type { Concerned } from '@one-visit/kit/feed/message.ts'

/** Whom unread records concern that events do not name by themselves. */
export const concernedByUnread: Concerned = async (_, subjects) =>
  subjects.flatMap(({ kind, value }) => (kind === 'SCOPE' && value !== '*' ? [{ officeId: value }] : []))
