import { readFileSync } from 'node:fs'
import type { Database } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import {
  askRoom,
  collectStatements,
  entitiesQuery,
  fixedClock,
  testDatabase,
  testKeys,
} from '@one-visit/kit/testing.ts'
import type { SentEvent } from '@one-visit/kit/work/outbox.ts'
import { signWebhook } from '@one-visit/kit/work/webhook.ts'
import { permitNumberKey } from '@one-visit/schema/permit-number.ts'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from './app.ts'
import { permitNumberKeySql } from './tables.ts'

const keys = testKeys()
const clock = fixedClock('2026-01-20T10:00:00+08:00')
const vin = 'LSVAA2BR9HN012345'
const vin2 = 'LGXC16DF6H0123456'
const secret = Buffer.from('a secret approvals and vehicles share')

let db: Database
let room: Awaited<ReturnType<typeof buildApp>>
const events: SentEvent[] = []

function fixture(name: string): string {
  return readFileSync(new URL(`./ingest/fixtures/${name}`, import.meta.url), 'utf8')
}

async function post(path: string, payload: string, headers: Record<string, string> = {}) {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/vehicles/${path}`,
    headers: { authorization: 'Bearer register', 'content-type': 'application/json', ...headers },
    payload,
  })
  return { status: answer.statusCode, receipt: answer.json() }
}

const send = (path: string, ...records: object[]) => post(path, JSON.stringify(records))

function outcomes(receipt: { records: { outcome: string; code?: string; pointer?: string }[] }) {
  return receipt.records.map(({ outcome, code, pointer }) =>
    code === undefined ? outcome : `${code} ${pointer}`,
  )
}

function registration(more: { vin?: string; [field: string]: unknown } = {}) {
  return {
    recordId: more.vin === undefined ? 'v-1' : `v-${more.vin}`,
    updatedAt: '2026-01-15T08:00:00+08:00',
    vin,
    plateNumber: '浙CD12345',
    plateColour: '94',
    plateColourLabel: '渐变绿',
    ownerName: '虚构一',
    vehicleType: 'K33',
    seats: 5,
    wheelbaseMm: 2700,
    fuel: '5',
    fuelLabel: '电动',
    registeredOn: '2025-03-01',
    operatingState: '10',
    operatingStateLabel: '营运',
    ...more,
  }
}

function permit(more: object = {}) {
  return {
    recordId: 'p-1',
    updatedAt: '2026-01-15T08:00:00+08:00',
    vin,
    number: '浙交运管温字330302000001号',
    kind: 'ROAD_TRANSPORT',
    state: 'VALID',
    validFrom: '2026-01-15',
    validUntil: '2029-01-14',
    authority: '温州市道路运输管理局',
    ...more,
  }
}

/** A text in characters of full width. */
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

/** A later word of the register. */
const later = (days: number) => ({ updatedAt: `2026-01-${15 + days}T08:00:00+08:00` })

function issued(more: object = {}): ReturnType<typeof permit> & { certificateId?: string } {
  return permit({ recordId: 'c-1', certificateId: 'c-1', kind: 'RIDE_HAILING', ...more })
}

/** Sends a permit the way approvals does: signed, and known by its certificate. */
function issue(record: object & { certificateId?: string }) {
  const body = JSON.stringify(record)
  const signed = signWebhook({ id: record.certificateId ?? 'nameless', body, at: clock() }, [
    { kind: 'hmac', secret },
  ])
  return post('permits', body, {
    authorization: '',
    'idempotency-key': record.certificateId ?? 'nameless',
    ...signed,
  })
}

function observed(
  plate: string,
  validFrom: string,
  more: { vin?: string; source?: string; plateColour?: string; plateKind?: string } = {},
) {
  const { vin: seen = vin, source = 'traffic-police', ...rest } = more
  return {
    id: `evt_${plate}${validFrom}${seen}${source}`,
    type: 'identity.observed',
    occurredAt: validFrom,
    subject: { vin: seen },
    data: { vin: seen, plateNumber: plate, validFrom, source, ...rest },
  }
}

async function ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await askRoom(room, { query, variables, keys, now: clock() })
  expect(errors).toBeUndefined()
  return data as T
}

async function refusal(query: string, variables: Record<string, unknown> = {}) {
  const { errors } = await askRoom(room, { query, variables, keys, now: clock() })
  return errors?.[0]?.extensions.code
}

const envelopeFields =
  'status subject confirmedAt observedAt revision unreadSince source { id name authority }'
type Facts = Record<'registration' | 'permits', Record<string, unknown>> & { vin: string }

async function facts(key: string): Promise<Facts> {
  const { vehicle } = await ask<{ vehicle: Facts }>(
    `query($vin: VIN!) { vehicle(vin: $vin) { vin
       registration { ${envelopeFields} record { plateNumber plateColour ownerName ownerUscc vehicleType seats grossMassKg wheelbaseMm fuel registeredOn operatingState } }
       permits { ${envelopeFields} complete records { number kind state validFrom validUntil validUntilUnlimited authority certificateId confirmedAt contradicted
         stateSince stateReason stateReasonEn } } } }`,
    { vin: key },
  )
  return vehicle
}

type Lookup = { outcome: string; vehicle: { vin: string } | null; candidates: { vin: string }[] }

async function lookup(plate: object, at?: string): Promise<Lookup> {
  const { vehicleByPlate } = await ask<{ vehicleByPlate: Lookup }>(
    'query($plate: PlateInput!, $at: DateTime) { vehicleByPlate(plate: $plate, at: $at) { outcome vehicle { vin } candidates { vin } } }',
    { plate, at },
  )
  return vehicleByPlate
}

const found = (key: string): Lookup => ({ outcome: 'FOUND', vehicle: { vin: key }, candidates: [] })
const unknown: Lookup = { outcome: 'UNKNOWN', vehicle: null, candidates: [] }

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock,
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    subscribers: [{ url: 'http://subscriber.test', keys: [{ kind: 'hmac', secret }] }],
    post: async (_, __, body) => {
      events.push(...(JSON.parse(String(body)) as SentEvent[]))
      return { status: 204, headers: {}, body: '' }
    },
  })
  const bureau = { authority: '温州市道路运输管理局', organisation: 'bureau', allowed: ['*'] }
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      {
        id: 'transport-register',
        name: '道路运政管理信息系统',
        ...bureau,
        tokens: ['register'],
        heartbeatEverySeconds: 3600,
      },
      {
        id: 'hub-approvals',
        name: 'One-Visit Hub',
        ...bureau,
        webhookSecrets: [`whsec_${secret.toString('base64')}`],
      },
    ]),
  )
})
afterAll(async () => {
  await room.close()
  await db.close()
})

describe('a key is not a claim', () => {
  it('answers any well-formed VIN with a stub whose facts are unavailable', async () => {
    const { vin: key, registration: entry, permits } = await facts('1M8GDM9AXKP042788')
    expect(key).toBe('1M8GDM9AXKP042788')
    expect(entry).toEqual({
      status: 'UNAVAILABLE',
      subject: '1M8GDM9AXKP042788',
      confirmedAt: null,
      observedAt: null,
      revision: null,
      unreadSince: null,
      source: { id: 'transport-register', name: '道路运政管理信息系统', authority: '温州市道路运输管理局' },
      record: null,
    })
    expect(permits).toMatchObject({ status: 'UNAVAILABLE', records: [], complete: false })
  })

  it('reads no table for the key itself', async () => {
    const statements: string[] = []
    db.onStatement = collectStatements(statements)
    await ask('{ vehicle(vin: "1M8GDM9AXKP042788") { vin } }')
    db.onStatement = undefined
    expect(statements).toEqual([])
  })

  it('refuses what is no VIN, written in the document or as a variable, also once the query is compiled', async () => {
    expect(await refusal('{ vehicle(vin: "1M8GDM9AXKP04278O") { vin } }')).toBe('BAD_USER_INPUT')
    const query = 'query($vin: VIN!) { vehicle(vin: $vin) { vin } }'
    for (const key of ['1M8GDM9AXKP04278O', '1M8GDM9AXKP04278', 'x', '']) {
      expect(await refusal(query, { vin: key })).toBe('BAD_USER_INPUT')
      expect(await refusal(query, { vin })).toBeUndefined()
    }
  })

  it('keeps the order of the question, and refuses more than 50', async () => {
    const vins = Array.from({ length: 50 }, (_, index) => `LSVAA2BR9HN${String(900000 - index)}`)
    const query = 'query($vins: [VIN!]!) { vehicles(vins: $vins) { vin } }'
    const { vehicles } = await ask<{ vehicles: { vin: string }[] }>(query, { vins })
    expect(vehicles.map(({ vin: key }) => key)).toEqual(vins)
    expect(await refusal(query, { vins: [...vins, vin] })).toBe('BAD_USER_INPUT')
  })
})

describe('the transport register', () => {
  it('is read as NDJSON, each record for itself', async () => {
    const { status, receipt } = await post('registrations', fixture('registrations.ndjson'), {
      'content-type': 'application/x-ndjson',
    })
    expect(status).toBe(201)
    expect(receipt.counts).toMatchObject({ APPLIED: 2, QUARANTINED: 0 })
    expect((await facts(vin)).registration).toEqual({
      status: 'PRESENT',
      subject: vin,
      confirmedAt: '2026-01-15T00:00:00.000Z',
      observedAt: '2026-01-20T02:00:00.000Z',
      revision: 'v-1@2026-01-15T00:00:00.000Z/0',
      unreadSince: null,
      source: { id: 'transport-register', name: '道路运政管理信息系统', authority: '温州市道路运输管理局' },
      record: {
        plateNumber: '浙CD12345',
        plateColour: 'GRADIENT_GREEN',
        ownerName: '虚*',
        ownerUscc: null,
        vehicleType: 'K33',
        seats: 5,
        grossMassKg: null,
        wheelbaseMm: 2700,
        fuel: 'ELECTRIC',
        registeredOn: '2025-03-01',
        operatingState: 'OPERATING',
      },
    })
    expect((await facts(vin2)).registration.record).toMatchObject({
      ownerName: '温州虚构货运有限公司',
      ownerUscc: '91330399MA2000246J',
      grossMassKg: 12_000,
    })
  })

  it('keeps the good records of a batch with broken ones', async () => {
    const { receipt } = await post('registrations', fixture('registrations-broken.json'))
    expect(outcomes(receipt)).toEqual([
      'VIN_ALPHABET /vin',
      'PLATE_FORM /plateNumber',
      'CODE_LABEL_MISMATCH /plateColour',
      'CODE_UNKNOWN /fuel',
      'CODE_UNKNOWN /vehicleType',
      'USCC_ALPHABET /ownerUscc',
      'DATE_FORM /registeredOn',
      'DATE_FORM /updatedAt',
      'TIME_AHEAD /updatedAt',
      'FIELD_MISSING /operatingState',
      'FIELD_TYPE /seats',
      'APPLIED',
    ])
  })

  it('shows a vehicle whose owner has an old credit code, and notes it and a plate of another length', async () => {
    const vin = 'LZYTATE61J1023456'
    const odd = {
      vin,
      ownerUscc: '91330399MA20002119',
      ownerName: '温州老货运有限公司',
      plateNumber: '浙C12345',
    }
    const { receipt } = await post('registrations', JSON.stringify([registration(odd)]))
    expect(receipt.records).toMatchObject([
      {
        outcome: 'APPLIED',
        notes: [
          'ownerUscc: wrong check character',
          'plateNumber: no plate of this colour (GRADIENT_GREEN) has 7 characters',
        ],
      },
    ])
    expect((await facts(vin)).registration.record).toMatchObject({ ownerUscc: '91330399MA20002119' })
  })

  it('lets the newest statement stand whatever the order of arrival, and a deletion is a statement', async () => {
    const other = 'LJ1EKABR9K2000017'
    const newer = registration({
      vin: other,
      plateNumber: '浙CF00001',
      updatedAt: '2026-01-16T08:00:00+08:00',
      seats: 7,
    })
    const older = registration({ vin: other, plateNumber: '浙CF00001' })
    expect(outcomes((await send('registrations', newer)).receipt)).toEqual(['APPLIED'])
    expect(outcomes((await send('registrations', older)).receipt)).toEqual(['SUPERSEDED'])
    expect((await facts(other)).registration).toMatchObject({ status: 'PRESENT', record: { seats: 7 } })
    const gone = { recordId: 'v-9', vin: other, updatedAt: '2026-01-17T08:00:00+08:00', deleted: true }
    await send('registrations', gone)
    expect((await facts(other)).registration).toMatchObject({ status: 'CONFIRMED_ABSENT', record: null })
    expect(await lookup({ number: '浙CF00001' })).toEqual(unknown)
  })

  it('conflicts when it says two things at one instant', async () => {
    const other = 'LZYTATE61J1023456'
    await send(
      'registrations',
      registration({ vin: other, plateNumber: '浙CF00002' }),
      registration({ vin: other, plateNumber: '浙CF00002', seats: 7 }),
    )
    expect((await facts(other)).registration).toMatchObject({ status: 'CONFLICTING' })
  })
})

describe('permits', () => {
  it('are written by the hub under its certificate, once', async () => {
    const first = await issue(issued())
    expect(outcomes(first.receipt)).toEqual(['APPLIED'])
    expect(await issue(issued())).toEqual(first)
    expect((await facts(vin)).permits).toMatchObject({
      status: 'PRESENT',
      subject: vin,
      revision: 'c-1@2026-01-15T00:00:00.000Z/0',
      complete: false,
      records: [{ kind: 'RIDE_HAILING', state: 'VALID', certificateId: 'c-1', validUntil: '2029-01-14' }],
    })
    await expect
      .poll(() => events.filter(({ subject }) => subject.certificateId === 'c-1').map(({ type }) => type))
      .toEqual(['register.permit.recorded'])
  })

  it('are refused with 422 under a certificate that came with another body', async () => {
    const { status, receipt } = await issue(issued({ number: 'another' }))
    expect([status, receipt.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  })

  it('of the hub go to quarantine as a second one of a kind in force, and apply once the first has ended', async () => {
    const second = await issue(issued({ recordId: 'c-2', certificateId: 'c-2' }))
    expect(second.status).toBe(201)
    expect(outcomes(second.receipt)).toEqual(['PERMIT_IN_FORCE /state'])
    const held = { vin: vin2, kind: 'RIDE_HAILING' }
    await send('permits', permit({ ...held, recordId: 'r-1', number: 'r-1', state: 'SUSPENDED' }))
    const renewed = { vin: vin2, number: 'c', recordId: 'c-5', certificateId: 'c-5' }
    expect(outcomes((await issue(issued(renewed))).receipt)).toEqual(['PERMIT_IN_FORCE /state'])
    // Over since yesterday, though nobody changed its state.
    await send(
      'permits',
      permit({ ...held, recordId: 'r-1', number: 'r-1', validUntil: '2026-01-19', ...later(1) }),
    )
    const again = { vin: vin2, number: 'c', recordId: 'c-6', certificateId: 'c-6' }
    expect(outcomes((await issue(issued(again))).receipt)).toEqual(['APPLIED'])
    expect((await facts(vin2)).permits).toMatchObject({ status: 'PRESENT' })
  })

  it('of the register are never refused; two of a kind in force on one day conflict', async () => {
    const other = 'LSVAA2BR9HN000077'
    const sent = await send(
      'permits',
      ...['p-7', 'p-8'].map((recordId) => permit({ recordId, number: recordId, vin: other })),
    )
    expect(outcomes(sent.receipt)).toEqual(['APPLIED', 'APPLIED'])
    expect((await facts(other)).permits).toMatchObject({ status: 'CONFLICTING' })
    await send(
      'permits',
      permit({ recordId: 'p-7', number: 'p-7', vin: other, state: 'SUSPENDED', ...later(1) }),
    )
    expect((await facts(other)).permits).toMatchObject({ status: 'CONFLICTING' })
    await send(
      'permits',
      permit({ recordId: 'p-7', number: 'p-7', vin: other, validUntil: '2026-01-19', ...later(2) }),
    )
    expect((await facts(other)).permits).toMatchObject({ status: 'PRESENT' })
  })

  it.each([
    ['is revoked', { state: 'REVOKED' }],
    ['is deleted', { deleted: true }],
    ['takes another number', { number: 'a number of its own' }],
    ['is stated of another vehicle', { vin: 'LSVAA2BR9HN000089' }],
  ])(
    'of the number of one that %s is vouched for again, and who waits for it is told',
    async (how, change) => {
      const [one, two] = [
        { vin: 'LSVAA2BR9HN000087', recordId: `one that ${how}`, number: `number of one that ${how}` },
        {
          vin: 'LSVAA2BR9HN000088',
          recordId: `two, of one that ${how}`,
          number: `number of one that ${how}`,
        },
      ]
      const told = () =>
        events.filter(({ subject, data }) => subject.vin === two.vin && data.shared === true).length
      const statusOf = async (): Promise<unknown> => (await facts(two.vin)).permits.status
      await send('permits', permit(two))
      expect(await statusOf()).toBe('PRESENT')
      const before = told()
      await send('permits', permit(one))
      expect(await statusOf()).toBe('CONFLICTING')
      await expect.poll(told).toBe(before + 1)
      await send('permits', permit({ ...one, ...change, ...later(1) }))
      if (!('vin' in change)) expect(await statusOf()).toBe('PRESENT')
      await expect.poll(told).toBe(before + 2)
      for (const each of [{ ...one, ...change }, two])
        await send('permits', permit({ ...each, state: 'INVALID', ...later(2) }))
    },
  )

  describe('of the hub that the register speaks of', () => {
    let serial = 700
    const suspended = {
      state: 'SUSPENDED',
      stateSince: '2026-01-18',
      stateReason: '超范围经营',
      stateReasonEn: 'operated beyond its scope',
    }
    /** A permit the hub wrote, and its word as the register says it, under a key of either. */
    const told = async () => {
      serial += 1
      const id = `c-${serial}`
      const own = issued({
        vin: `LSVAA2BR9HN000${serial}`,
        number: `n-${serial}`,
        recordId: id,
        certificateId: id,
      })
      const { certificateId: _, ...unnamed } = own
      const forms = {
        'verbatim, as the hub sent it': own,
        'by its number, under a key of its own': { ...unnamed, recordId: `r-${serial}` },
        'by the certificate, under a key of its own': { ...own, recordId: `r-${serial}`, number: 'other' },
        'by the key the hub gave it': { ...unnamed, number: 'other' },
      }
      const permits = async () => (await facts(`LSVAA2BR9HN000${serial}`)).permits
      return { own, forms, permits, id }
    }

    it.each([
      'verbatim, as the hub sent it',
      'by its number, under a key of its own',
      'by the certificate, under a key of its own',
      'by the key the hub gave it',
    ] as const)('is one, and as the register says: %s', async (form) => {
      for (const isHubFirst of [true, false]) {
        const { own, forms, permits, id } = await told()
        const word = forms[form]
        if (isHubFirst) await issue(own)
        expect(outcomes((await send('permits', word)).receipt)).toEqual(['APPLIED'])
        if (!isHubFirst) expect(outcomes((await issue(own)).receipt)).toEqual(['APPLIED'])
        const standing = { state: 'VALID', certificateId: id, number: own.number, validUntil: '2029-01-14' }
        expect(await permits()).toMatchObject({ status: 'PRESENT', records: [standing] })
        await send('permits', { ...word, ...suspended, ...later(2) })
        const [record] = (await permits()).records as object[]
        expect(record).toMatchObject({ ...standing, ...suspended })
        // A late older word and the same word again change nothing.
        expect(outcomes((await send('permits', { ...word, ...later(1) })).receipt)).toEqual(['SUPERSEDED'])
        await send('permits', { ...word, ...suspended, ...later(2) })
        expect((await permits()).records).toEqual([record])
        await send('permits', { ...word, ...later(3) })
        expect((await permits()).records).toMatchObject([
          { ...standing, stateSince: null, stateReason: null },
        ])
        await send('permits', { ...word, deleted: true, ...later(4) })
        expect((await permits()).records).toMatchObject([{ ...standing, state: 'INVALID' }])
      }
    })

    it('keeps the last day the hub wrote where the register names none, and takes one it names', async () => {
      const { own, forms, permits } = await told()
      await issue(own)
      const word = forms['by its number, under a key of its own']
      await send('permits', { ...word, validUntil: null })
      expect((await permits()).records).toMatchObject([{ validUntil: '2029-01-14' }])
      await send('permits', { ...word, validUntil: '2026-01-31', ...later(1) })
      expect((await permits()).records).toMatchObject([{ state: 'VALID', validUntil: '2026-01-31' }])
    })

    it('is contradicted by two words of one instant under two keys, until a newer one comes', async () => {
      const { own, forms, permits } = await told()
      await issue(own)
      const word = forms['by its number, under a key of its own']
      await send('permits', word, { ...forms['by the key the hub gave it'], state: 'REVOKED' })
      expect(await permits()).toMatchObject({ status: 'CONFLICTING', records: [{ contradicted: true }] })
      await send('permits', { ...word, state: 'REVOKED', ...later(1) })
      expect(await permits()).toMatchObject({ status: 'PRESENT', records: [{ state: 'REVOKED' }] })
    })

    it('stands in the way of no other once it is revoked, and does while it is suspended', async () => {
      const { own, forms } = await told()
      await issue(own)
      const word = forms['by its number, under a key of its own']
      const next = (id: string) => ({ ...own, recordId: id, certificateId: id, number: id })
      await send('permits', { ...word, ...suspended, ...later(1) })
      expect(outcomes((await issue(next(`a-${serial}`))).receipt)).toEqual(['PERMIT_IN_FORCE /state'])
      await send('permits', { ...word, state: 'REVOKED', ...later(2) })
      expect(outcomes((await issue(next(`b-${serial}`))).receipt)).toEqual(['APPLIED'])
    })

    const moves = {
      'moves to another vehicle': (there: object) => [there],
      'moves to another vehicle and is deleted there': (there: object) => [
        there,
        { ...there, deleted: true },
      ],
      'is deleted of another vehicle': (there: object) => [{ ...there, deleted: true }],
    }
    it.each([
      ...Object.entries(moves).flatMap(([name, steps]) =>
        [true, false].map((isNamed) => [name, isNamed, steps] as const),
      ),
    ])(
      'is in force nowhere by a word that ended it and %s (naming the certificate: %s)',
      async (...[, isNamed, steps]) => {
        const { own, forms, permits } = await told()
        await issue(own)
        const word = { ...forms['by its number, under a key of its own'], state: 'REVOKED' }
        await send('permits', { ...word, ...later(1) })
        const there = { ...word, vin: own.vin.replace('HN000', 'HN001') }
        const named = isNamed ? { ...there, certificateId: own.certificateId } : there
        for (const [index, step] of steps(named).entries())
          await send('permits', { ...step, ...later(2 + index) })
        expect(await permits()).toMatchObject({ status: 'CONFLICTING', records: [{ state: 'REVOKED' }] })
        await send('permits', { ...word, ...later(5) })
        if (steps(named).length > 1 || 'deleted' in (steps(named)[0] ?? {}))
          expect(await permits()).toMatchObject({ status: 'PRESENT', records: [{ state: 'REVOKED' }] })
      },
    )

    it('stays out of the register where its record was deleted and then stated of another vehicle', async () => {
      const { own, forms, permits } = await told()
      await issue(own)
      const word = { ...forms['by its number, under a key of its own'], state: 'REVOKED' }
      await send('permits', { ...word, ...later(1) })
      await send('permits', { ...word, deleted: true, ...later(2) })
      const there = { ...word, vin: own.vin.replace('HN000', 'HN001'), number: 'elsewhere' }
      await send('permits', { ...there, ...later(3) })
      expect(await permits()).toMatchObject({ status: 'PRESENT', records: [{ state: 'INVALID' }] })
      const next = { ...own, recordId: `d-${serial}`, certificateId: `d-${serial}`, number: `d-${serial}` }
      expect(outcomes((await issue(next)).receipt)).toEqual(['APPLIED'])
    })

    it.each([
      ['by the certificate', 'by the certificate, under a key of its own'],
      ['by its key', 'by the key the hub gave it'],
    ] as const)('conflicts for both where the register has it on another vehicle: %s', async (_, form) => {
      for (const isHubFirst of [true, false]) {
        const { own, forms, permits } = await told()
        const other = own.vin.replace('HN000', 'HN001')
        const word = { ...forms[form], vin: other, state: 'REVOKED' }
        const isTold = (key: string) =>
          expect
            .poll(() => events.filter(({ subject, data }) => subject.vin === key && data.moved === true))
            .toHaveLength(1)
        if (isHubFirst) await issue(own)
        await send('permits', { ...word, ...later(1) })
        if (!isHubFirst) await issue(own)
        await isTold(isHubFirst ? own.vin : other)
        expect(await permits()).toMatchObject({ status: 'CONFLICTING' })
        expect((await facts(other)).permits).toMatchObject({ status: 'CONFLICTING' })
        await send('permits', { ...word, deleted: true, ...later(2) })
        expect(await permits()).toMatchObject({ status: 'CONFLICTING' })
        expect((await facts(other)).permits.status).not.toBe('CONFLICTING')
        await send('permits', { ...word, vin: own.vin, ...later(3) })
        expect(await permits()).toMatchObject({ status: 'PRESENT', records: [{ state: 'REVOKED' }] })
      }
    })

    it('leaves its number to the next vehicle once the register has ended it', async () => {
      const { own, forms, permits } = await told()
      await issue(own)
      const other = own.vin.replace('HN000', 'HN001')
      const end = {
        ...forms['by the certificate, under a key of its own'],
        state: 'REPLACED',
        number: own.number,
      }
      const next = { ...forms['by its number, under a key of its own'], recordId: `b-${serial}`, vin: other }
      await send('permits', { ...next, validFrom: '2026-01-16', ...later(1) })
      expect((await facts(other)).permits).toMatchObject({ status: 'CONFLICTING' })
      await send('permits', { ...end, ...later(1) })
      expect(await permits()).toMatchObject({ status: 'PRESENT', records: [{ state: 'REPLACED' }] })
      expect((await facts(other)).permits).toMatchObject({ status: 'PRESENT', records: [{ state: 'VALID' }] })
      await send('permits', { ...end, state: 'SUSPENDED', ...later(2) })
      for (const evidence of [await permits(), (await facts(other)).permits])
        expect(evidence).toMatchObject({ status: 'CONFLICTING' })
    })

    describe('in another spelling', () => {
      let digits = 100
      /** A permit of the hub's with a number in the national shape, and the register's word of its end, under a key of its own. */
      const spelt = async () => {
        const { own } = await told()
        digits += 1
        const number = `浙交运管网约字330302000${digits}号`
        const { certificateId, ...unnamed } = { ...own, number }
        await issue({ ...unnamed, certificateId: certificateId ?? '' })
        const end = { ...unnamed, recordId: `s-${serial}`, state: 'REVOKED', ...later(1) }
        return { own: { ...own, number }, end, permits: async () => (await facts(own.vin)).permits }
      }
      const revoked = { status: 'PRESENT', records: [{ state: 'REVOKED', contradicted: false }] }

      it.each([
        ['outer blanks', (number: string) => ` ${number} `],
        ['inner blanks', (number: string) => number.replace('330302', '330302 ').replace('字', ' 字 ')],
        ['wide digits', (number: string) => wide(number)],
        ['字第', (number: string) => number.replace('字', '字第')],
        ['no 号', (number: string) => number.replace('号', '')],
        ['quotes', (number: string) => `“${number}”`],
      ])('is ended by its number with %s, and kept as the hub wrote it', async (_, spelling) => {
        const { own, end, permits } = await spelt()
        await send('permits', { ...end, number: spelling(own.number) })
        expect(await permits()).toMatchObject(revoked)
        expect((await permits()).records).toMatchObject([{ number: own.number }])
      })

      it.each([
        ['upper case', (id: string) => id.toUpperCase()],
        ['wide characters', (id: string) => wide(id)],
        ['blanks', (id: string) => ` ${id} `],
      ])('is ended by its certificate in %s, under another number', async (_, spelling) => {
        const { own, end, permits } = await spelt()
        const certificateId = spelling(own.certificateId ?? '')
        await send('permits', { ...end, certificateId, number: 'another' })
        expect(await permits()).toMatchObject(revoked)
        const other = own.vin.replace('HN000', 'HN001')
        await send('permits', { ...end, certificateId, number: 'another', vin: other, ...later(2) })
        expect(await permits()).toMatchObject({ status: 'CONFLICTING' })
      })

      it.each([
        ['（字）', ({ number }: { number: string }) => ({ number: number.replace('字', '（字）') })],
        ['digits alone', ({ number }: { number: string }) => ({ number: number.replace(/\D/g, '') })],
        [
          'another word before them',
          ({ number }: { number: string }) => ({ number: number.replace('网约', '') }),
        ],
        ['another kind', () => ({ kind: 'ROAD_TRANSPORT' })],
      ])('is contradicted where the register may mean it: %s', async (_, change) => {
        const { own, end, permits } = await spelt()
        const word = { ...end, number: own.number, ...change(own) }
        await send('permits', word)
        const { status, records } = await permits()
        expect(status).toBe('CONFLICTING')
        expect(records).toContainEqual(
          expect.objectContaining({ certificateId: own.certificateId, contradicted: true }),
        )
        await send('permits', { ...word, deleted: true, ...later(2) })
        expect((await permits()).status).toBe('CONFLICTING')
        // It says what it means: in its own number.
        await send('permits', { ...end, recordId: `t-${serial}`, state: 'VALID', ...later(3) })
        expect(await permits()).toMatchObject({ status: 'PRESENT', records: [{ state: 'VALID' }] })
      })

      it('notes a number with the digits of the national shape that is not written in it', async () => {
        const { own, end } = await spelt()
        const told = async (number: string) =>
          (await send('permits', { ...end, number, ...later(1) })).receipt.records.map(
            ({ notes = [] }) => notes,
          )
        expect(await told(own.number)).toEqual([[]])
        expect(await told(own.number.replace('号', ''))).toEqual([
          expect.arrayContaining([expect.stringContaining('number:')]),
        ])
      })

      it('conflicts for both where the register has its number on another vehicle only, whatever its state there', async () => {
        for (const state of ['REVOKED', 'VALID']) {
          const { own, end, permits } = await spelt()
          const other = own.vin.replace('HN000', 'HN001')
          await send('permits', { ...end, state, vin: other, number: own.number.replace('号', '') })
          await expect
            .poll(() => events.some(({ subject, data }) => subject.vin === own.vin && data.shared === true))
            .toBe(true)
          expect((await permits()).status).toBe('CONFLICTING')
          expect((await facts(other)).permits.status).toBe('CONFLICTING')
          await send('permits', { ...end, vin: other, deleted: true, ...later(2) })
          await send('permits', { ...end, recordId: `t-${serial}`, ...later(3) })
          expect(await permits()).toMatchObject(revoked)
        }
      })
    })

    it('cannot be in a state since a day to come', async () => {
      const { forms } = await told()
      const word = { ...forms['by its number, under a key of its own'], state: 'REVOKED' }
      const { receipt } = await send('permits', { ...word, stateSince: '2026-01-21' })
      expect(outcomes(receipt)).toEqual(['DATE_IMPLAUSIBLE /stateSince'])
    })
  })

  it('end and are succeeded in one batch, in either order', async () => {
    for (const [index, order] of [
      [0, 1],
      [1, 0],
    ].entries()) {
      const other = `LSVAA2BR9HN00010${index}`
      await send('permits', permit({ recordId: `old-${index}`, number: `old-${index}`, vin: other }))
      const batch = [
        permit({
          recordId: `old-${index}`,
          number: `old-${index}`,
          vin: other,
          state: 'REPLACED',
          ...later(1),
        }),
        permit({ recordId: `new-${index}`, number: `new-${index}`, vin: other, ...later(1) }),
      ]
      const sent = await send('permits', ...order.map((place) => batch[place] ?? {}))
      expect(outcomes(sent.receipt)).toEqual(['APPLIED', 'APPLIED'])
      const { permits } = await facts(other)
      expect(permits.status).toBe('PRESENT')
      expect((permits.records as { state: string }[]).map(({ state }) => state).sort()).toEqual([
        'REPLACED',
        'VALID',
      ])
    }
  })

  it('say whether their end is not known or there is none', async () => {
    const other = 'LSVAA2BR9HN000200'
    const { validUntil: _, ...endless } = permit({
      recordId: 'e-1',
      number: 'e-1',
      vin: other,
      state: 'INVALID',
    }) as {
      validUntil: string
    }
    await send(
      'permits',
      endless,
      permit({
        recordId: 'e-2',
        number: 'e-2',
        vin: other,
        state: 'INVALID',
        validFrom: '2026-01-14',
        validUntil: '2099-12-31',
      }),
      permit({
        recordId: 'e-3',
        number: 'e-3',
        vin: other,
        state: 'INVALID',
        validFrom: '2026-01-13',
        validUntil: '0',
      }),
      permit({
        recordId: 'e-4',
        number: 'e-4',
        vin: other,
        state: 'INVALID',
        validFrom: '20260112',
        validUntil: '2029/1/14 00:00:00',
      }),
    )
    expect((await facts(other)).permits.records).toMatchObject([
      { validUntil: null, validUntilUnlimited: false },
      { validUntil: null, validUntilUnlimited: true },
      { validUntil: null, validUntilUnlimited: false },
      { validFrom: '2026-01-12', validUntil: '2029-01-14', validUntilUnlimited: false },
    ])
  })

  it('that move to another vehicle conflict on both, until the register says that they are gone and states them anew', async () => {
    const [from, to] = ['LSVAA2BR9HN000301', 'LSVAA2BR9HN000302']
    const record = { recordId: 'm-1', number: 'm-1' }
    await send('permits', permit({ ...record, vin: from }))
    await send('permits', permit({ ...record, vin: to, ...later(1) }))
    expect((await facts(from)).permits).toMatchObject({ status: 'CONFLICTING', records: [] })
    expect((await facts(to)).permits).toMatchObject({ status: 'CONFLICTING' })
    await expect
      .poll(() => events.filter(({ subject, data }) => subject.vin === from && data.moved === true))
      .toHaveLength(1)
    await send('permits', permit({ ...record, vin: from, deleted: true, ...later(2) }))
    expect((await facts(to)).permits).toMatchObject({ status: 'CONFLICTING' })
    await send('permits', permit({ ...record, vin: to, ...later(3) }))
    expect((await facts(from)).permits.status).not.toBe('CONFLICTING')
    expect((await facts(to)).permits).toMatchObject({ status: 'PRESENT' })
  })

  it.each([
    ['without having been stated of it', '311', []],
    ['where it moved', '313', [1]],
  ])('that are deleted of another vehicle %s conflict for the one that is left', async (_, number, moves) => {
    const [from, to] = [`LSVAA2BR9HN000${number}`, `LSVAA2BR9HN000${Number(number) + 1}`]
    const record = { recordId: `m-${number}`, number: `m-${number}` }
    await send('permits', permit({ ...record, vin: from }))
    for (const hour of moves) await send('permits', permit({ ...record, vin: to, ...later(hour) }))
    await send('permits', permit({ ...record, vin: to, deleted: true, ...later(2) }))
    expect((await facts(from)).permits).toMatchObject({ status: 'CONFLICTING', complete: false })
    await expect
      .poll(() => events.filter(({ subject, data }) => subject.vin === from && data.moved === true).length)
      .toBeGreaterThan(moves.length)
    await send('permits', permit({ ...record, vin: from, ...later(3) }))
    expect((await facts(from)).permits).toMatchObject({ status: 'PRESENT' })
    expect((await facts(to)).permits.status).not.toBe('CONFLICTING')
  })

  it('of one number on two vehicles conflict on both while they are in force', async () => {
    const [one, other] = ['LSVAA2BR9HN000401', 'LSVAA2BR9HN000402']
    await send(
      'permits',
      permit({ recordId: 'n-1', number: 'n', vin: one }),
      permit({ recordId: 'n-2', number: 'n', vin: other }),
    )
    for (const vehicle of [one, other])
      expect((await facts(vehicle)).permits).toMatchObject({
        status: 'CONFLICTING',
        records: [{ number: 'n', contradicted: true }],
      })
    await send('permits', permit({ recordId: 'n-1', number: 'n', vin: one, state: 'REPLACED', ...later(1) }))
    for (const vehicle of [one, other])
      expect((await facts(vehicle)).permits).toMatchObject({
        status: 'PRESENT',
        records: [{ contradicted: false }],
      })
  })

  it('with a number a spreadsheet mangled are refused each by itself', async () => {
    const { receipt } = await send(
      'permits',
      ...[501, 502, 503].map((index) => permit({ recordId: '3.30302E+17', vin: `LSVAA2BR9HN000${index}` })),
      permit({ recordId: 'x-1', number: '3.3E17', vin: 'LSVAA2BR9HN000504' }),
    )
    expect(outcomes(receipt)).toEqual([
      'KEY_MANGLED /recordId',
      'KEY_MANGLED /recordId',
      'KEY_MANGLED /recordId',
      'KEY_MANGLED /number',
    ])
  })

  it.each([
    ['newer by its sequence', 'LSVAA2BR9HN000611', 1],
    ['of the same sequence', 'LSVAA2BR9HN000612', 0],
  ])('are not known where an unread one of the same instant is %s', async (_, key, sequence) => {
    const ended = permit({ recordId: `s-${key}`, number: `s-${key}`, vin: key, state: 'INVALID' })
    expect(outcomes((await send('permits', ended)).receipt)).toEqual(['APPLIED'])
    const unread = { ...ended, sequence, state: 'VALID', validUntil: '2029-13-40' }
    expect(outcomes((await send('permits', unread)).receipt)).toEqual(['DATE_FORM /validUntil'])
    expect((await facts(key)).permits).toMatchObject({
      status: 'STALE',
      complete: false,
      unreadSince: clock().toISOString(),
    })
  })

  it('are not known of a vehicle an unread one named until it is deleted there, whomever it is stated of later', async () => {
    const [named, other] = ['LSVAA2BR9HN000613', 'LSVAA2BR9HN000614']
    const of = (key: string, day: number, more: object = {}) =>
      permit({
        recordId: 'm12',
        number: 'm12',
        vin: key,
        updatedAt: `2026-01-${day}T08:00:00+08:00`,
        ...more,
      })
    await send('permits', of(named, 15, { state: '有效' }))
    await send('permits', of(other, 17))
    expect((await facts(named)).permits).toMatchObject({ status: 'STALE', complete: false })
    expect((await facts(other)).permits).toMatchObject({ status: 'PRESENT', unreadSince: null })
    await send('permits', of(named, 18, { deleted: true }))
    expect((await facts(named)).permits).toMatchObject({ unreadSince: null })
  })

  it('are not known of a vehicle an unread one names that is older than what another has under its number', async () => {
    const [named, other] = ['LSVAA2BR9HN000615', 'LSVAA2BR9HN000616']
    const of = (key: string, more: object) => permit({ recordId: 'm13', number: 'm13', vin: key, ...more })
    await send('permits', of(other, { updatedAt: '2026-01-17T08:00:00+08:00' }))
    await send('permits', of(named, { state: '有效' }))
    expect((await facts(named)).permits).toMatchObject({ status: 'STALE', complete: false })
    expect((await facts(other)).permits).toMatchObject({ status: 'PRESENT', unreadSince: null })
  })

  it('are not known where one batch says two things of one, and one of them cannot be read', async () => {
    for (const [index, states] of [
      ['VALID', '吊销'],
      ['吊销', 'VALID'],
    ].entries()) {
      const key = `LSVAA2BR9HN00062${index}`
      const number = `b-${index}`
      const batch = states.map((state) => permit({ recordId: number, number, vin: key, state }))
      await send('permits', ...batch)
      expect((await facts(key)).permits).toMatchObject({
        status: 'STALE',
        unreadSince: clock().toISOString(),
      })
    }
  })

  it('are not known where one cannot be read, however often what was said before it is said again', async () => {
    const record = permit({
      recordId: 'again',
      number: 'again',
      vin: 'LSVAA2BR9HN000623',
      state: 'SUSPENDED',
    })
    await send('permits', record)
    await send('permits', { ...record, state: '注销' })
    // Not the same bytes, which would be a retry.
    expect(
      outcomes((await send('permits', record, permit({ recordId: 'b-9', number: 'b-9' }))).receipt),
    ).toEqual(['DUPLICATE', 'APPLIED'])
    expect((await facts('LSVAA2BR9HN000623')).permits).toMatchObject({ status: 'STALE' })
  })

  it('are not known where something about the vehicle could not be read, or of nobody known', async () => {
    const [one, other] = ['LSVAA2BR9HN000601', 'LSVAA2BR9HN000602']
    await send(
      'permits',
      permit({ recordId: 'u-1', number: 'u-1', vin: one }),
      permit({ recordId: 'u-2', number: 'u-2', vin: other }),
    )
    const insert = (token: string, source: string) =>
      db.orm.execute(sql`insert into vehicles.feed_unread (id, source, message, receipt_id, index, subjects, received_at)
        values (gen_random_uuid(), ${source}, 'vehiclePermit', gen_random_uuid(), 0, array[${token}]::text[],
          '2026-01-20T01:30:00Z')`)
    const statusOf = async (key: string) => (await facts(key)).permits
    await insert(`vehiclePermit VIN ${one}`, 'transport-register')
    expect(await statusOf(one)).toMatchObject({
      status: 'STALE',
      unreadSince: '2026-01-20T01:30:00.000Z',
      complete: false,
    })
    expect(await statusOf(other)).toMatchObject({ status: 'PRESENT', unreadSince: null })
    await db.orm.execute(sql`delete from vehicles.feed_unread`)
    // What the hub could not write is no word of the register, and nobody else vouches for all vehicles.
    await insert(`vehiclePermit VIN ${one}`, 'hub-approvals')
    await insert('vehiclePermit SCOPE *', 'hub-approvals')
    await insert('vehicleRegistration SCOPE *', 'transport-register')
    expect(await statusOf(one)).toMatchObject({ status: 'PRESENT', unreadSince: null })
    await insert('vehiclePermit SCOPE *', 'transport-register')
    for (const key of [one, other]) expect(await statusOf(key)).toMatchObject({ status: 'STALE' })
    await db.orm.execute(sql`delete from vehicles.feed_unread`)
  })

  it('always name a certificate when the hub sends them', async () => {
    const { certificateId: _, ...nameless } = issued({ recordId: 'c-4', vin: vin2 })
    expect(outcomes((await issue(nameless)).receipt)).toEqual(['SENDER_NOT_ALLOWED /certificateId'])
  })

  it('are quarantined with the field that is wrong', async () => {
    const { receipt } = await send(
      'permits',
      permit({ kind: 'BUS' }),
      permit({ validUntil: '2025-01-01' }),
      permit({ validFrom: '2026-02-30' }),
      permit({ number: '' }),
      permit({ extra: 1 }),
    )
    expect(outcomes(receipt)).toEqual([
      'FIELD_NOT_ONE_OF /kind',
      'DATE_ORDER /validUntil',
      'DATE_FORM /validFrom',
      'FIELD_TOO_SHORT /number',
      'FIELD_UNKNOWN /extra',
    ])
  })
})

describe('the identity index', () => {
  it('finds the vehicle by plate, with a colour or a police kind that fits it', async () => {
    expect(await lookup({ number: '浙CD12345' })).toEqual(found(vin))
    expect(await lookup({ number: '浙C·D12345', colour: 'GRADIENT_GREEN' })).toEqual(found(vin))
    expect(await lookup({ number: '浙CD12345', colour: 'GREEN' })).toEqual(found(vin))
    expect(await lookup({ number: '浙CD12345', kind: '52' })).toEqual(found(vin))
    expect(await lookup({ number: '浙CD12345', colour: 'BLUE' })).toEqual(unknown)
    expect(await lookup({ number: '浙CD12345', kind: '02' })).toEqual(unknown)
    expect(await lookup({ number: '浙CF99999' })).toEqual(unknown)
  })

  it('refuses a kind that is none, and a colour no plate of the kind has', async () => {
    const query = 'query($plate: PlateInput!) { vehicleByPlate(plate: $plate) { outcome } }'
    expect(await refusal(query, { plate: { number: '浙CD12345', kind: '77' } })).toBe('BAD_USER_INPUT')
    expect(await refusal(query, { plate: { number: '浙CD12345', kind: '52', colour: 'BLUE' } })).toBe(
      'BAD_USER_INPUT',
    )
  })

  it('knows a vehicle before the register does, from what other rooms saw', async () => {
    const car = 'LSVAA2BR9HN000001'
    const { receipt } = await send(
      'identity-events',
      observed('浙CD00001', '2026-01-10T00:00:00Z', { vin: car, plateKind: '52' }),
    )
    expect(outcomes(receipt)).toEqual(['APPLIED'])
    expect(await lookup({ number: '浙CD00001', colour: 'GRADIENT_GREEN' })).toEqual(found(car))
    expect(await lookup({ number: '浙CD00001', colour: 'BLUE' })).toEqual(unknown)
    expect(await lookup({ number: '浙CD00001' }, '2026-01-09T00:00:00Z')).toEqual(unknown)
  })

  it('follows a plate that changes hands, at any instant and in any order of arrival', async () => {
    const [seller, buyer] = ['LSVAA2BR9HN000002', 'LSVAA2BR9HN000003']
    await send(
      'identity-events',
      observed('浙CD00003', '2026-01-12T00:00:00Z', { vin: seller }),
      observed('浙CD00002', '2026-01-13T00:00:00Z', { vin: buyer }),
      observed('浙CD00002', '2026-01-01T00:00:00Z', { vin: seller }),
    )
    expect(await lookup({ number: '浙CD00002' })).toEqual(found(buyer))
    expect(await lookup({ number: '浙CD00002' }, '2026-01-05T00:00:00Z')).toEqual(found(seller))
    expect(await lookup({ number: '浙CD00002' }, '2026-01-12T12:00:00Z')).toEqual(unknown)
  })

  it('shows a conflict as a conflict', async () => {
    const [one, other] = ['LSVAA2BR9HN000004', 'LSVAA2BR9HN000005']
    await send(
      'identity-events',
      observed('浙CD00004', '2026-01-01T00:00:00Z', { vin: one }),
      observed('浙CD00004', '2026-01-02T00:00:00Z', {
        vin: other,
        source: 'platform:3303DIDI0001',
        plateColour: 'GRADIENT_GREEN',
      }),
    )
    expect(await lookup({ number: '浙CD00004' })).toEqual({
      outcome: 'CONFLICT',
      vehicle: null,
      candidates: [{ vin: one }, { vin: other }],
    })
  })

  it('takes neither of two plates of one instant for the other: both are claimed', async () => {
    const [torn, other] = ['LSVAA2BR9HN000014', 'LSVAA2BR9HN000015']
    const at = '2026-01-01T00:00:00Z'
    await send(
      'identity-events',
      observed('浙CD00014', at, { vin: torn }),
      observed('浙CD00015', at, { vin: torn }),
      observed('浙CD00014', '2026-01-02T00:00:00Z', { vin: other, source: 'platform:x' }),
      observed('浙CD00015', '2026-01-03T00:00:00Z', { vin: other, source: 'platform:y' }),
    )
    for (const number of ['浙CD00014', '浙CD00015'])
      expect(await lookup({ number })).toMatchObject({ outcome: 'CONFLICT' })
  })

  it('tells two vehicles of one plate text apart by colour', async () => {
    const [car, lorry] = ['LSVAA2BR9HN000006', 'LSVAA2BR9HN000007']
    await send(
      'identity-events',
      observed('浙C12345', '2026-01-01T00:00:00Z', { vin: car, plateColour: 'BLUE' }),
      observed('浙C12345', '2026-01-01T00:00:00Z', { vin: lorry, plateColour: 'YELLOW' }),
    )
    expect(await lookup({ number: '浙C12345', kind: '02' })).toEqual(found(car))
    expect(await lookup({ number: '浙C12345', kind: '01' })).toEqual(found(lorry))
    expect(await lookup({ number: '浙C12345' })).toMatchObject({ outcome: 'CONFLICT' })
  })

  it('takes a repeat for a repeat and leaves other events of a room alone', async () => {
    const event = observed('浙CD00008', '2026-01-01T00:00:00Z', { vin: 'LSVAA2BR9HN000008' })
    await send('identity-events', event)
    const { receipt } = await send('identity-events', event, {
      type: 'platform.vehicle.changed',
      subject: {},
      data: {},
    })
    expect(outcomes(receipt)).toEqual(['DUPLICATE'])
    const broken = await send(
      'identity-events',
      observed('浙CI0008', '2026-01-01T00:00:00Z'),
      observed('浙CD00008', 'yesterday'),
    )
    expect(outcomes(broken.receipt)).toEqual(['PLATE_FORM /data/plateNumber', 'DATE_FORM /data/validFrom'])
  })

  it('pages the plates of a vehicle over time, newest first', async () => {
    const car = 'LSVAA2BR9HN000009'
    await send(
      'identity-events',
      observed('浙CD00010', '2026-01-02T00:00:00Z', { vin: car }),
      observed('浙CD00009', '2026-01-01T00:00:00Z', { vin: car }),
      observed('浙CD00010', '2026-01-03T00:00:00Z', { vin: car }),
      observed('浙CD00011', '2026-01-04T00:00:00Z', { vin: car, plateKind: '52' }),
    )
    type Plates = {
      vehicle: {
        plates: { edges: { node: object }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      }
    }
    const query = `query($after: String) { vehicle(vin: "${car}") { plates(first: 2, after: $after) {
      edges { node { number colour kind validFrom validTo source } } pageInfo { hasNextPage endCursor } } } }`
    const first = await ask<Plates>(query)
    expect(first.vehicle.plates.edges.map(({ node }) => node)).toEqual([
      {
        number: '浙CD00011',
        colour: null,
        kind: '52',
        validFrom: '2026-01-04T00:00:00.000Z',
        validTo: null,
        source: 'traffic-police',
      },
      {
        number: '浙CD00010',
        colour: null,
        kind: null,
        validFrom: '2026-01-02T00:00:00.000Z',
        validTo: '2026-01-04T00:00:00.000Z',
        source: 'traffic-police',
      },
    ])
    expect(first.vehicle.plates.pageInfo.hasNextPage).toBe(true)
    const second = await ask<Plates>(query, { after: first.vehicle.plates.pageInfo.endCursor })
    expect(second.vehicle.plates.edges.map(({ node }) => node)).toMatchObject([
      { number: '浙CD00009', validTo: '2026-01-02T00:00:00.000Z' },
    ])
    expect(second.vehicle.plates.pageInfo.hasNextPage).toBe(false)
    const forged = Buffer.from('["now","x"]').toString('base64url')
    expect(await refusal(query, { after: forged })).toBe('BAD_USER_INPUT')
  })
})

describe('absence', () => {
  it('is confirmed for a new car once the register is loaded and heard from, stale in silence or with a gap', async () => {
    const heartbeat = (body: object) =>
      post('heartbeat', JSON.stringify({ at: '2026-01-20T10:00:00+08:00', ...body }))
    const car = 'LSVAA2BR9HN099999'
    expect((await heartbeat({})).status).toBe(200)
    expect((await facts(car)).registration).toMatchObject({ status: 'UNAVAILABLE' })
    await heartbeat({ initialLoadCompleted: true })
    const absent = { status: 'CONFIRMED_ABSENT', subject: car, confirmedAt: '2026-01-20T02:00:00.000Z' }
    expect(await facts(car)).toMatchObject({
      registration: { ...absent, record: null },
      permits: { ...absent, records: [] },
    })
    expect((await facts(vin)).registration).toMatchObject({
      status: 'PRESENT',
      confirmedAt: '2026-01-20T02:00:00.000Z',
    })
    clock.set('2026-01-20T13:00:01+08:00')
    expect(await facts(car)).toMatchObject({
      registration: { status: 'STALE' },
      permits: { status: 'STALE' },
    })
    clock.set('2026-01-20T10:00:00+08:00')
  })

  it('is not confirmed while a batch of a part of the register is missing, however clean the whole is', async () => {
    const car = 'LSVAA2BR9HN099998'
    const heartbeat = (body: object) =>
      post('heartbeat', JSON.stringify({ at: '2026-01-20T10:00:00+08:00', ...body }))
    await heartbeat({ scope: '330302', lastSequence: 1 })
    await heartbeat({ initialLoadCompleted: true })
    expect(await facts(car)).toMatchObject({
      registration: { status: 'STALE' },
      permits: { status: 'STALE', complete: false },
    })
    await db.orm.execute(sql`delete from vehicles.feed_scopes where scope = '330302'`)
    expect((await facts(car)).permits).toMatchObject({ status: 'CONFIRMED_ABSENT', complete: true })
  })
})

describe('fifty vehicles', () => {
  it('cost one statement a field, whatever is asked of them', async () => {
    const representations = Array.from({ length: 50 }, (_, index) => ({
      __typename: 'Vehicle',
      vin: `LSVAA2BR9HN${String(index).padStart(6, '0')}`,
    }))
    const statements: string[] = []
    db.onStatement = collectStatements(statements)
    const { _entities } = await ask<{ _entities: { vin: string }[] }>(
      entitiesQuery(
        'Vehicle',
        '{ vin registration { status } permits { status } plates(first: 1) { edges { node { number } } } }',
      ),
      { representations },
    )
    db.onStatement = undefined
    expect(_entities.map(({ vin: key }) => key)).toEqual(representations.map(({ vin: key }) => key))
    expect(statements).toHaveLength(3)
  })
})

describe('a registration nobody could read', () => {
  it('that names a plate alone is told to the vehicle the register has on it', async () => {
    const [car, plateNumber] = ['LSVAA2BR9HN099001', '浙CD99001']
    await send('registrations', registration({ recordId: 'v-99', vin: car, plateNumber }))
    const { receipt } = await send('registrations', registration({ recordId: 'v-98', vin: '?', plateNumber }))
    expect(outcomes(receipt)).toEqual([expect.stringContaining('/vin')])
    await expect
      .poll(() => events.filter(({ type }) => type === 'feed.unread.changed').map(({ subject }) => subject))
      .toContainEqual({ vin: car })
  })
})

describe('numbers of permits', () => {
  it('are compared in statements as they are elsewhere', async () => {
    const part = fc.constantFrom(...'浙温字号第330302Aa１２ 　\t\n"\'“”‘’（）ⅣŁßé\u200b\u1680')
    const numbers = fc.sample(fc.string({ unit: part, maxLength: 12 }), 300)
    const { rows } = (await db.orm.execute(
      sql`select ${permitNumberKeySql(sql`number`)} as key
        from unnest(${sql.param(numbers)}::text[]) with ordinality as n(number, place) order by place`,
    )) as unknown as { rows: { key: string }[] }
    expect(rows.map(({ key }) => key)).toEqual(numbers.map(permitNumberKey))
  })
})

describe('the journal', () => {
  it('gives the same rows again', async () => {
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {}, erased: 0 })
  })
})
