import { HubError } from '../../errors.ts'
import { connectionOf, type PageArguments, readPage } from '../../graph/paging.ts'
import type { Principal } from '../../room/principal.ts'
import type { RoomContext } from '../../room/server.ts'
import type { Feeds, Receipt, RecordReceipt } from '../feeds.ts'
import type { ListedRetirement } from '../kept/retirement-list.ts'
import { isOfAbout } from '../kept/subject-token.ts'
import type { UnreadRecord } from '../kept/unread.ts'

interface SubmitArguments {
  message: string
  records: readonly unknown[]
  idempotencyKey: string
  sequence?: number | null
}

/** Names of the fields that lead from the graph into a room's feed. */
export interface FeedFields {
  /** Mutation that takes records in. */
  submit: string
  /** Query for the receipt of a batch. */
  receipt: string
  /** The room's part of `feedReceipt`, which all rooms answer. */
  part: string
  /** Query for what cannot be read, for administrators and auditors. */
  unread: string
  /** Query for the times senders were declared out, for administrators and auditors. */
  retirements: string
  /** Mutation by which an administrator closes one of them. */
  close: string
  /** Mutation by which an administrator has a batch tried again that was set aside. */
  retry: string
}

/** Where a resolver map has its root fields. */
interface RootFields {
  Query?: object
  Mutation?: object
}

/**
 * The room's resolvers with the graph's way into its feed: a mutation that takes records in, and the receipt of a
 * batch. The receipt is a field of its own in each room, and a part of its own of `feedReceipt`, which all rooms answer:
 * of one field with the room as its argument, the planner would ask any one of the rooms.
 */
export function withFeedFields<Resolvers extends RootFields>(
  resolvers: Resolvers,
  feeds: Feeds,
  fields: FeedFields,
): Resolvers & Required<RootFields> {
  const submit = async (
    _: unknown,
    { message, records, idempotencyKey, sequence }: SubmitArguments,
    { principal }: RoomContext,
  ) =>
    graphReceiptOf(
      await feeds.submit({
        caller: principal,
        message,
        records,
        idempotencyKey,
        ...(typeof sequence === 'number' && { sequence }),
      }),
    )

  /** Of a receipt that is not there and of one that is not theirs, callers learn the same. */
  const findOwn = async (id: string, principal: Principal) => {
    const found = await feeds.findReceipt(id)
    if (found === undefined) return undefined
    if (principal.roles.includes('ADMINISTRATOR')) return graphReceiptOf(found)
    const sender = await feeds.sources.find(found.source)
    const isOwn = principal.organisation !== undefined && sender?.organisation === principal.organisation
    return isOwn ? graphReceiptOf(found) : undefined
  }

  const receipt = async (_: unknown, { id }: { id: string }, { principal }: RoomContext) => {
    const found = await findOwn(id, principal)
    if (found === undefined) throw new HubError('NOT_FOUND', 'No receipt of yours has this number.')
    return found
  }

  /** The room's part of a receipt that may be another room's: null without an error says that it holds none. */
  const part = async ({ id }: { id: string }, _: unknown, { principal }: RoomContext) =>
    (await findOwn(id, principal)) ?? null

  const unread = async (_: unknown, { closed, ...asked }: PageArguments & { closed?: boolean | null }) => {
    const { first, after } = readPage(asked, ['identifier'])
    const rows = await feeds.unread.list({
      first: first + 1,
      after: after?.[0],
      closedByHand: closed === true,
    })
    return connectionOf(rows, first, ({ id }: UnreadRecord) => [id], unreadOf)
  }

  const retirements = async (_: unknown, asked: PageArguments) => {
    const { first, after } = readPage(asked, ['text', 'count'])
    const [source = '', place = ''] = after ?? []
    const rows = await feeds.retirements({
      first: first + 1,
      after: after && { source, place: Number(place) },
    })
    return connectionOf(rows, first, (row) => [row.source, String(row.place)], retirementOf)
  }

  const close = async (
    _: unknown,
    { id, because }: { id: string; because: string },
    { principal }: RoomContext,
  ) => unreadOf(await feeds.unread.closeByHand(id, { by: principal.caller, because }))

  const retry = async (_: unknown, { id }: { id: string }) => unreadOf(await feeds.retry(id))

  return {
    ...resolvers,
    Query: {
      ...resolvers.Query,
      [fields.receipt]: receipt,
      [fields.unread]: unread,
      [fields.retirements]: retirements,
      feedReceipt: (_: unknown, { id }: { id: string }) => ({ id }),
    },
    Mutation: {
      ...resolvers.Mutation,
      [fields.submit]: submit,
      [fields.close]: close,
      [fields.retry]: retry,
    },
    FeedReceipt: { records: recordsPage },
    FeedReceipts: { __resolveReference: ({ id }: { id: string }) => ({ id }), [fields.part]: part },
  }
}

/** What cannot be read, under the names of the schema: whom it is about, without what it names by number. */
function unreadOf({ receivedAt, subjects, ...record }: UnreadRecord) {
  const about = subjects.filter(isOfAbout).map((token) => token.slice(token.indexOf(' ') + 1))
  return { ...record, since: receivedAt, subjects: about }
}

/** A time a sender was out, under the names of the schema. */
function retirementOf({ place: _, by, retiredAt, returnedAt, ...retirement }: ListedRetirement) {
  return {
    ...retirement,
    retiredBy: by,
    retiredAt: new Date(retiredAt),
    returnedAt: returnedAt ? new Date(returnedAt) : null,
  }
}

/** Counts under the names of the schema. */
function graphReceiptOf({ counts, ...receipt }: Receipt) {
  return {
    ...receipt,
    counts: {
      applied: counts.APPLIED,
      duplicate: counts.DUPLICATE,
      superseded: counts.SUPERSEDED,
      quarantined: counts.QUARANTINED,
    },
  }
}

/** The records of a receipt, a page of them, in the order of the batch. */
function recordsPage({ records }: Pick<Receipt, 'records'>, asked: PageArguments) {
  const { first, after } = readPage(asked, ['count'])
  const start = after === undefined ? 0 : records.findIndex(({ index }) => index > Number(after[0]))
  const rows = start < 0 ? [] : records.slice(start, start + first + 1)
  return connectionOf(
    rows,
    first,
    ({ index }: RecordReceipt) => [String(index)],
    ({ notes = [], ...record }) => ({ ...record, notes }),
  )
}
