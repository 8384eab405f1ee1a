import { Agent, request } from 'undici'

/** The answer to a POST, its body read to the end. */
export interface HttpAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** Sends a POST and reads the answer. A fault of the network is thrown. */
export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
) => Promise<HttpAnswer>

/** The largest answer read, bytes. */
const answerBytesMax = 1024 * 1024

/** A Post over the network: keep-alive, no redirects, one deadline over connect, headers and body. */
export function httpPost({ timeoutMs = 5_000 }: { timeoutMs?: number } = {}): Post {
  const agent = new Agent({ connect: { timeout: timeoutMs }, maxResponseSize: answerBytesMax })
  return async (url, headers, body) => {
    const answer = await request(url, {
      method: 'POST',
      headers,
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
    })
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]),
      ),
      body: await answer.body.text(),
    }
  }
}
