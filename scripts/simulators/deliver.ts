import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivery } from './faulty.ts'

/** How requests reach the hub. */
export interface DeliverOptions {
  /** Full address and credentials of a delivery. */
  address(delivery: Delivery): Promise<{ url: string; headers: Record<string, string> }>
  /** Records a second, steady; as fast as the hub answers when left out. */
  rate?: number | undefined
  /** How often a delivery is tried while the hub is out of reach, overloaded or unavailable. */
  triesMax?: number
}

/** An answer of the hub, as it came, and what it answers. */
export interface HubAnswer {
  message: string
  status: number
  body: string
  delivery: Delivery
}

/** Longest wait between two tries, ms: a quota is counted by the minute. */
const waitMaxMs = 60_000

/** What gets better by repeating: in flight still, over the quota, or a hub or proxy that is unwell. */
const isPassing = (status: number): boolean => status === 409 || status === 429 || status >= 500

/** Sends one delivery after the other at a steady rate, and gives what the hub said to each. */
export async function* deliver(
  deliveries: Iterable<Delivery>,
  options: DeliverOptions,
): AsyncGenerator<HubAnswer> {
  const startedAt = performance.now()
  let records = 0
  for (const delivery of deliveries) {
    if (delivery.waitMs > 0) await sleep(delivery.waitMs)
    // By the clock, not by a pause after each: however long the hub takes, the rate stays.
    const dueMs = options.rate ? startedAt + (records / options.rate) * 1000 - performance.now() : 0
    if (dueMs > 0) await sleep(dueMs)
    records += delivery.records
    yield await send(delivery, options)
  }
}

async function send(delivery: Delivery, options: DeliverOptions): Promise<HubAnswer> {
  const { triesMax = 1 } = options
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await sendOnce(delivery, options)
      const body = await response.text()
      if (!isPassing(response.status) || tries >= triesMax)
        return { message: delivery.message, status: response.status, body, delivery }
      await sleep(waitMsOf(response.headers.get('retry-after')))
    } catch (error) {
      if (tries >= triesMax) throw error
      await sleep(Math.min(2 ** tries * 500, waitMaxMs))
    }
  }
}

async function sendOnce(delivery: Delivery, { address }: DeliverOptions): Promise<Response> {
  const { url, headers } = await address(delivery)
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': delivery.contentType, 'idempotency-key': delivery.key, ...headers },
    body: new Uint8Array(delivery.body),
  })
}

/** How long the hub asks to wait, ms: `Retry-After` in seconds or as a date; a second where it says nothing. */
function waitMsOf(retryAfter: string | null): number {
  if (retryAfter === null) return 1000
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000
  return Math.min(Math.max(Number.isFinite(seconds) ? seconds * 1000 : 1000, 0), waitMaxMs)
}
