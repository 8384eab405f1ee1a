import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SignedMessage, type SigningKey, signedBy } from '../simulators/signature.ts'

/** By what a hub knows the caller: a bearer token, or signatures, one by each key. */
export type Credential =
  | { kind: 'token'; token: string }
  | { kind: 'signatures'; keys: readonly SigningKey[] }
  | { kind: 'none' }

/** Signs with one shared secret. */
export function secretCredential(secret: string): Credential {
  return {
    kind: 'signatures',
    keys: [{ kind: 'hmac', secret }],
  }
}

/** One call of the kit. */
export interface Call {
  method?: 'GET' | 'POST'
  /** Path below the hub's address. */
  path: string
  body?: string | Buffer
  contentType?: string
  /** Idempotency key; one of its own when left out. */
  key?: string
  headers?: Readonly<Record<string, string>>
  /** In the place of the partner's own. */
  credential?: Credential
  /** When the caller's clock says the message was signed; now when left out. */
  signedAt?: Date
  /** Takes a 429 or 503 for the answer, where otherwise the call is made again after `Retry-After`. */
  impatient?: boolean
}

/** What a server answered; `json` is undefined where it answered something else. */
export interface Answer {
  status: number
  text: string
  json: Readonly<Record<string, unknown>> | undefined
  /** `Retry-After` as it came. */
  retryAfter?: string | undefined
  /** The server's clock, where it tells it. */
  date?: Date | undefined
}

/** Calls a hub as a partner does. */
export interface PartnerClient {
  call(call: Call): Promise<Answer>
  /** Announces a body of so many bytes and waits for the answer before it sends any. */
  announce(path: string, contentType: string, bytes: number): Promise<Answer>
}

/** How long an answer may take, ms. */
const answerMaxMs = 30_000

/** How long a refusal may take that needs no body, ms. */
const refusalMaxMs = 5_000

/** How often a call is made again that came at a bad time, and how long it waits for that at the most, seconds. */
const againMax = 3
const waitMaxSeconds = 60

/** A client of a hub at an address, e.g. http://127.0.0.1:4000. */
export function createPartnerClient(url: string, own: Credential): PartnerClient {
  const base = url.replace(/\/$/, '')

  const callOnce = async (call: Call & { key: string }): Promise<Answer> => {
    const { method = 'POST', path, body = '', credential = own, signedAt, key, ...more } = call
    const response = await fetch(`${base}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerMaxMs),
      headers: {
        ...credentialHeaders(credential, { id: key, body, at: signedAt ?? new Date() }),
        ...(method === 'POST' && {
          'content-type': more.contentType ?? 'application/json',
          'idempotency-key': key,
        }),
        ...more.headers,
      },
      ...(method === 'POST' && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    })
    const text = await response.text()
    const date = Date.parse(response.headers.get('date') ?? '')
    return {
      status: response.status,
      text,
      json: jsonOf(text),
      retryAfter: response.headers.get('retry-after') ?? undefined,
      date: Number.isNaN(date) ? undefined : new Date(date),
    }
  }

  return {
    call: async (call) => {
      const made = { ...call, key: call.key ?? `conformance-${randomUUID()}` }
      for (let again = 0; ; again += 1) {
        const answer = await callOnce(made)
        const waitSeconds = waitSecondsOf(answer)
        if (call.impatient || waitSeconds === undefined || again === againMax) return answer
        await sleep(waitSeconds * 1000)
      }
    },
    announce: (path, contentType, bytes) =>
      new Promise((resolve, reject) => {
        const address = new URL(`${base}${path}`)
        const request = (address.protocol === 'https:' ? httpsRequest : httpRequest)(address, {
          method: 'POST',
          headers: {
            ...credentialHeaders(own, { id: `conformance-${randomUUID()}`, body: '', at: new Date() }),
            'content-type': contentType,
            'content-length': String(bytes),
          },
          timeout: refusalMaxMs,
        })
        request.once('timeout', () => request.destroy(new Error('no answer before the body was sent')))
        request.once('error', reject)
        request.once('response', async (response) => {
          const chunks: Buffer[] = []
          for await (const chunk of response) chunks.push(chunk as Buffer)
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, text, json: jsonOf(text) })
          request.destroy()
        })
        request.flushHeaders()
      }),
  }
}

function credentialHeaders(credential: Credential, message: SignedMessage): Record<string, string> {
  if (credential.kind === 'token') return { authorization: `Bearer ${credential.token}` }
  return credential.kind === 'signatures' ? signedBy(credential.keys, message) : {}
}

function jsonOf(text: string): Answer['json'] {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** How long to wait before the call is made again, seconds; undefined where the answer stands. */
function waitSecondsOf({ status, retryAfter }: Answer): number | undefined {
  if ((status !== 429 && status !== 503) || retryAfter === undefined) return undefined
  const seconds = Number(retryAfter)
  return Number.isFinite(seconds) && seconds <= waitMaxSeconds ? seconds : undefined
}
