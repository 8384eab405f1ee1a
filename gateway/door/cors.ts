import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/** Who of other origins may ask from a browser. */
export interface CorsOptions {
  /** Origins as browsers name them, each in full. */
  readonly origins: readonly string[]
  /** Whether pages of this machine may, on any port. */
  readonly local: boolean
}

/** What pages ask: the graph, and tokens of the embedded issuer. Feeds are for machines. */
const openPaths: ReadonlySet<string> = new Set(['/graphql', '/oauth/token'])

const localOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

const requestHeaders = [
  'authorization',
  'content-type',
  'apollo-require-preflight',
  'apollographql-client-name',
  'apollographql-client-version',
]
const answerHeaders = ['retry-after', 'x-request-id', 'www-authenticate']

/** How long a browser need not ask again what it may, s. */
const maxAge = 600

/** Lets pages of some origins ask; to those of any other an answer says nothing, and their browser keeps it from them. */
export async function allowOrigins(app: FastifyInstance, { origins, local }: CorsOptions): Promise<void> {
  const known = new Set(origins)
  await app.register(cors, {
    delegator: (request, callback) => {
      const { origin = '' } = request.headers
      const isOpen = openPaths.has((request.url ?? '').split('?')[0] ?? '')
      const isKnown = known.has(origin) || (local && localOrigin.test(origin))
      callback(null, {
        origin: isOpen && isKnown ? origin : false,
        methods: ['GET', 'POST'],
        allowedHeaders: requestHeaders,
        exposedHeaders: answerHeaders,
        maxAge,
      })
    },
  })
  // An answer to one origin must not be kept for another.
  app.addHook('onRequest', async (request, reply) => {
    if (openPaths.has(request.url.split('?')[0] ?? '')) void reply.header('vary', 'Origin')
  })
}
