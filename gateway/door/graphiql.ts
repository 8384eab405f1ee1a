import type { FastifyInstance } from 'fastify'
import { KeptPage } from './compression.ts'

/** Nothing from anywhere else may load or be called; the page brings its scripts with it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
].join('; ')

const defaultQuery = '{\n  __typename\n}\n'

/** Serves GraphiQL at /graphiql from the installed package; read and compressed when it is first asked for, for it is large. */
export function graphiqlRoute(app: FastifyInstance): void {
  let page: Promise<KeptPage> | undefined
  const render = async (): Promise<KeptPage> => {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
    return new KeptPage(renderGraphiQL({ title: 'One-Visit Hub', endpoint: '/graphql', defaultQuery }))
  }
  app.get('/graphiql', { compress: false }, async (request, reply) => {
    page ??= render()
    void reply.header('content-security-policy', contentSecurityPolicy).type('text/html; charset=utf-8')
    return (await page).send(request, reply)
  })
}
