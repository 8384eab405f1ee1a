import { HubError } from '../errors.ts'
import { connectionOf, type PageArguments, readPage } from '../paging.ts'
import type { RoomContext } from '../server.ts'
import type { Feeds, Receipt, RecordReceipt } from './feeds.ts'

interface SubmitArguments {
  message: string
  records: readonly unknown[]
  idempotencyKey: string
  sequence?: number | null
}

/** Counts under the names of the schema. */
const graphReceiptOf = ({ counts, ...receipt }: Receipt) => ({
  ...receipt,
  counts: {
    applied: counts.APPLIED,
    duplicate: counts.DUPLICATE,
    superseded: counts.SUPERSEDED,
    quarantined: counts.QUARANTINED,
  },
})

/** The records of a receipt, a page of them, in the order of the batch. */
const recordsPage = ({ records }: Pick<Receipt, 'records'>, asked: PageArguments) => {
  const { first, after } = readPage(asked, 1)
  const start = after === undefined ? 0 : records.findIndex(({ index }) => index > Number(after[0]))
  const rows = start < 0 ? [] : records.slice(start, start + first + 1)
  return connectionOf(
    rows,
    first,
    ({ index }: RecordReceipt) => [String(index)],
    ({ notes = [], ...record }) => ({ ...record, notes }),
  )
}

/** Where a resolver map has its root fields. */
interface RootFields {
  Query?: object
  Mutation?: object
}

/**
 * The room's resolvers with the graph's way into its feed: a mutation that takes records in, and the receipt of a
 * batch. The receipt is a field of its own in each room: of one field with the room as its argument, the planner would
 * ask any one of the rooms.
 */
export const withFeedFields = <Resolvers extends RootFields>(
  resolvers: Resolvers,
  feeds: Feeds,
  fields: { submit: string; receipt: string },
): Resolvers & Required<RootFields> => {
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

  const receipt = async (_: unknown, { id }: { id: string }, { principal }: RoomContext) => {
    const found = await feeds.findReceipt(id)
    const isAdministrator = principal.roles.includes('ADMINISTRATOR')
    const sender = found && (await feeds.sources.find(found.source))
    const isOwn = principal.organisation !== undefined && sender?.organisation === principal.organisation
    if (found === undefined || !(isOwn || isAdministrator))
      throw new HubError('NOT_FOUND', 'no receipt of yours has this number')
    return graphReceiptOf(found)
  }

  return {
    ...resolvers,
    Query: { ...resolvers.Query, [fields.receipt]: receipt },
    Mutation: { ...resolvers.Mutation, [fields.submit]: submit },
    FeedReceipt: { records: recordsPage },
  }
}
