import { randomUUID } from 'node:crypto'
import { readWebhookSecret, signWebhook } from '@one-visit/kit/work/webhook.ts'
import { readSoapAnswer } from '@one-visit/scripts/simulators/station/answers.ts'
import type { World } from '../world.ts'
import type { BadBody } from './bad-bodies.ts'
import { type BadRecordFile, batchOf, mediaTypeOf } from './messages.ts'

/** What a sender is told of one record. */
export interface Told {
  outcome: string
  code?: string
  pointer?: string
  text?: string
}

/** Sends as the partners of a world do, through its gateway. */
export interface Sender {
  /** Sends a batch of records, as JSON texts, and reads its receipt. @throws when the batch is refused */
  send(file: BadRecordFile, records: readonly string[]): Promise<Told[]>
  /** Sends a text as the batch of a feed; answers what it is told, and of its records where it was taken in. */
  sendText(file: BadRecordFile, text: string): Promise<{ ok: boolean; text: string; records: Told[] }>
  /** Sends a body as it is; answers status and code. */
  sendBody(bad: BadBody): Promise<{ status: number; code: string }>
}

/** A sender of every partner of the sample. */
export function openSender({ gateway, keys }: World): Sender {
  const url = `${gateway.app.listeningOrigin}/feeds`

  /** The rooms sign what they post; everybody else has a token, which stations call their secret. */
  const headersOf = (partner: string, type: string, body = ''): Record<string, string> => {
    const signature = () =>
      signWebhook({ id: `bad-${randomUUID()}`, body, at: new Date() }, [
        { kind: 'hmac', secret: readWebhookSecret(keys.secretOf(partner)) },
      ])
    const token = /^\d{9}$/.test(partner) ? keys.secretOf(partner) : keys.tokenOf(partner)
    return {
      'content-type': type,
      ...(partner === 'hub-rooms' ? signature() : { authorization: `Bearer ${token}` }),
    }
  }

  const stationToken = async (station: string): Promise<string> => {
    const value = JSON.stringify({ username: `JCZ${station}`, password: keys.secretOf(station) })
    const answer = await fetch(`${url}/inspections/restapi/detecting/get_access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ CompanyId: station, IPCType: 'getAccessToken', 'IPCType.value': value }),
    })
    return ((await answer.json()) as { access_token: string }).access_token
  }

  const sendText: Sender['sendText'] = async (file, body) => {
    const { feed, form, partner } = file
    const [room = ''] = feed.split('/')
    const address = form === 'put-data' ? `${feed};token=${await stationToken(partner)}` : feed
    const headers = {
      ...headersOf(partner, mediaTypeOf(file), body),
      ...(feed.includes('/records/') && { 'idempotency-key': randomUUID() }),
    }
    const answer = await fetch(`${url}/${address}`, { method: 'POST', headers, body })
    const text = await answer.text()
    const number = answer.headers.get('feed-receipt')
    if (number === null) return { ok: answer.ok, text, records: [] }
    const receipt = await fetch(`${url}/${room}/receipts/${number}`, {
      headers: headersOf(partner, 'application/json'),
    })
    return { ok: answer.ok, text, records: ((await receipt.json()) as { records: Told[] }).records }
  }

  return {
    sendText,
    send: async (file, records) => {
      const { ok, text, records: told } = await sendText(file, batchOf(file, records))
      if (!ok) throw new Error(text)
      return told
    },
    sendBody: async (bad) => {
      const answer = await fetch(`${url}/${bad.feed}`, {
        method: 'POST',
        headers: { ...headersOf(bad.partner, bad.type), ...bad.headers },
        body: new Uint8Array(bad.body()),
      })
      return { status: answer.status, code: codeOf(await answer.text()) }
    },
  }
}

/** The code of a refusal, in JSON or in SOAP. */
function codeOf(body: string): string {
  return readSoapAnswer(body)?.code ?? (JSON.parse(body) as { code: string }).code
}
