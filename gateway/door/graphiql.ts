import type { FastifyInstance } from 'fastify'

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

/** Serves GraphiQL at /graphiql from the installed package; read when it is first asked for, for it is large. */
export function graphiqlRoute(app: FastifyInstance): void {
  let page: Promise<string> | undefined
  const render = async (): Promise<string> => {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
    return renderGraphiQL({ title: 'One-Visit Hub', endpoint: '/graphql', defaultQuery })
  }
  app.get('/graphiql', async (_, reply) => {
    page ??= render()
    return reply
      .header('content-security-policy', contentSecurityPolicy)
      .type('text/html; charset=utf-8')
      .send(await page)
  })
}
