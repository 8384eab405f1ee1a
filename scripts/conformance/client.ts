import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { signed } from '../simulators/signature.ts'

/** By what a hub knows the caller: a bearer token, or signatures with a shared secret. */
export type Credential =
  | { kind: 'token'; token: string }
  | { kind: 'secret'; secret: string }
  | { kind: 'none' }

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
}

/** What a server answered; `json` is undefined where it answered something else. */
export interface Answer {
  status: number
  text: string
  json: Readonly<Record<string, unknown>> | undefined
}

/** Calls a hub as a partner does. */
export interface PartnerClient {
  call(call: Call): Promise<Answer>
  /** Announces a body of so many bytes and waits for the answer before it sends any. */
  announce(path: string, contentType: string, bytes: number): Promise<Answer>
  /** Whether calls are signed. */
  signs: boolean
}

/** How long an answer may take, ms. */
const answerMaxMs = 30_000

/** How long a refusal may take that needs no body, ms. */
const refusalMaxMs = 5_000

const jsonOf = (text: string): Answer['json'] => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const credentialHeaders = (
  credential: Credential,
  message: { id: string; body: string | Buffer; at: Date },
): Record<string, string> => {
  if (credential.kind === 'token') return { authorization: `Bearer ${credential.token}` }
  return credential.kind === 'secret' ? signed(credential.secret, message) : {}
}

/** A client of a hub at an address, e.g. http://127.0.0.1:4000. */
export const createPartnerClient = (url: string, own: Credential): PartnerClient => {
  const base = url.replace(/\/$/, '')
  return {
    signs: own.kind === 'secret',
    call: async ({ method = 'POST', path, body = '', credential = own, signedAt, ...more }) => {
      const key = more.key ?? `conformance-${randomUUID()}`
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
      return { status: response.status, text, json: jsonOf(text) }
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
