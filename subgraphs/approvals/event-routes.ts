/** POST /events: rooms post what happened, signed (Standard Webhooks); each event is taken once. */
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import type { Jobs } from '@one-visit/kit/jobs.ts'
import type { Room } from '@one-visit/kit/server.ts'
import { verifyWebhook, type WebhookKey } from '@one-visit/kit/webhook.ts'
import { ownWork } from './authority.ts'
import { eventForm, type RoomEvent, takeEvent } from './events.ts'

/** Largest event, bytes. */
const eventBytesMax = 256 * 1024

/** What the route needs. */
export interface EventRouteOptions {
  readonly db: Database
  readonly jobs: Jobs
  readonly clock: Clock
  /** Keys the rooms sign with. */
  readonly keys: readonly WebhookKey[]
}

/** Mounts POST /events: 202 for a new event, 200 for one seen before. */
export function mountEvents(app: Room['app'], { db, jobs, clock, keys }: EventRouteOptions): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: eventBytesMax },
    (_, body, done) => done(null, body),
  )
  app.post('/events', { bodyLimit: eventBytesMax }, async (request, reply) => {
    if (!Buffer.isBuffer(request.body))
      throw new HubError('UNSUPPORTED_MEDIA_TYPE', 'An event is application/json.')
    const now = clock()
    const webhookId = verifyWebhook(request.headers, request.body, keys, now)
    const event = readEvent(request.body)
    const isNew = await db.write(ownWork, (tx) => takeEvent(tx, jobs, webhookId, event, now))
    return reply.status(isNew ? 202 : 200).send({ id: webhookId, taken: isNew })
  })
}

function readEvent(body: Buffer): RoomEvent {
  const fault = (message: string) => new HubError('BAD_USER_INPUT', message)
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    throw fault('The event is not JSON.')
  }
  const read = eventForm.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw fault(`The event is not of the form at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
