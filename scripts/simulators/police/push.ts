/** What the simulated police push to the hub, and what they can get wrong in it. */
import { deliver, type HubAnswer } from '../deliver.ts'
import type { FaultPlan } from '../fault-script.ts'
import { type Batch, type Delivery, deliveriesOf, type Wire } from '../faulty.ts'
import type { PushedRecord } from './register.ts'

/** Where pushes go: the hub's feed URL and a bearer token. */
export interface PoliceHub {
  url: string
  token: string
}

/** The addresses records are pushed to, below the hub's feed URL. */
export type PushedFeed = 'usage-changes' | 'driving-licences'

/** Records in one pushed batch. */
const batchMax = 100

/** A vehicle and a person the police do not speak of otherwise. */
const otherVin = 'LSVAA2BR9HN012345'
const otherNumber = '330399199003070019'

const secondLater = (instant: unknown): string => new Date(Date.parse(String(instant)) + 1000).toISOString()

/** Usage-type changes can be withdrawn by their status; a licence has nothing that takes it back. */
const wire: Wire<PushedRecord> = {
  write: ({ message, records }) => ({
    path: message,
    contentType: 'application/json',
    body: JSON.stringify(records),
  }),
  withdrawn: ({ message, records }) => {
    if (message !== 'usage-changes') return undefined
    const taken = records.map((record) => ({
      ...record,
      status: 'WITHDRAWN',
      completedAt: null,
      newScrapDate: null,
      updatedAt: secondLater(record.updatedAt),
    }))
    return { message, records: taken }
  },
  skewed: (record, seconds) => ({
    ...record,
    updatedAt: new Date(Date.now() + seconds * 1000).toISOString(),
  }),
  aboutAnother: (record) =>
    'vin' in record ? { ...record, vin: otherVin } : { ...record, sfzmhm: otherNumber },
}

/** The requests for some records, faults included. */
export function policeDeliveries(
  feed: PushedFeed,
  records: readonly PushedRecord[],
  { plan, batchSize = batchMax }: { plan: FaultPlan; batchSize?: number },
): Iterable<Delivery> {
  const batches: Batch<PushedRecord>[] = []
  for (let start = 0; start < records.length; start += batchSize)
    batches.push({ message: feed, records: records.slice(start, start + batchSize) })
  return deliveriesOf(batches, wire, plan)
}

/** Sends them, each under a key of its own and again under the same one while the hub is unwell. */
export function pushTo(
  hub: PoliceHub,
  deliveries: Iterable<Delivery>,
  rate?: number | undefined,
): AsyncGenerator<HubAnswer> {
  return deliver(deliveries, {
    address: async ({ path }) => ({
      url: new URL(path, hub.url).href,
      headers: { authorization: `Bearer ${hub.token}` },
    }),
    rate,
    triesMax: 5,
  })
}
