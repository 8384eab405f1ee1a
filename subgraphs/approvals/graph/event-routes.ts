/** POST /events: rooms post what happened, signed (Standard Webhooks), one event or a list; each is taken once. */
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { readJsonSaidOnce } from '@one-visit/kit/feed/read/said-once.ts'
import { readBody } from '@one-visit/kit/feed/read/shape.ts'
import type { Room } from '@one-visit/kit/room/server.ts'
import type { Jobs } from '@one-visit/kit/work/jobs.ts'
import { verifyWebhook, type WebhookKey } from '@one-visit/kit/work/webhook.ts'
import { eventForm, eventsForm, type RoomEvent, takeEvents } from './events.ts'

/** Largest message, bytes. */
const messageBytesMax = 1024 * 1024

/** Where events are remembered, what does the work they wake, and by what their senders are known. */
export interface EventRouteOptions {
  readonly db: Database
  readonly jobs: Jobs
  readonly clock: Clock
  /** Keys the rooms sign with. */
  readonly keys: readonly WebhookKey[]
}

/** Mounts POST /events: 202 where an event is new, 200 where all were seen before. */
export function mountEvents(app: Room['app'], { db, jobs, clock, keys }: EventRouteOptions): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: messageBytesMax },
    (_, body, done) => done(null, body),
  )
  app.post('/events', { bodyLimit: messageBytesMax }, async (request, reply) => {
    if (!Buffer.isBuffer(request.body))
      throw new HubError('UNSUPPORTED_MEDIA_TYPE', 'A message of events is application/json.')
    const now = clock()
    const webhookId = verifyWebhook(request.headers, request.body, keys, now)
    const events = readEvents(request.body)
    const taken = await db.write(ownWork, (tx) => takeEvents(tx, jobs, events, now))
    return reply.status(taken > 0 ? 202 : 200).send({ id: webhookId, taken })
  })
}

/** The events of a message; of what is wrong the field is named, in the words of the feeds. @throws HubError BAD_USER_INPUT */
function readEvents(body: Buffer): RoomEvent[] {
  const value = readJsonSaidOnce(body)
  return Array.isArray(value) ? readBody(eventsForm, value, whyNot) : [readBody(eventForm, value, whyNot)]
}

const whyNot = (pointer: string, what: string): string =>
  `The message cannot be used at "${pointer.slice(1)}": ${what}.`
