import type { IncomingMessage, ServerResponse } from 'node:http'
import { adviceOf } from '@one-visit/schema/error-codes.ts'
import type { FastifyInstance } from 'fastify'

/** How slowly a body may come. */
export interface BodyRate {
  /** Time before the rate counts: a connection that begins slowly. */
  graceMs: number
  /** 256 kbit/s by default: a line of an office that sends 50 MB in under half an hour. */
  bytesPerSecond: number
  /** How often it is looked at. */
  everyMs: number
}

const usualRate: BodyRate = { graceMs: 10_000, bytesPerSecond: 32 * 1024, everyMs: 1_000 }

/** The longest time a server waits for a whole request, ms: that of the largest body at the lowest rate. */
export const requestMsMax = 30 * 60_000

interface Coming {
  readonly request: IncomingMessage
  readonly reply: ServerResponse
  readonly startedAt: number
  /** Bytes the connection had brought when the request began. */
  readonly before: number
}

/**
 * Ends requests whose body comes too slowly, so that nobody holds a place of others by sending nothing: 408 with BODY_TOO_SLOW,
 * and the connection is closed.
 */
export function requireBodyRate(app: FastifyInstance, given: Partial<BodyRate> = {}): void {
  const rate = { ...usualRate, ...given }
  const coming = new Set<Coming>()
  const timer = setInterval(() => endSlow(coming, rate), rate.everyMs).unref()
  app.addHook('onRequest', async ({ raw }, reply) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = raw.headers
    if ((length === undefined || length === '0') && encoding === undefined) return
    const { socket } = raw
    // A request from this process has no socket, and its body is here.
    if (typeof socket?.bytesRead !== 'number') return
    const one = {
      request: raw,
      reply: reply.raw,
      startedAt: performance.now(),
      before: socket.bytesRead,
    }
    coming.add(one)
    reply.raw.once('close', () => coming.delete(one))
  })
  app.addHook('onClose', async () => clearInterval(timer))
}

function endSlow(coming: Set<Coming>, { graceMs, bytesPerSecond }: BodyRate): void {
  const now = performance.now()
  for (const one of coming) {
    const { request, reply, startedAt, before } = one
    const owed = ((now - startedAt - graceMs) / 1000) * bytesPerSecond
    const isHere = request.complete || request.destroyed
    if (!isHere && request.socket.bytesRead - before >= owed) continue
    coming.delete(one)
    if (!isHere) answerSlow(request, reply)
  }
}

function answerSlow(request: IncomingMessage, reply: ServerResponse): void {
  const end = () => request.socket.destroy()
  if (reply.headersSent) {
    end()
    return
  }
  const code = 'BODY_TOO_SLOW'
  const message = 'The body of the request came too slowly, and the connection is closed.'
  reply.once('finish', end)
  reply.writeHead(408, { 'content-type': 'application/json; charset=utf-8', connection: 'close' })
  reply.end(
    JSON.stringify({ code, message, advice: adviceOf({ code }), requestId: reply.getHeader('x-request-id') }),
  )
}
