/** The room as the tests play it: what the police push goes in without a socket, what is pulled comes over one. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CrashPoint } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import { type Logger, silentLog } from '@one-visit/kit/log.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { askRoom, fixedClock, type TestKeys, testDatabase, testKeys } from '@one-visit/kit/testing.ts'
import type { SentEvent } from '@one-visit/kit/work/outbox.ts'
import { buildApp } from './app.ts'
import { readTmriOptions } from './config.ts'

/** How the room of a test is opened. */
export interface OpenPoliceOptions {
  iso?: string
  /** Settings as the environment would hold them, e.g. HUB_POLICE_URL. */
  env?: Readonly<Record<string, string | undefined>>
  crash?: CrashPoint
  log?: Logger
  /** Shares database and keys with a room that was opened before, as a process started again does. */
  after?: { db: Database; keys: TestKeys }
}

const token = 'token-of-the-traffic-police'

/** Opens the room with the police registered as its sender. */
export async function openPolice(options: OpenPoliceOptions = {}) {
  const { iso = '2026-01-20T10:00:00+08:00', env = {}, crash, after, log = silentLog() } = options
  const keys = after?.keys ?? testKeys()
  const db = after?.db ?? (await testDatabase())
  const clock = fixedClock(iso)
  const events: SentEvent[] = []
  const room = await buildApp({
    db,
    clock,
    log,
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    pseudonymKey: keys.pseudonymKey,
    subscribers: [{ url: 'http://subscriber.test', keys: [{ kind: 'hmac', secret: Buffer.from('secret') }] }],
    post: async (_, __, body) => {
      events.push(...(JSON.parse(String(body)) as SentEvent[]))
      return { status: 204, headers: {}, body: '' }
    },
    tmri: readTmriOptions(env),
    ...(crash && { crash }),
  })
  if (after === undefined)
    await db.transaction((tx) =>
      room.feeds.sources.register(tx, [
        {
          id: 'traffic-police',
          name: '公安交通管理综合应用平台',
          authority: '温州市公安局交通警察支队',
          organisation: 'wenzhou-traffic-police',
          tokens: [token],
          allowed: ['*'],
          heartbeatEverySeconds: 3600,
        },
      ]),
    )

  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const answer = await askRoom(room, {
      query,
      variables,
      keys,
      now: clock(),
      principal: { roles: ['HUB_EVIDENCE'], itemCode: 'RHL-02', applicationId: 'A1' },
    })
    return { ...answer, data: answer.data as Record<string, never> }
  }
  const push = async (feed: string, records: readonly object[]) => {
    const answer = await room.app.inject({
      method: 'POST',
      url: `/feeds/traffic-police/${feed}`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      payload: JSON.stringify(records),
    })
    return answer.json() as {
      records: { outcome: string; code?: string; pointer?: string; notes?: string[] }[]
    }
  }
  return {
    db,
    keys,
    room,
    clock,
    events,
    ask,
    push,
    headers: { authorization: `Bearer ${token}` },
    refOf: (residentId: string) => pseudonymOf(residentId, keys.pseudonymKey),
    /** Waits until the room has told of a pull; answers what came of it. */
    pulled: async (pullId: string): Promise<string> => {
      for (;;) {
        const told = events.findLast(({ data }) => data.pullId === pullId)
        if (told !== undefined) return String(told.data.outcome)
        await sleep(20)
      }
    },
    close: async () => {
      await room.close()
      await db.close()
    },
  }
}

/** The room as a test sees it. */
export type Police = Awaited<ReturnType<typeof openPolice>>

/** An exchange service on loopback that answers as the test says. */
export async function openLoopback(answer: (soap: string, response: ServerResponse) => void) {
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const soap = Buffer.concat(chunks).toString('utf8')
    asked.push(soap)
    answer(soap, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    /** Every query so far, in order. */
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/TmriOutAccess`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** An answer of the exchange: records under the name of their element. */
export function soapAnswer(
  records: readonly Record<string, string>[],
  { element = 'veh', code = '1', message = '' } = {},
): string {
  const rows = records.map((fields, index) => {
    const values = Object.entries(fields).map(
      ([name, value]) => `<${name}>${encodeURIComponent(value)}</${name}>`,
    )
    return `<${element} id="${index}">${values.join('')}</${element}>`
  })
  const document = `<root><head><code>${code}</code><message>${message}</message><rownum>${rows.length}</rownum></head><body>${rows.join('')}</body></root>`
  return `<Envelope><Body><response><Return><![CDATA[${document}]]></Return></response></Body></Envelope>`
}
