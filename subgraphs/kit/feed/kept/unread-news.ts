/**
 * Who is told that something about a subject is unread, or is so no more: an answer about it is worth less from then on, or
 * more, though no record of it changed.
 */
import type { Orm } from '../../database/database.ts'
import type { HubEvent, Outbox } from '../../work/outbox.ts'
import type { AnyMessage, Concerned, CoverageNews, RecordSubject, UnreadSubject } from '../message.ts'
import { whoseKeys } from './key-text.ts'

/** Whether something began to be unread, or ceased to be. */
export type UnreadChange = 'BEGAN' | 'ENDED'

/** Tells of tokens under which something began to be unread, or ceased to be; in the transaction by which it did. */
export type TellUnread = (tx: Orm, tokens: readonly string[], change: UnreadChange) => Promise<void>

/** Names of subjects in events. */
const inEvents: Partial<Readonly<Record<RecordSubject['kind'], keyof HubEvent['subject']>>> = {
  VIN: 'vin',
  REF: 'driverRef',
  USCC: 'uscc',
}

/** Longest subject of an event, characters: what nobody can be called concerns nobody. */
const subjectMax = 100

/**
 * Tells by the room's outbox, each subject once. Of what was of no subject but all its sender sends, whoever waits for the
 * room's source is told once it ended; that it begins wakes nobody: whoever decides reads anew.
 */
export function createTellUnread(
  outbox: Outbox,
  {
    concerned,
    messages,
    news,
  }: {
    concerned?: Concerned | undefined
    messages: readonly AnyMessage[]
    news: Pick<CoverageNews, 'tell'>
  },
): TellUnread {
  return async (tx, tokens, change) => {
    const each = new Map<string, HubEvent['subject']>()
    const add = (subject: HubEvent['subject']) => each.set(Object.entries(subject).flat().join(' '), subject)
    const others: UnreadSubject[] = []
    for (const token of new Set(tokens)) {
      const subject = subjectOf(token)
      const named = namedInEvents(subject)
      if (named === undefined) others.push(subject)
      else for (const one of named) add(one)
    }
    const more = others.length === 0 ? [] : ((await concerned?.(tx, others)) ?? [])
    for (const subject of [...more, ...(await ownersOf(tx, messages, others))]) add(subject)
    if (each.size > 0)
      await outbox.emit(
        tx,
        [...each.values()].map((subject) => ({ type: 'feed.unread.changed', subject, data: {} })),
      )
    const isNamed = (value: string): boolean => more.some((subject) => Object.values(subject).includes(value))
    const isOfAll = others.some(({ kind, value }) => kind === 'SCOPE' && !isNamed(value))
    if (isOfAll && change === 'ENDED') await news.tell(tx)
  }
}

/** A subject as events name it, none where it is longer than anybody's; undefined of a kind that they do not name. */
function namedInEvents({ kind, value }: UnreadSubject): HubEvent['subject'][] | undefined {
  const name = inEvents[kind]
  if (name === undefined) return undefined
  return value.length <= subjectMax ? [{ [name]: value }] : []
}

/** Whose records of some keys are, or ever were, where the plan of their message says so: a statement a message. */
async function ownersOf(
  tx: Orm,
  messages: readonly AnyMessage[],
  subjects: readonly UnreadSubject[],
): Promise<HubEvent['subject'][]> {
  const keyed = subjects.filter(({ kind }) => kind === 'KEY')
  const found: HubEvent['subject'][] = []
  for (const message of new Set(keyed.map((subject) => subject.message))) {
    const plan = messages.find(({ name }) => name === message)?.plan
    if (plan?.about === undefined) continue
    const [kind] = plan.about
    const keys = keyed.flatMap((subject) => (subject.message === message ? [subject.value] : []))
    for (const value of await whoseKeys(tx, plan, keys))
      found.push(...(namedInEvents({ message, kind, value }) ?? []))
  }
  return found
}

/** A token taken apart again. */
function subjectOf(token: string): UnreadSubject {
  const [message = '', kind = '', ...value] = token.split(' ')
  return { message, kind: kind as RecordSubject['kind'], value: value.join(' ') }
}
