import { Agent, request } from 'undici'
import type { Ask } from './gateway.ts'

/** The largest answer to an evidence document, bytes. */
const answerBytesMax = 8 * 1024 * 1024

/** Asks the gateway over HTTP: keep-alive, no redirects, the deadline of the question over connect, headers and body. */
export function httpAsk(url: string): Ask {
  const dispatcher = new Agent({ connections: 32, maxResponseSize: answerBytesMax })
  return async ({ query, operationName, variables, headers }) => {
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables, ...(operationName && { operationName }) }),
      dispatcher,
      signal: AbortSignal.timeout(Number(headers['x-hub-deadline-ms'] ?? 5_000)),
    })
    const text = await answer.body.text()
    return { status: answer.statusCode, body: JSON.parse(text) as unknown }
  }
}
