import type { Clock } from './clock.ts'
import type { CrashPoint } from './crash.ts'
import type { Orm } from './database.ts'
import type { Post } from './http.ts'
import type { Jobs } from './jobs.ts'
import { signWebhook, type WebhookKey } from './webhook.ts'

/** Something that happened in a room, as other rooms are told. */
export interface HubEvent {
  /** Kind of event, e.g. `vehicle.usage.changed`. */
  type: string
  /** What it happened to. */
  subject: {
    vin?: string
    companyId?: string
    driverRef?: string
    uscc?: string
    officeId?: string
    certificateId?: string
  }
  /** What changed, without personal data. */
  data: Readonly<Record<string, unknown>>
}

/** An event on its way: with its identity and time. */
export interface SentEvent extends HubEvent {
  id: string
  /** When it happened, RFC 3339. */
  occurredAt: string
}

/** Who is told. */
export interface Subscriber {
  url: string
  keys: readonly WebhookKey[]
  /** Only these types; all when left out. */
  types?: readonly string[]
}

/** Queue of deliveries; every room that tells others has it in its queues.json. */
export const outboxQueue = 'outbox'

type Delivery = { event: SentEvent; subscriber: number }

/** A room's outbox: what is emitted in a transaction is delivered after its commit, at least once. */
export interface Outbox {
  emit(tx: Orm, events: readonly HubEvent[]): Promise<void>
}

/** An outbox of a room that runs elsewhere, or will: what is emitted waits there to be delivered. */
export const outboxOf = (
  jobs: Pick<Jobs, 'sendMany'>,
  subscribers: readonly Pick<Subscriber, 'types'>[],
  clock: Clock,
): Outbox => ({
  emit: async (tx, events) => {
    const occurredAt = clock().toISOString()
    const deliveries = events.flatMap((happened): Delivery[] => {
      const event: SentEvent = { ...happened, id: `evt_${crypto.randomUUID()}`, occurredAt }
      return [...subscribers.entries()]
        .filter(([, { types }]) => types === undefined || types.includes(event.type))
        .map(([subscriber]) => ({ event, subscriber }))
    })
    await jobs.sendMany(tx, outboxQueue, deliveries, { retryLimit: 20 })
  },
})

/** Opens a room's outbox and starts its deliveries. Subscribers are told one by one, each with its own retries. */
export const openOutbox = async (options: {
  jobs: Jobs
  subscribers: readonly Subscriber[]
  post: Post
  clock: Clock
  crash?: CrashPoint
}): Promise<Outbox> => {
  const { jobs, subscribers, post, clock, crash } = options

  await jobs.work<Delivery>(
    outboxQueue,
    async ({ event, subscriber }) => {
      const target = subscribers[subscriber]
      if (target === undefined) return
      const body = JSON.stringify(event)
      const signed = signWebhook({ id: event.id, body, at: clock() }, target.keys)
      crash?.('before-outbox-send')
      const answer = await post(target.url, { 'content-type': 'application/json', ...signed }, body)
      crash?.('after-outbox-send')
      if (answer.status >= 300) throw new Error(`the subscriber answered ${answer.status}`)
    },
    { concurrency: 2 },
  )

  return outboxOf(jobs, subscribers, clock)
}
