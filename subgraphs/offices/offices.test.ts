import { readFileSync } from 'node:fs'
import { type Database, ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import type { Principal } from '@one-visit/kit/room/principal.ts'
import {
  askRoom,
  collectStatements,
  entitiesQuery,
  fixedClock,
  testDatabase,
  testKeys,
} from '@one-visit/kit/testing.ts'
import type { SentEvent } from '@one-visit/kit/work/outbox.ts'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from './app.ts'
import { appointments } from './tables.ts'

const keys = testKeys()
const clock = fixedClock('2026-01-31T08:00:00+08:00')
const station = '330300001'

function office(id: string, more: object = {}) {
  return {
    recordId: `office-${id}`,
    updatedAt: '2026-01-20T10:00:00+08:00',
    id,
    name: '鹿城检测站窗口',
    kind: 'STATION',
    division: '330302',
    address: '温州市鹿城区',
    phone: '0577-00000000',
    hours: '周一至周五 8:30-17:00',
    windows: 2,
    ...more,
  }
}

function delegation(officeId: string, item: string, more: object = {}) {
  return {
    recordId: `${officeId}-${item}`,
    updatedAt: '2026-01-20T10:00:00+08:00',
    officeId,
    item,
    validFrom: '2017-08-01',
    basis: '温运管〔2017〕1号',
    ...more,
  }
}

const events: SentEvent[] = []
let db: Database
let room: Awaited<ReturnType<typeof buildApp>>

async function push(path: string, records: unknown, token = 'directory-token') {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/offices/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify(records),
  })
  return { status: answer.statusCode, receipt: answer.json() }
}

async function ask(
  query: string,
  variables: Record<string, unknown> = {},
  principal: Partial<Principal> = {},
) {
  const answer = await askRoom(room, { query, variables, keys, now: clock(), principal })
  return { ...answer, data: answer.data as never as Record<string, never> }
}

const anonymous = { caller: 'anonymous', roles: [] }
const details = 'id details { name kind division address phone hours windows }'

beforeAll(async () => {
  db = await testDatabase()
  room = await buildApp({
    db,
    clock,
    log: silentLog(),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journalKey,
    subscribers: [{ url: 'http://subscriber.test', keys: [{ kind: 'hmac', secret: Buffer.from('secret') }] }],
    post: async (_, __, body) => {
      events.push(...(JSON.parse(String(body)) as SentEvent[]))
      return { status: 204, headers: {}, body: '' }
    },
  })
  const directory = { name: '办事机构目录', authority: '温州市道路运输管理局', organisation: 'bureau' }
  await db.transaction((tx) =>
    room.feeds.sources.register(tx, [
      { id: 'office-directory', ...directory, tokens: ['directory-token'], allowed: ['*'] },
      { id: 'one-office', ...directory, tokens: ['one-token'], allowed: [station] },
    ]),
  )
})

afterAll(async () => {
  await room?.close()
  await db?.close()
})

describe('a delegation nobody could read', () => {
  it('is told to the office it names', async () => {
    const { receipt } = await push('delegations', [delegation('330300977', 'RHL-02', { validFrom: 'soon' })])
    expect(receipt.records).toMatchObject([{ outcome: 'QUARANTINED' }])
    await expect
      .poll(() => events.filter(({ type }) => type === 'feed.unread.changed').map(({ subject }) => subject))
      .toEqual([{ officeId: '330300977' }])
  })
})

describe('the directory', () => {
  it('is public: nobody in particular may read contact and hours', async () => {
    await push('directory', [
      office(station),
      office('bureau', { kind: 'BUREAU', division: '330300', name: '市局' }),
    ])
    const { data, errors } = await ask(`{ office(id: "${station}") { ${details} } }`, {}, anonymous)
    expect(errors).toBeUndefined()
    expect(data.office).toEqual({
      id: station,
      details: {
        name: '鹿城检测站窗口',
        kind: 'STATION',
        division: '330302',
        address: '温州市鹿城区',
        phone: '0577-00000000',
        hours: '周一至周五 8:30-17:00',
        windows: 2,
      },
    })
  })

  it('answers an identifier it does not know, without details', async () => {
    const { data } = await ask(`{ office(id: "nowhere") { ${details} } }`, {}, anonymous)
    expect(data.office).toEqual({ id: 'nowhere', details: null })
  })

  it('says as evidence what it holds of an office, and of none where it holds none', async () => {
    const entryOf = async (id: string) => {
      const { data, errors } = await ask(`{ office(id: "${id}") { entry {
        status subject confirmedAt source { id } record { kind division } } } }`)
      expect(errors).toBeUndefined()
      return (data.office as never as { entry: Record<string, unknown> }).entry
    }
    expect(await entryOf(station)).toEqual({
      status: 'PRESENT',
      subject: station,
      confirmedAt: expect.any(String),
      source: { id: 'office-directory' },
      record: { kind: 'STATION', division: '330302' },
    })
    expect(await entryOf('nowhere')).toMatchObject({
      status: 'UNAVAILABLE',
      subject: 'nowhere',
      record: null,
    })
    await push('directory', [office('shut')])
    await push('directory', [office('shut', { deleted: true, updatedAt: '2026-01-21T00:00:00Z' })])
    expect(await entryOf('shut')).toMatchObject({ status: 'CONFIRMED_ABSENT', record: null })
  })

  it('lists the offices of a division', async () => {
    const list = async (argument: string) => {
      const { data } = await ask(`{ offices${argument} { edges { node { id } } } }`, {}, anonymous)
      return (data.offices as never as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id)
    }
    expect(await list('')).toEqual([station, 'bureau'])
    expect(await list('(division: "330302")')).toEqual([station])
    expect(await list('(division: "330324")')).toEqual([])
    // What lies in a division is the division's too.
    expect(await list('(division: "330300")')).toEqual([station, 'bureau'])
    expect(await list('(division: "330000")')).toEqual([station, 'bureau'])
    expect(await list('(division: "330200")')).toEqual([])
  })

  it('forgets an office that was closed', async () => {
    await push('directory', [office('closed')])
    await push('directory', [office('closed', { deleted: true, updatedAt: '2026-01-21T00:00:00Z' })])
    const { data } = await ask('{ office(id: "closed") { details { name } } }', {}, anonymous)
    expect(data.office).toEqual({ details: null })
  })

  it('takes records only about offices the sender may speak for', async () => {
    const { receipt } = await push('directory', [office('bureau', { name: '假局' })], 'one-token')
    expect(receipt.records[0]).toMatchObject({
      outcome: 'QUARANTINED',
      code: 'SENDER_NOT_ALLOWED',
      pointer: '/id',
    })
  })
})

describe('a delegation', () => {
  const query = `query($id: ID!, $item: String!) { office(id: $id) { delegation(item: $item) {
    status subject confirmedAt unreadSince source { id } record { validFrom validUntil basis } } } }`
  const delegationOf = async (id: string, item: string): Promise<Record<string, unknown>> => {
    const { data, errors } = await ask(query, { id, item })
    expect(errors).toBeUndefined()
    return (data.office as never as { delegation: Record<string, unknown> }).delegation
  }

  it('is evidence, with office and item as its subject', async () => {
    const { receipt } = await push('delegations', [
      delegation(station, 'RHL-02'),
      delegation('bureau', 'FRT-01'),
    ])
    expect(receipt.counts).toMatchObject({ APPLIED: 2 })
    expect(await delegationOf(station, 'RHL-02')).toEqual({
      status: 'PRESENT',
      subject: `${station}/RHL-02`,
      confirmedAt: '2026-01-20T02:00:00.000Z',
      unreadSince: null,
      source: { id: 'office-directory' },
      record: { validFrom: '2017-08-01', validUntil: null, basis: '温运管〔2017〕1号' },
    })
  })

  it('nobody spoke of is unknown until the directory vouches for all of it', async () => {
    expect(await delegationOf(station, 'FRT-01')).toMatchObject({ status: 'UNAVAILABLE', record: null })
    await room.app.inject({
      method: 'POST',
      url: '/feeds/offices/heartbeat',
      headers: { authorization: 'Bearer directory-token', 'content-type': 'application/json' },
      payload: JSON.stringify({ at: clock().toISOString(), initialLoadCompleted: true }),
    })
    expect(await delegationOf(station, 'FRT-01')).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      subject: `${station}/FRT-01`,
    })
    // An office nobody ever spoke of is known not to be there from then on, and may handle nothing.
    expect(await delegationOf('nowhere', 'RHL-02')).toMatchObject({ status: 'CONFIRMED_ABSENT' })
    const { data } = await ask('{ office(id: "nowhere") { entry { status record { kind } } } }')
    expect(data.office).toEqual({ entry: { status: 'CONFIRMED_ABSENT', record: null } })
  })

  it('that was taken back is absent', async () => {
    const at = '2026-01-22T00:00:00Z'
    await push('delegations', [delegation('bureau', 'FRT-01', { deleted: true, updatedAt: at })])
    expect(await delegationOf('bureau', 'FRT-01')).toMatchObject({ status: 'CONFIRMED_ABSENT', record: null })
  })

  it.each([
    [{ item: 'rhl2' }, 'FIELD_FORM', '/item'],
    [{ validUntil: '2016-01-01' }, 'PERIOD_REVERSED', '/validUntil'],
    [{ validFrom: '2017-02-30' }, 'DATE_FORM', '/validFrom'],
    [{ officeId: '../x' }, 'FIELD_FORM', '/officeId'],
    [{ validFrom: '1900-01-01' }, 'DATE_IMPLAUSIBLE', '/validFrom'],
    [{ recordId: '3.30302E+17' }, 'KEY_MANGLED', '/recordId'],
  ])('that cannot be used is quarantined: %j', async (fault, code, pointer) => {
    const { receipt } = await push('delegations', [delegation(station, 'RHL-02', fault)])
    expect(receipt.records[0]).toMatchObject({ outcome: 'QUARANTINED', code, pointer })
  })

  const announced = { recordId: 'announced', validFrom: '2027-03-01', updatedAt: '2026-01-23T00:00:00Z' }

  it('that is announced leaves the present one as it is, until its first day', async () => {
    await db.orm.execute(sql`delete from offices.feed_unread`)
    await push('delegations', [delegation(station, 'RHL-02', announced)])
    const present = { status: 'PRESENT', record: { validFrom: '2017-08-01', validUntil: null } }
    expect(await delegationOf(station, 'RHL-02')).toMatchObject(present)
    const now = clock()
    clock.set('2027-02-28T16:00:00Z')
    expect(await delegationOf(station, 'RHL-02')).toMatchObject({ record: { validFrom: '2027-03-01' } })
    clock.set(now.toISOString())
    await push('delegations', [
      delegation(station, 'RHL-02', { ...announced, deleted: true, updatedAt: '2026-01-24T00:00:00Z' }),
    ])
    expect(await delegationOf(station, 'RHL-02')).toMatchObject(present)
  })

  it('of before the first day was part of its key stands again after the migration, as a rebuild makes it', async () => {
    const first = delegation('bureau', 'CHA-03', { recordId: 'first' })
    await push('delegations', [first])
    await push('delegations', [delegation('bureau', 'CHA-03', { ...announced, recordId: 'second' })])
    await db.orm.execute(
      sql`delete from offices.delegations where item = 'CHA-03' and valid_from = '2017-08-01'`,
    )
    expect(await room.feeds.rebuild()).toMatchObject({ same: false })
    const migration = readFileSync(
      new URL('./migrations/0005_announced_delegations.sql', import.meta.url),
      'utf8',
    )
    const steps = migration
      .split('--> statement-breakpoint')
      .filter((step) => /^\s*(--.*\n|INSERT|UPDATE)/.test(step))
    expect(steps).toHaveLength(2)
    for (const step of steps) await db.orm.execute(sql.raw(step))
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
    expect(await delegationOf('bureau', 'CHA-03')).toMatchObject({ record: { validFrom: '2017-08-01' } })
  })

  it('is not known where something about its office, or about offices nobody knows, is not read', async () => {
    const insert = (scope: string, source: string) =>
      db.orm.execute(sql`insert into offices.feed_unread (id, source, message, receipt_id, index, subjects, received_at)
        values (gen_random_uuid(), ${source}, 'delegation', gen_random_uuid(), 0, array[${`delegation SCOPE ${scope}`}]::text[],
          '2026-01-30T01:30:00Z')`)
    const statusOf = async (id: string, item: string) => (await delegationOf(id, item)).status
    await insert(station, 'office-directory')
    expect(await delegationOf(station, 'RHL-02')).toMatchObject({
      status: 'STALE',
      unreadSince: '2026-01-30T01:30:00.000Z',
    })
    expect(await statusOf('bureau', 'CHA-03')).toBe('PRESENT')
    await db.orm.execute(sql`delete from offices.feed_unread`)
    await insert('*', 'one-office')
    expect(await statusOf(station, 'RHL-02')).toBe('PRESENT')
    await insert('*', 'office-directory')
    expect(await statusOf('bureau', 'CHA-03')).toBe('STALE')
    await db.orm.execute(sql`delete from offices.feed_unread`)
  })

  it.each(['2025-12-31', '2025-11-30', '2025-10-31', '2025-09-30'])(
    'conflicts where its newest word is both that it ended on %s and that it never was, whichever is kept',
    async (validUntil) => {
      const office = `ended-${validUntil}`
      const newest = delegation(office, 'RHL-02', { recordId: 'new', validFrom: '2025-01-01' })
      await push('delegations', [delegation(office, 'RHL-02')])
      await push('delegations', [
        { ...newest, validUntil },
        { ...newest, deleted: true },
      ])
      expect((await delegationOf(office, 'RHL-02')).status).toBe('CONFLICTING')
      const updatedAt = '2026-01-24T00:00:00Z'
      await push('delegations', [{ ...newest, deleted: true, updatedAt }])
      expect(await delegationOf(office, 'RHL-02')).toMatchObject({
        status: 'PRESENT',
        record: { validFrom: '2017-08-01' },
      })
    },
  )

  it('conflicts where one record begins on two days at one instant, until a newer one', async () => {
    const office = 'two-days'
    await push('delegations', [
      delegation(office, 'RHL-02'),
      delegation(office, 'RHL-02', { validFrom: '2027-01-01' }),
    ])
    expect((await delegationOf(office, 'RHL-02')).status).toBe('CONFLICTING')
    await push('delegations', [delegation(office, 'RHL-02', { updatedAt: '2026-01-24T00:00:00Z' })])
    expect((await delegationOf(office, 'RHL-02')).status).toBe('PRESENT')
  })

  it('is not known while the directory lacks a batch about its office, however clean everything else is', async () => {
    const beat = (more: object) => push('heartbeat', { at: clock().toISOString(), ...more })
    await push('delegations', [delegation('lacking', 'RHL-02'), delegation('whole', 'RHL-02')])
    await beat({ scope: 'lacking', lastSequence: 9 })
    await beat({})
    expect((await delegationOf('lacking', 'RHL-02')).status).toBe('STALE')
    expect((await delegationOf('whole', 'RHL-02')).status).toBe('PRESENT')
  })

  it('is not for nobody in particular', async () => {
    const { errors } = await ask(query, { id: station, item: 'RHL-02' }, anonymous)
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('costs one statement for all offices and items of a question', async () => {
    const seen: string[] = []
    db.onStatement = collectStatements(seen)
    const { data } = await ask(
      entitiesQuery(
        'Office',
        '{ a: delegation(item: "RHL-02") { subject } b: delegation(item: "FRT-01") { subject } }',
      ),
      { representations: ['bureau', station].map((id) => ({ __typename: 'Office', id })) },
    )
    db.onStatement = undefined
    expect(data._entities).toEqual([
      { a: { subject: 'bureau/RHL-02' }, b: { subject: 'bureau/FRT-01' } },
      { a: { subject: `${station}/RHL-02` }, b: { subject: `${station}/FRT-01` } },
    ])
    expect(seen.filter((text) => text.includes('"delegations"'))).toHaveLength(1)
  })
})

describe('powers over an item', () => {
  const company = '91330399MA20000017'
  const at = '2026-01-25T00:00:00Z'
  const query = `query($id: ID!, $item: String!) { office(id: $id) { delegations(item: $item) {
    status subject complete records { powers validFrom validUntil basis contradicted } } } }`
  const powersOf = async (id: string, item: string) => {
    const { data, errors } = await ask(query, { id, item })
    expect(errors).toBeUndefined()
    const { delegations } = data.office as never as { delegations: Record<string, unknown> }
    return delegations as { status: string; records: { powers: string[]; validUntil: string | null }[] }
  }
  const all = ['ACCEPT', 'DECIDE', 'ISSUE']

  it('are listed with their days; what is announced ends the present one only where it says so', async () => {
    await push('directory', [office('window')])
    const announced = { recordId: 'announced-1', validFrom: '2027-03-01', updatedAt: at }
    await push('delegations', [delegation('window', 'RHL-02'), delegation('window', 'RHL-02', announced)])
    expect((await powersOf('window', 'RHL-02')).records).toMatchObject([
      { powers: all, validFrom: '2017-08-01', validUntil: null },
      { powers: all, validFrom: '2027-03-01', validUntil: null },
    ])
    const ends = { ...announced, recordId: 'announced-2', power: 'DECIDE', endsEarlier: true }
    await push('delegations', [delegation('window', 'RHL-02', ends)])
    expect((await powersOf('window', 'RHL-02')).records).toMatchObject([
      { powers: ['ACCEPT', 'ISSUE'], validFrom: '2017-08-01', validUntil: null },
      { powers: ['DECIDE'], validFrom: '2017-08-01', validUntil: '2027-02-28' },
      { powers: ['DECIDE'], validFrom: '2027-03-01', validUntil: null },
      { powers: all, validFrom: '2027-03-01', validUntil: null },
    ])
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
  })

  it('are absent or not known as those of any other evidence', async () => {
    expect(await powersOf('window', 'FRT-01')).toMatchObject({
      status: 'CONFIRMED_ABSENT',
      subject: 'window/FRT-01',
      records: [],
      complete: true,
    })
    await push('heartbeat', { at: clock().toISOString(), scope: 'window-2', lastSequence: 9 })
    expect((await powersOf('window-2', 'FRT-01')).status).toBe('STALE')
  })

  it('of a company are to accept and to issue: of deciding the record is refused, and by the table itself', async () => {
    await push('directory', [office(company, { kind: 'COMPANY' }), office('taxi', { kind: 'COMPANY' })])
    await push('delegations', [delegation(company, 'RHL-02'), delegation('taxi', 'RHL-02')])
    for (const id of [company, 'taxi'])
      expect((await powersOf(id, 'RHL-02')).records).toMatchObject([{ powers: ['ACCEPT', 'ISSUE'] }])
    const deciding = { power: 'DECIDE', recordId: 'deciding' }
    const { receipt } = await push('delegations', [
      delegation(company, 'RHL-02', deciding),
      delegation('taxi', 'RHL-02', deciding),
      delegation('window', 'TAX-01', deciding),
    ])
    const refused = { outcome: 'QUARANTINED', code: 'POWER_NOT_ALLOWED', pointer: '/power' }
    expect(receipt.records).toMatchObject([refused, refused, { outcome: 'APPLIED' }])
    const forged = sql`update offices.delegations set power = 'DECIDE' where office_id = ${company}`
    await expect(db.orm.execute(forged)).rejects.toMatchObject({
      cause: { constraint: 'delegations_company_never_decides' },
    })
  })

  it('of deciding may be taken back where the office became a company’s', async () => {
    await push('delegations', [delegation('turned', 'RHL-02', { power: 'DECIDE' })])
    await push('directory', [office('turned', { kind: 'COMPANY' })])
    expect((await powersOf('turned', 'RHL-02')).records).toEqual([])
    const { receipt } = await push('delegations', [
      delegation('turned', 'RHL-02', { power: 'DECIDE', deleted: true, updatedAt: at }),
    ])
    expect(receipt.records).toMatchObject([{ outcome: 'APPLIED' }])
  })

  it('make up for what could not be read before powers were part of the key', async () => {
    await push('delegations', [delegation('window', 'CHA-04', { basis: '' })])
    const unread = async () =>
      rowsOf<{ key: string; closed: boolean }>(
        await db.orm.execute(sql`select key, closed_at is not null as closed from offices.feed_unread
          where key like ${'window\tCHA-04%'}`),
      )
    expect(await unread()).toEqual([{ key: 'window\tCHA-04\tEVERY\t2017-08-01', closed: false }])
    await db.orm.execute(sql`update offices.feed_unread set key = ${'window\tCHA-04\t2017-08-01'}
      where key like ${'window\tCHA-04%'}`)
    const migration = readFileSync(
      new URL('./migrations/0008_powers_and_authorities.sql', import.meta.url),
      'utf8',
    )
    const steps = migration
      .split('--> statement-breakpoint')
      .filter((step) => /^\s*(--.*\n)?UPDATE/.test(step))
    expect(steps).toHaveLength(1)
    for (const step of [...steps, ...steps]) await db.orm.execute(sql.raw(step))
    await push('delegations', [delegation('window', 'CHA-04', { updatedAt: at })])
    expect(await unread()).toEqual([{ key: 'window\tCHA-04\tEVERY\t2017-08-01', closed: true }])
  })

  it('that there are not are refused', async () => {
    const { receipt } = await push('delegations', [delegation('window', 'RHL-02', { power: 'SIGN' })])
    expect(receipt.records).toMatchObject([
      { outcome: 'QUARANTINED', code: 'FIELD_NOT_ONE_OF', pointer: '/power' },
    ])
  })
})

describe('the authority of an office', () => {
  const query = `query($id: ID!, $on: Date) { office(id: $id) { authority(on: $on) {
    status subject unreadSince record { office { id } name kind windowKind since basis } } } }`
  const authorityOf = async (id: string, on?: string) => {
    const { data, errors } = await ask(query, { id, on })
    expect(errors).toBeUndefined()
    return (data.office as never as { authority: Record<string, unknown> }).authority
  }
  const affiliation = (officeId: string, authority: string, validFrom: string, more: object = {}) => ({
    recordId: `${officeId}-${validFrom}`,
    updatedAt: '2026-01-20T10:00:00+08:00',
    officeId,
    authority,
    validFrom,
    basis: '温编〔2026〕1号',
    ...more,
  })

  it('is the bureau of its place until the directory states one, and that by day', async () => {
    await push('directory', [
      office('bureau', { kind: 'BUREAU', division: '330300', name: '市局' }),
      office('county', { kind: 'COUNTY', division: '330324', name: '永嘉县局' }),
      office('of-county', { division: '330324' }),
    ])
    expect(await authorityOf('of-county')).toEqual({
      status: 'PRESENT',
      subject: 'of-county',
      unreadSince: null,
      record: {
        office: { id: 'county' },
        name: '永嘉县局',
        kind: 'COUNTY',
        windowKind: 'STATION',
        since: null,
        basis: null,
      },
    })
    const { receipt } = await push('affiliations', [affiliation('of-county', 'bureau', '2026-03-01')])
    expect(receipt.counts).toMatchObject({ APPLIED: 1 })
    expect(await authorityOf('of-county')).toMatchObject({ record: { office: { id: 'county' } } })
    expect(await authorityOf('of-county', '2026-02-28')).toMatchObject({ record: { kind: 'COUNTY' } })
    expect(await authorityOf('of-county', '2026-03-01')).toMatchObject({
      subject: 'of-county',
      record: { office: { id: 'bureau' }, since: '2026-03-01', basis: '温编〔2026〕1号' },
    })
    expect(await authorityOf('county')).toMatchObject({ record: { office: { id: 'county' } } })
    expect(await room.feeds.rebuild()).toMatchObject({ same: true, unreadable: {} })
  })

  it('is not known where the directory names no bureau, or something it said of it is not read', async () => {
    await push('affiliations', [affiliation('of-county', station, '2020-01-01')])
    expect(await authorityOf('of-county')).toMatchObject({ status: 'CONFLICTING', record: null })
    const taken = affiliation('of-county', station, '2020-01-01', { deleted: true, updatedAt: clock() })
    await push('affiliations', [taken])
    expect(await authorityOf('of-county')).toMatchObject({ status: 'PRESENT' })
    await push('affiliations', [affiliation('of-county', 'county', '1900-01-01')])
    expect(await authorityOf('of-county')).toMatchObject({ status: 'STALE' })
    await db.orm.execute(sql`delete from offices.feed_unread`)
  })

  const beat = (more: object) => push('heartbeat', { at: clock().toISOString(), ...more })

  it('follows from no place before the directory was loaded, nor while something may be missing of a bureau', async () => {
    await push('directory', [office('of-city', { division: '330382' })])
    await db.orm.execute(sql`delete from offices.feed_scopes`)
    expect(await authorityOf('of-city')).toMatchObject({ status: 'UNAVAILABLE', record: null })
    await beat({ initialLoadCompleted: true })
    expect(await authorityOf('of-city')).toMatchObject({ status: 'PRESENT', record: { kind: 'BUREAU' } })
    await beat({ scope: 'window', lastSequence: 9 })
    expect(await authorityOf('of-city')).toMatchObject({ status: 'PRESENT' })
    await beat({ scope: 'county', lastSequence: 9 })
    expect(await authorityOf('of-city')).toMatchObject({ status: 'STALE' })
    await db.orm.execute(sql`delete from offices.feed_scopes where scope <> '*'`)
  })

  it('follows from no place while something is not read of a bureau, or of an office nobody knows yet', async () => {
    const unread = async (record: object) => {
      await push('directory', [{ ...record, updatedAt: 'soon' }])
      const { status } = (await authorityOf('of-city')) as { status: string }
      await db.orm.execute(sql`delete from offices.feed_unread`)
      return status
    }
    expect(await unread(office('county-new', { kind: 'COUNTY', division: '330382' }))).toBe('STALE')
    expect(await unread(office('county', { kind: 'COUNTY', division: '330382' }))).toBe('STALE')
    expect(await unread(office('of-county'))).toBe('PRESENT')
  })

  it.each(['1', '2', '3', '4'])(
    'is not known where two things are said of the bureau of its place or of one that is stated, whichever is kept: %s',
    async (phone) => {
      const [place, two] = [`33038${phone}`, `two-${phone}`]
      await push('directory', [office(`at-${two}`, { division: place }), office(`of-${two}`)])
      await push('affiliations', [affiliation(`of-${two}`, two, '2020-01-01')])
      await push('directory', [office(two, { kind: 'COUNTY', division: place, phone })])
      expect(await authorityOf(`at-${two}`)).toMatchObject({ record: { office: { id: two } } })
      await push('directory', [office(two, { kind: 'STATION', division: place, phone })])
      expect(await authorityOf(`at-${two}`)).toMatchObject({ status: 'CONFLICTING', record: null })
      expect(await authorityOf(`of-${two}`)).toMatchObject({ status: 'CONFLICTING', record: null })
      expect(await authorityOf(station), 'of another place').toMatchObject({ status: 'PRESENT' })
    },
  )

  it('is none of an office that was closed, whatever was stated of it, and such a one decides nothing', async () => {
    await push('directory', [office('given-up')])
    await push('affiliations', [affiliation('given-up', 'bureau', '2020-01-01')])
    await push('delegations', [delegation('given-up', 'RHL-02')])
    expect(await authorityOf('given-up')).toMatchObject({ status: 'PRESENT' })
    await push('directory', [office('given-up', { deleted: true, updatedAt: clock().toISOString() })])
    expect(await authorityOf('given-up')).toMatchObject({ status: 'CONFIRMED_ABSENT', record: null })
    const { data } = await ask(
      'query($id: ID!) { office(id: $id) { delegations(item: "RHL-02") { records { powers } } } }',
      { id: 'given-up' },
    )
    expect(data.office).toMatchObject({ delegations: { records: [{ powers: ['ACCEPT', 'ISSUE'] }] } })
  })

  it('is none of an office the directory does not have', async () => {
    expect(await authorityOf('nowhere')).toMatchObject({ status: 'CONFIRMED_ABSENT', record: null })
  })

  it('costs two statements for all offices of a question', async () => {
    const seen: string[] = []
    db.onStatement = collectStatements(seen)
    const ids = ['bureau', station, 'county', 'of-county']
    const { errors } = await ask(entitiesQuery('Office', '{ authority { record { name } } }'), {
      representations: ids.map((id) => ({ __typename: 'Office', id })),
    })
    db.onStatement = undefined
    expect(errors).toBeUndefined()
    expect(seen.filter((text) => text.includes('"affiliations"'))).toHaveLength(1)
    expect(seen.filter((text) => text.includes('"kind" in'))).toHaveLength(1)
  })
})

describe('an appointment', () => {
  const mine = '7a3c1a52-0000-4000-8000-000000000001'
  const theirs = '7a3c1a52-0000-4000-8000-000000000002'

  it('is seen by whom it is for and by the office, and looks to others as if it were not there', async () => {
    const slot = {
      officeId: station,
      item: 'RHL-02',
      startsAt: new Date('2026-02-02T01:00:00Z'),
      endsAt: new Date('2026-02-02T01:30:00Z'),
      organisation: null,
    }
    await db.write(ownWork, (tx) =>
      tx.insert(appointments).values([
        { ...slot, id: mine, subject: 'me' },
        { ...slot, id: theirs, subject: 'somebody', officeId: 'bureau' },
      ]),
    )
    const seenBy = async (principal: Partial<Principal>) => {
      const { data } = await ask(
        entitiesQuery('Appointment', '{ id details { item office { id } startsAt } }'),
        { representations: [mine, theirs, 'no-uuid'].map((id) => ({ __typename: 'Appointment', id })) },
        principal,
      )
      const found = data._entities as never as { id: string; details: object | null }[]
      return found.filter((one) => one.details !== null).map(({ id }) => id)
    }
    expect(await seenBy({ caller: 'c1', roles: ['CITIZEN'], subjectRef: 'me' })).toEqual([mine])
    expect(await seenBy({ caller: 'c2', roles: ['CITIZEN'], subjectRef: 'another' })).toEqual([])
    expect(await seenBy({ caller: 's', roles: ['STATION_CLERK'], organisation: station })).toEqual([mine])
    expect(await seenBy({ caller: 'x', roles: ['STATION'], organisation: station })).toEqual([])
    expect(await seenBy({ caller: 'b', roles: ['BUREAU_CLERK'], organisation: 'bureau' })).toEqual([
      mine,
      theirs,
    ])
  })
})
