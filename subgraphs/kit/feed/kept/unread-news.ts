/**
 * Who is told that something about a subject is unread, or is so no more: an answer about it is worth less from then on, or
 * more, though no record of it changed.
 */
import type { Orm } from '../../database/database.ts'
import type { HubEvent, Outbox } from '../../work/outbox.ts'
import type { Concerned, RecordSubject, UnreadSubject } from '../message.ts'

/** Tells of tokens under which something began to be unread, or ceased to be; in the transaction by which it did. */
export type TellUnread = (tx: Orm, tokens: readonly string[]) => Promise<void>

/** Names of subjects in events. */
const inEvents: Partial<Readonly<Record<RecordSubject['kind'], keyof HubEvent['subject']>>> = {
  VIN: 'vin',
  REF: 'driverRef',
  USCC: 'uscc',
}

/** Longest subject of an event, characters: what nobody can be called concerns nobody. */
const subjectMax = 100

/** Tells by the room's outbox, each subject once. */
export function createTellUnread(outbox: Outbox, concerned?: Concerned): TellUnread {
  return async (tx, tokens) => {
    const subjects = [...new Set(tokens)].map(subjectOf)
    const known = subjects.flatMap(({ kind, value }): HubEvent['subject'][] => {
      const name = inEvents[kind]
      return name === undefined || value.length > subjectMax ? [] : [{ [name]: value }]
    })
    const others = subjects.filter(({ kind }) => inEvents[kind] === undefined)
    const more = others.length === 0 ? [] : ((await concerned?.(tx, others)) ?? [])
    const each = new Map([...known, ...more].map((subject) => [JSON.stringify(subject), subject]))
    if (each.size > 0)
      await outbox.emit(
        tx,
        [...each.values()].map((subject) => ({ type: 'feed.unread.changed', subject, data: {} })),
      )
  }
}

/** A token taken apart again. */
function subjectOf(token: string): UnreadSubject {
  const [message = '', kind = '', ...value] = token.split(' ')
  return { message, kind: kind as RecordSubject['kind'], value: value.join(' ') }
}
