import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a hub gets wrong. */
export interface Breakage {
  /** What it takes a request for. */
  request?: (headers: IncomingHttpHeaders, path: string) => IncomingHttpHeaders
  /** What it answers in the place of what it should. */
  answer?: (answer: { status: number; body: string }, path: string) => { status: number; body: string }
}

/** A hub that behaves like the one behind it but for its breakages. */
export async function openBrokenHub(
  url: string,
  { request: changed = (headers) => headers, answer: told = (answer) => answer }: Breakage,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const announced = Number(request.headers['content-length'] ?? 0)
    const chunks: Buffer[] = []
    // What is announced beyond measure is refused as the hub behind would: its body never comes.
    if (announced > 100_000_000) {
      response.writeHead(413).end()
      return
    }
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.entries(changed(request.headers, path)).filter(
      ([name, value]) =>
        typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name),
    )
    const behind = await fetch(`${url}${path}`, {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(headers) as Record<string, string>,
      ...(request.method === 'POST' && { body: new Uint8Array(Buffer.concat(chunks)) }),
    })
    const { status, body } = told({ status: behind.status, body: await behind.text() }, path)
    const after = behind.headers.get('retry-after')
    response
      .writeHead(status, { 'content-type': 'application/json', ...(after && { 'retry-after': after }) })
      .end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A hub that asks nobody who they are, forgets keys and receipts, reads any media type, and agrees with everything. */
export function carelessHub(token: string): Breakage {
  return {
    request: (headers) => ({
      ...unlooked(headers, token),
      ...(headers['idempotency-key'] !== undefined && { 'idempotency-key': randomUUID() }),
      ...(headers['content-type'] !== undefined && { 'content-type': 'application/json' }),
    }),
    answer: (answer, path) => {
      if (path.includes('/receipts/')) return { status: 404, body: '{"code":"NOT_FOUND"}' }
      return {
        ...answer,
        body: answer.body.replace('"gap":true', '"gap":false').replace('"equal":false', '"equal":true'),
      }
    },
  }
}

/** A hub where the last to arrive stands, a bad record fails its batch, and bad input is a fault of the server. */
export const hastyHub: Breakage = {
  answer: ({ status, body }) => {
    if (status === 400) return { status: 500, body: '{"code":"INTERNAL_SERVER_ERROR"}' }
    if (status === 201 && body.includes('"outcome":"QUARANTINED"'))
      return { status: 400, body: '{"code":"BAD_USER_INPUT"}' }
    return {
      status,
      body: body.replaceAll('"SUPERSEDED"', '"APPLIED"').replaceAll('"DUPLICATE"', '"APPLIED"'),
    }
  },
}

/** A hub that takes signed messages of any time. */
export function timelessHub(token: string): Breakage {
  return {
    request: (headers) => {
      const skew = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'] ?? Number.NaN))
      return skew > 300 ? unlooked(headers, token) : headers
    },
  }
}

/** A signed request that is taken for one with a token: the hub behind does not look at its signature. */
function unlooked(headers: IncomingHttpHeaders, token: string): IncomingHttpHeaders {
  return {
    ...headers,
    'webhook-signature': undefined,
    authorization: `Bearer ${token}`,
  }
}

/** A hub that knows signed messages by what stands beside them, and so takes a replay for a new one. */
export function replayedHub(token: string): Breakage {
  return {
    request: (headers) => {
      const { 'webhook-id': id, 'idempotency-key': key } = headers
      return id === undefined || key === undefined || id === key ? headers : unlooked(headers, token)
    },
  }
}

/** A hub that answers a repeat with a receipt of its own, and a batch in flight with a fault. */
export function doubleHub(): Breakage {
  const seen = new Set<string>()
  return {
    answer: ({ status, body }) => {
      if (status === 409 && body.includes('IN_FLIGHT'))
        return { status: 500, body: '{"code":"INTERNAL_SERVER_ERROR"}' }
      const [text = '', id = ''] = /"receiptId":"([^"]*)"/.exec(body) ?? []
      if (status !== 201 || !seen.has(id)) {
        seen.add(id)
        return { status, body }
      }
      return { status, body: body.replace(text, `"receiptId":"${randomUUID()}"`) }
    },
  }
}
