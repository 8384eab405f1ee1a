import type { AnyMessage } from '../message.ts'
import { readRecords } from '../read/records.ts'
import { batchTypes } from '../read/stated-record.ts'
import type { FeedRoute } from './route.ts'

/** Address of a message as plain JSON, below /feeds/<room>/. */
export const plainPath = (message: string): string => `records/${message}`

/** The messages of some routes, each once. */
export function messagesOf(routes: readonly FeedRoute[]): AnyMessage[] {
  return [
    ...new Map(
      routes.flatMap(({ messages = [] }) => messages).map((message) => [message.name, message]),
    ).values(),
  ]
}

/** What a room takes in from outside: its own routes and plain JSON. A route without media types is for its own jobs. */
export function openRoutesOf(routes: readonly FeedRoute[]): FeedRoute[] {
  return [...routes, ...plainRoutes(routes)].filter(({ mediaTypes }) => mediaTypes.length > 0)
}

/**
 * An address for every message of a room where its records come as plain JSON: without envelope, SOAP or answers of
 * any national format, with a receipt for an answer.
 */
function plainRoutes(routes: readonly FeedRoute[]): FeedRoute[] {
  return messagesOf(routes).map((message) => ({
    path: plainPath(message.name),
    mediaTypes: batchTypes,
    messages: [message],
    summary: `Records of ${message.name} as plain JSON`,
    plain: true,
    idempotencyKeyRequired: true,
    read: (body) => readRecords(body, message),
  }))
}
