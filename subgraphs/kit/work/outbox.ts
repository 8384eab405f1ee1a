import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { CrashPoint } from '../crash.ts'
import type { Orm } from '../database/database.ts'
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
    /** A source of evidence, as `@evidence` names it: something changed of all it vouches for, and of nobody by name. */
    source?: string
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

/** Who is told: by messages that are JSON lists of events (`SentEvent`), each signed as a whole (Standard Webhooks). */
export interface Subscriber {
  url: string
  keys: readonly WebhookKey[]
  /** Only these types; all when left out. */
  types?: readonly string[]
}

/** Queue of deliveries; every room that tells others has it in its queues.json. */
export const outboxQueue = 'outbox'

/** Events told in one message; what a transaction emits travels in jobs of this many. */
export const eventsPerMessage = 100

/** What tells more than this many events is a bulk load: what single records tell goes before it. */
const bulkAbove = 10

/** Jobs taken at once: under load single events share a message, and cost what a batch costs. */
const jobsAtOnce = 20

type Delivery = { subscriber: number; events: readonly SentEvent[] }

/** A room's outbox: what is emitted in a transaction is delivered after its commit, at least once. */
export interface Outbox {
  emit(tx: Orm, events: readonly HubEvent[]): Promise<void>
}

/** An outbox of a room that runs elsewhere, or will: what is emitted waits there to be delivered. */
export function outboxOf(
  jobs: Pick<Jobs, 'sendMany'>,
  subscribers: readonly Pick<Subscriber, 'types'>[],
  clock: Clock,
): Outbox {
  return {
    emit: async (tx, events) => {
      const occurredAt = clock().toISOString()
      const sent = events.map(
        (event): SentEvent => ({ ...event, id: `evt_${crypto.randomUUID()}`, occurredAt }),
      )
      const deliveries = [...subscribers.entries()].flatMap(([subscriber, { types }]) =>
        chunks(sent.filter(({ type }) => types === undefined || types.includes(type))).map(
          (told): Delivery => ({ subscriber, events: told }),
        ),
      )
      await jobs.sendMany(tx, outboxQueue, deliveries, {
        retryLimit: 20,
        priorityOf: (job) => (job.events.length > bulkAbove ? 0 : 1),
      })
    },
  }
}

function chunks<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / eventsPerMessage) }, (_, at) =>
    list.slice(at * eventsPerMessage, (at + 1) * eventsPerMessage),
  )
}

/** What a subscriber answers to a message it will not take however often it is told. */
class Refusal extends Error {}

const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 429

/** Opens a room's outbox and starts its deliveries. Each subscriber is told by itself, with retries of its own. */
export async function openOutbox(options: {
  jobs: Jobs
  subscribers: readonly Subscriber[]
  post: Post
  clock: Clock
  crash?: CrashPoint
}): Promise<Outbox> {
  const { jobs, subscribers, post, clock, crash } = options

  const tell = async ({ url, keys }: Subscriber, events: readonly SentEvent[]): Promise<void> => {
    const body = JSON.stringify(events)
    const signed = signWebhook({ id: messageId(events), body, at: clock() }, keys)
    crash?.('before-outbox-send')
    const { status } = await post(url, { 'content-type': 'application/json', ...signed }, body)
    crash?.('after-outbox-send')
    if (status < 300) return
    throw new (isRefusal(status) ? Refusal : Error)(`the subscriber ${url} answered ${status}`)
  }

  const tellOneByOne = async (target: Subscriber, events: readonly SentEvent[]): Promise<void> => {
    const outcomes = await Promise.allSettled(events.map((event) => tell(target, [event])))
    const failed = outcomes.find((each) => each.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  /** Sends the events of some jobs in one message, and apart where that is refused: an event nobody takes holds up no other. */
  const deliver = async (
    target: Subscriber,
    some: readonly Delivery[],
  ): Promise<PromiseSettledResult<unknown>[]> => {
    const events = some.flatMap((job) => job.events)
    const [together] = await Promise.allSettled([tell(target, events)])
    const apart = together.status === 'rejected' && together.reason instanceof Refusal && events.length > 1
    return apart
      ? Promise.allSettled(some.map((job) => tellOneByOne(target, job.events)))
      : some.map(() => together)
  }

  await jobs.workTogether<Delivery>(
    outboxQueue,
    async (taken) => {
      const ended = new Map<Delivery, PromiseSettledResult<unknown>>()
      await Promise.all(
        subscribers.map(async (target, at) => {
          for (const message of messagesOf(taken.filter(({ subscriber }) => subscriber === at))) {
            const outcomes = await deliver(target, message)
            for (const [position, job] of message.entries()) {
              const outcome = outcomes[position]
              if (outcome !== undefined) ended.set(job, outcome)
            }
          }
        }),
      )
      // A job may wait for a subscriber that is no longer one.
      return taken.map((job) => ended.get(job) ?? { status: 'fulfilled', value: undefined })
    },
    { atOnce: jobsAtOnce, concurrency: 2 },
  )

  return outboxOf(jobs, subscribers, clock)
}

/** The id of a message: always the same for the same events, so that a subscriber knows a repeat. */
function messageId(events: readonly SentEvent[]): string {
  const [first] = events
  if (first !== undefined && events.length === 1) return first.id
  const digest = createHash('sha256')
  for (const { id } of events) digest.update(`${id}\n`)
  return `evts_${digest.digest('hex')}`
}

/** Jobs whose events fit into one message. */
function messagesOf(jobs: readonly Delivery[]): Delivery[][] {
  const messages: Delivery[][] = []
  let room = 0
  for (const job of jobs) {
    room -= job.events.length
    if (room < 0) {
      messages.push([])
      room = eventsPerMessage - job.events.length
    }
    messages.at(-1)?.push(job)
  }
  return messages
}
