import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** How long requests that have begun are waited for at the end of a server, ms. */
const finishMs = 5_000
const stepMs = 20

/** The requests a server has begun and not answered; those from its own process are not among them. */
export interface OpenRequests {
  /** How many there are. */
  count(): number
  /**
   * Ends the server: waits for them, and for what `isBusy` says, then takes no new connection and ends those that are left, whatever
   * their clients do.
   */
  end(isBusy?: () => boolean): Promise<void>
}

/** Counts the requests of a server, so that it can be ended whatever its clients do. */
export function openRequestsOf(app: FastifyInstance): OpenRequests {
  const open = new Set<ServerResponse>()
  app.addHook('onRequest', async ({ raw }, reply) => {
    // A request from this process has no socket.
    if (typeof raw.socket?.bytesRead !== 'number') return
    open.add(reply.raw)
    reply.raw.once('close', () => open.delete(reply.raw))
  })
  return {
    count: () => open.size,
    end: async (isBusy = () => false) => {
      const until = performance.now() + finishMs
      while ((open.size > 0 || isBusy()) && performance.now() < until) await sleep(stepMs)
      // Until the server listens no more, a client may come in between.
      const ending = setInterval(() => app.server.closeAllConnections(), stepMs)
      await app.close().finally(() => clearInterval(ending))
    },
  }
}
