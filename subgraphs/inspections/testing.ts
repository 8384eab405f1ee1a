/** A station as the tests play it: the simulator's own words, sent into the room without a socket. */
import { type CrashPoint, crashPointAt } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { askRoom, fixedClock, testDatabase, testKeys } from '@one-visit/kit/testing.ts'
import type { SentEvent } from '@one-visit/kit/work/outbox.ts'
import { signWebhook } from '@one-visit/kit/work/webhook.ts'
import { buildApp } from './app.ts'
import { seedStations } from './store.ts'

/** Stations of the tests; numbers and names are synthetic. */
export const station = '330303001'
export const otherStation = '330302002'

const secretOf = (id: string): string => `whsec_${Buffer.from(`secret of station ${id}`).toString('base64')}`

/** The authority that licenses stations; its token is its secret. */
export const authorityToken = 'token-of-the-licensing-authority'
const authority = {
  id: 'licensing-authority',
  name: '道路运输管理局',
  authority: '道路运输管理局',
  organisation: 'licensing-authority',
  tokens: [authorityToken],
  allowed: ['*'],
}

/** Opens the room with two stations and everything a test sends and asks with. */
export async function openStations(
  iso = '2026-01-20T10:00:00+08:00',
  {
    withAuthority = false,
    crash = crashPointAt(undefined),
  }: { withAuthority?: boolean; crash?: CrashPoint } = {},
) {
  const keys = testKeys()
  const clock = fixedClock(iso)
  const db: Database = await testDatabase()
  const events: SentEvent[] = []
  const room = await buildApp({
    db,
    clock,
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    crash,
    subscribers: [{ url: 'http://subscriber.test', keys: [{ kind: 'hmac', secret: Buffer.from('secret') }] }],
    post: async (_, __, body) => {
      events.push(...(JSON.parse(String(body)) as SentEvent[]))
      return { status: 204, headers: {}, body: '' }
    },
  })
  await seedStations(db, [
    { id: station, name: '温州市第一检测站', division: '330303', licenceValidUntil: '2030-12-31' },
    { id: otherStation, name: '温州市第二检测站', division: '330302', licenceValidUntil: '2030-12-31' },
  ])
  await db.transaction((tx) =>
    room.feeds.sources.register(
      tx,
      [station, otherStation].map((id) => ({
        id,
        name: `检测站 ${id}`,
        authority: `检测站 ${id}`,
        organisation: id,
        tokens: [secretOf(id)],
        webhookSecrets: [secretOf(id)],
        allowed: [id],
        heartbeatEverySeconds: 3600,
      })),
    ),
  )
  if (withAuthority) await db.transaction((tx) => room.feeds.sources.register(tx, [authority]))
  let messages = 0

  /** What an answer says; of one in SOAP the receipt it names, or the code it was refused with. */
  const toldBy = async (answer: {
    body: string
    headers: Record<string, unknown>
    json: () => unknown
  }): Promise<Record<string, never>> => {
    if (!String(answer.headers['content-type']).startsWith('text/xml'))
      return answer.json() as Record<string, never>
    const receiptId = answer.headers['feed-receipt']
    if (receiptId !== undefined)
      return (await room.feeds.findReceipt(String(receiptId))) as unknown as Record<string, never>
    const [, document = ''] = />(%3C[^<]*)</.exec(answer.body) ?? []
    const [, code] = /<message>(\w+):/.exec(decodeURIComponent(document)) ?? []
    return { code } as unknown as Record<string, never>
  }
  const post = async (path: string, type: string, payload: string, headers: Record<string, string> = {}) => {
    const answer = await room.app.inject({
      method: 'POST',
      url: `/feeds/inspections/${path}`,
      headers: { 'content-type': type, ...headers },
      payload,
    })
    return { status: answer.statusCode, body: await toldBy(answer) }
  }
  const envelope = (from: string, type: string, value: unknown): string =>
    JSON.stringify({
      CompanyId: from,
      Source: '0',
      IPCType: type,
      'IPCType.value': typeof value === 'string' ? value : JSON.stringify(value),
    })
  const signed = (from: string, body: string): Record<string, string> => {
    messages += 1
    return signWebhook({ id: `msg_${messages}`, body, at: clock() }, [keyOf(from)])
  }
  const askToken = (from: string, password: string) =>
    post(
      'restapi/detecting/get_access_token',
      'application/json',
      envelope(from, 'getAccessToken', { username: `JCZ${from}`, password }),
    )
  const putData = async (value: unknown, { from = station, type = 'shareDetectInfo', token = '' } = {}) => {
    const good = token || String((await askToken(from, secretOf(from))).body.access_token)
    return post(`restapi/detecting/put_data;token=${good}`, 'application/json', envelope(from, type, value))
  }
  const askSerial = async (from: string, named: object): Promise<string> => {
    const token = String((await askToken(from, secretOf(from))).body.access_token)
    const { body } = await post(
      `restapi/detecting/get_data;token=${token}`,
      'application/json',
      envelope(from, 'getVehicleInfoAndDetectSn', named),
    )
    return (JSON.parse(String(body.data)) as { detectSn: string }).detectSn
  }
  const sendXml = (body: string, from = station) =>
    post('safety-verdicts', 'text/xml', body, signed(from, body))
  const soap = (jkid: string, fields: Record<string, string>): string => {
    const inner = Object.entries(fields)
      .map(([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`)
      .join('')
    const document = `<?xml version="1.0" encoding="GBK"?><root><vehispara>${inner}</vehispara></root>`
    const escaped = document.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><writeObjectOut><xtlb>18</xtlb><jkxlh>TEST</jkxlh><jkid>${jkid}</jkid><UTF8XmlDoc>${escaped}</UTF8XmlDoc></writeObjectOut></soapenv:Body></soapenv:Envelope>`
  }
  const ask = async (query: string, variables: Record<string, unknown> = {}, roles = ['HUB_EVIDENCE']) => {
    const answer = await askRoom(room, { query, variables, keys, now: clock(), principal: { roles } })
    return { ...answer, data: answer.data as Record<string, never> }
  }
  return {
    db,
    room,
    clock,
    events,
    secretOf,
    askToken,
    askSerial,
    putData,
    sendXml,
    soap,
    ask,
    keys,
    post,
    envelope,
    licence: (record: object, token = authorityToken) =>
      post('station-licences', 'application/json', JSON.stringify(record), {
        authorization: `Bearer ${token}`,
      }),
    sendVerdict: (jkid: string, fields: Record<string, string>, from = station) =>
      sendXml(soap(jkid, fields), from),
    confirm: (record: object, from = station) => {
      const body = JSON.stringify(record)
      return post('equipment-confirmations', 'application/json', body, signed(from, body))
    },
    heartbeat: (from: string, body: object) =>
      post('heartbeat', 'application/json', JSON.stringify(body), {
        authorization: `Bearer ${secretOf(from)}`,
      }),
    close: async () => {
      await room.close()
      await db.close()
    },
  }
}

function keyOf(id: string) {
  return {
    kind: 'hmac' as const,
    secret: Buffer.from(`secret of station ${id}`),
  }
}

/** The room as a test sees it. */
export type Stations = Awaited<ReturnType<typeof openStations>>
