/** The room for tests of what it answers: open over a database of its own, with a way to send and to ask. */
import { readFileSync } from 'node:fs'
import { silentLog } from '@one-visit/kit/log.ts'
import { askRoom, entitiesQuery, fixedClock, testDatabase, testKeys } from '@one-visit/kit/testing.ts'
import type { SentEvent } from '@one-visit/kit/work/outbox.ts'
import { buildApp } from '../app.ts'

type Wire = Readonly<Record<string, unknown>>

/** Fixture and address of the messages these tests send. */
const messages = {
  baseInfoCompanyPermit: ['company-permit', 'baseinfo/companypermit'],
  baseInfoVehicle: ['vehicle', 'baseinfo/vehicle'],
  baseInfoVehicleInsurance: ['vehicle-insurance', 'baseinfo/vehicleinsurance'],
  baseInfoVehicleTotalMile: ['vehicle-total-mile', 'baseinfo/vehicletotalmile'],
  baseInfoDriver: ['driver', 'baseinfo/driver'],
  baseInfoCompanyFare: ['company-fare', 'baseinfo/companyfare'],
  ratedDriver: ['rated-driver', 'rated/driver'],
} as const

/** Companies the tests speak for, each with a sender whose token is its name; `relay` may speak for all of them. */
const companies = ['DIDI', 'CAOCAO', 'SHOUQI'] as const

/** What the graph answers of one fact, as far as these tests look. */
export interface Answer {
  status: string
  subject: string
  confirmedAt: string | null
  unreadSince: string | null
  complete?: boolean
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the record it asked for
  record?: any
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the records it asked for
  records?: any[]
}

const envelope = 'status subject confirmedAt unreadSince'

/** Opens the room; its clock stands at 10:00 of 2026-01-20 in Beijing. */
export async function openRoom() {
  const keys = testKeys()
  const clock = fixedClock('2026-01-20T10:00:00+08:00')
  const db = await testDatabase()
  const events: SentEvent[] = []
  const room = await buildApp({
    db,
    clock,
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    pseudonymKey: keys.pseudonymKey,
    subscribers: [{ url: 'http://subscriber.test', keys: [{ kind: 'hmac', secret: Buffer.from('secret') }] }],
    post: async (_, __, body) => {
      events.push(...(JSON.parse(String(body)) as SentEvent[]))
      return { status: 204, headers: {}, body: '' }
    },
  })
  const registered = { authority: '交通运输部', organisation: 'ministry', heartbeatEverySeconds: 3600 }
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      ...companies.map((id) => ({ id, name: id, ...registered, tokens: [id], allowed: [id] })),
      { id: 'relay', name: 'relay', ...registered, tokens: ['relay'], allowed: [...companies] },
    ]),
  )

  const post = async (path: string, payload: string, token: string) => {
    const answer = await room.app.inject({
      method: 'POST',
      url: `/feeds/platforms/${path}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      payload,
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  /** Sends records that are the fixture's first, changed; answers what became of each. */
  const send = async (
    name: keyof typeof messages,
    changes: readonly Wire[],
    { company = 'DIDI', token = company }: { company?: string; token?: string } = {},
  ): Promise<string[]> => {
    const [file, path] = messages[name]
    const fixture = JSON.parse(
      readFileSync(new URL(`../ingest/fixtures/${file}.json`, import.meta.url), 'utf8'),
    ) as Record<string, unknown>
    const first = [fixture[name]].flat()[0] as Wire
    const records = changes.map((change) => ({ ...first, CompanyId: company, ...change }))
    const { body } = await post(
      path,
      JSON.stringify({ ...fixture, CompanyId: company, [name]: records }),
      token,
    )
    return (body.records as { outcome: string; code?: string; pointer?: string }[]).map(
      ({ outcome, code, pointer }) => (code === undefined ? outcome : `${code} ${pointer}`),
    )
  }
  const entity = async (type: string, key: object, selection: string): Promise<Answer> => {
    const { data, errors } = await askRoom(room, {
      query: entitiesQuery(type, `{ answer: ${selection} }`),
      variables: { representations: [{ __typename: type, ...key }] },
      keys,
      now: clock(),
    })
    if (errors !== undefined) throw new Error(JSON.stringify(errors))
    return (data as { _entities: { answer: Answer }[] })._entities[0]?.answer as Answer
  }
  return {
    room,
    db,
    clock,
    keys,
    events,
    post,
    send,
    vehicle: (vin: string, company: string = 'DIDI') =>
      entity('Vehicle', { vin }, `platformRecord(companyId: "${company}") { ${envelope} record { seats } }`),
    insurance: (vin: string, company: string = 'DIDI') =>
      entity(
        'Vehicle',
        { vin },
        `insurance(companyId: "${company}") { ${envelope} complete records { number validUntil confirmedAt contradicted } }`,
      ),
    mileage: (vin: string, company: string = 'DIDI') =>
      entity('Vehicle', { vin }, `mileage(companyId: "${company}") { ${envelope} record { totalKm } }`),
    permit: (division: string, company: string = 'DIDI') =>
      entity(
        'Platform',
        { companyId: company },
        `permit(division: "${division}") { ${envelope} record { number division validUntil validUntilUnlimited inForce } }`,
      ),
    entity,
    /** Declares the first load complete, and is heard from at the clock's instant. */
    vouch: (token: string, scope?: string) =>
      post(
        'heartbeat',
        JSON.stringify({ scope, at: clock().toISOString(), initialLoadCompleted: true }),
        token,
      ),
    close: async () => {
      await room.close()
      await db.close()
    },
  }
}

/** An instant of January 2026 as the interface writes it. */
export const at = (day: number, hour = 8, second = 0): number =>
  20260100000000 + day * 1_000_000 + hour * 10_000 + second
