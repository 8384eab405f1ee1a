import { readSchema } from '@one-visit/schema/load.ts'
import { sampleBatches } from '@one-visit/scripts/sample/sample-data.ts'
import { platforms, stations } from '@one-visit/scripts/sample/sample-names.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../../world.ts'

let world: World
beforeAll(async () => {
  world = await buildWorld()
})
afterAll(async () => {
  await world?.close()
})

const receiptFields = `receiptId status counts { applied duplicate quarantined }
  records(first: 2) { edges { node { index message outcome code pointer } } pageInfo { hasNextPage endCursor } }`

interface Receipt {
  receiptId: string
  status: string
  counts: { applied: number; duplicate: number; quarantined: number }
  records: {
    edges: { node: { index: number; outcome: string; code: string | null; pointer: string | null } }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

async function submit(account: string, field: string, variables: Record<string, unknown>) {
  const { data, errors } = await world.ask<{ receipt: Receipt | null }>(
    account,
    `mutation ($message: String!, $records: [JSON!]!, $key: ID!) {
      receipt: ${field}(message: $message, records: $records, idempotencyKey: $key) { ${receiptFields} } }`,
    variables,
  )
  return { receipt: data?.receipt ?? null, code: errors[0]?.extensions.code }
}

const [, , , own] = platforms
const [station] = stations
const vehicles = sampleBatches()
  .filter(({ room, path }) => room === 'vehicles' && path === 'registrations')
  .flatMap(({ records }) => records as unknown[])

function company(companyId: string) {
  return {
    CompanyId: companyId,
    CompanyName: '曹操专车',
    Identifier: '91330300MA285X6T7J',
    Address: '330302',
    BusinessScope: '网约车',
    ContactAddress: '温州市鹿城区',
    EconomicType: '150',
    RegCapital: '100',
    LegalName: '王某',
    LegalID: '330399199003070019',
    LegalPhone: '13800000000',
    State: '0',
    Flag: '1',
    UpdateTime: '20260101000000',
  }
}

describe('a new partner without a national format', () => {
  it('sends records by a mutation and is told what became of each', async () => {
    const variables = {
      message: 'vehicleRegistration',
      records: [...vehicles.slice(0, 2), { vin: 1 }],
      key: 'v1',
    }
    const { receipt } = await submit('register-system', 'submitVehicleRecords', variables)
    expect(receipt).toMatchObject({
      status: 'PROCESSED',
      counts: { applied: 2, quarantined: 1 },
      records: { edges: [{ node: { outcome: 'APPLIED' } }, {}], pageInfo: { hasNextPage: true } },
    })
    const again = await submit('register-system', 'submitVehicleRecords', variables)
    expect(again.receipt).toEqual(receipt)
    const other = { ...variables, records: vehicles.slice(2, 3) }
    expect((await submit('register-system', 'submitVehicleRecords', other)).code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    )

    const rest = await world.ask<{ vehicleFeedReceipt: Receipt }>(
      'register-system',
      `query ($id: ID!, $after: String) { vehicleFeedReceipt(id: $id) { records(first: 2, after: $after) {
        edges { node { index outcome code pointer } } pageInfo { hasNextPage } } } }`,
      { id: receipt?.receiptId, after: receipt?.records.pageInfo.endCursor },
    )
    expect(rest.data?.vehicleFeedReceipt.records).toMatchObject({
      edges: [
        { node: { index: 2, outcome: 'QUARANTINED', code: expect.any(String), pointer: expect.any(String) } },
      ],
      pageInfo: { hasNextPage: false },
    })
  })

  it('speaks for itself only', async () => {
    const key = 'p1'
    const records = [company(own.companyId), company(platforms[0].companyId)]
    const { receipt } = await submit('platform-agent', 'submitPlatformRecords', {
      message: 'baseInfoCompany',
      records,
      key,
    })
    expect(receipt?.records.edges[1]?.node).toMatchObject({ outcome: 'QUARANTINED', pointer: '/CompanyId' })
  })

  it('finds its receipt, as administrators do; to everybody else it is as one that is not there', async () => {
    const { receipt } = await submit('station-system', 'submitInspectionRecords', {
      message: 'visitCancelled',
      records: [{ jylsh: '1', jyjgbh: station.id, clsbdh: 'x' }],
      key: 's1',
    })
    const find = async (account: string, id = receipt?.receiptId) => {
      const { data, errors } = await world.ask<{ inspectionFeedReceipt: { receiptId: string } | null }>(
        account,
        'query ($id: ID!) { inspectionFeedReceipt(id: $id) { receiptId } }',
        { id },
      )
      return data?.inspectionFeedReceipt?.receiptId ?? [errors[0]?.extensions.code, errors[0]?.message]
    }
    expect(await find('station-system')).toBe(receipt?.receiptId)
    expect(await find('administrator')).toBe(receipt?.receiptId)
    const nothing = await find('station-system', '00000000-0000-4000-8000-000000000000')
    expect(await find('police-system')).toEqual(nothing)
    expect(await find('police-system', 'no number')).toEqual(nothing)
    expect(nothing).toContain('NOT_FOUND')
    expect(await find('citizen')).toContain('FORBIDDEN')
  })

  describe('with a receipt and no word of the room that holds it', () => {
    const parts = ['drivers', 'vehicles', 'operators', 'inspections', 'trafficPolice', 'platforms', 'offices']
    const find = (account: string, id: string) =>
      world.ask<{ feedReceipt: Record<string, Receipt | null> | null }>(
        account,
        `query ($id: ID!) { feedReceipt(id: $id) { ${parts.map((part) => `${part} { ...own }`).join(' ')} } }
         fragment own on FeedReceipt { ${receiptFields} }`,
        { id },
      )
    const none = Object.fromEntries(parts.map((part) => [part, null]))
    let receipt: Receipt
    beforeAll(async () => {
      const records = [company(own.companyId), { CompanyId: own.companyId }]
      const sent = await submit('platform-agent', 'submitPlatformRecords', {
        message: 'baseInfoCompany',
        records,
        key: 'any-room',
      })
      if (sent.receipt === null) throw new Error('nothing was sent')
      receipt = sent.receipt
    })

    it('finds it by one field, as administrators do, under the name of the room', async () => {
      for (const account of ['platform-agent', 'administrator'])
        expect(await find(account, receipt.receiptId)).toMatchObject({
          data: { feedReceipt: { ...none, platforms: receipt } },
          errors: [],
        })
    })

    it('cannot tell one that is not its own from one that is not there', async () => {
      const nothing = await find('register-system', '00000000-0000-4000-8000-000000000000')
      expect(nothing).toMatchObject({ data: { feedReceipt: none }, errors: [] })
      expect(await find('register-system', receipt.receiptId)).toEqual(nothing)
      expect(await find('register-system', 'no number')).toEqual(nothing)
      expect((await find('citizen', receipt.receiptId)).errors[0]?.extensions.code).toBe('FORBIDDEN')
      expect((await find('nobody', receipt.receiptId)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
    })

    it.each([
      ['is gone', () => Promise.reject(new Error('connect ECONNREFUSED'))],
      [
        'answers null',
        async () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":null}' }),
      ],
      [
        'answers null for its part of the field',
        async () => ({
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: '{"data":{"feedReceipt":null}}',
        }),
      ],
    ])('learns where a room that %s leaves it in doubt, and nothing less of the others', async (_, way) => {
      try {
        world.ways.drivers = way
        const held = await find('platform-agent', receipt.receiptId)
        expect(held.data).toEqual({ feedReceipt: { ...none, platforms: receipt } })
        expect(held.errors.map(({ path }) => path)).toEqual([['feedReceipt', 'drivers']])
        world.ways.drivers = world.plainWay('drivers')
        world.ways.platforms = way
        const lost = await find('platform-agent', receipt.receiptId)
        expect(lost.data).toEqual({ feedReceipt: none })
        expect(lost.errors.map(({ path }) => path)).toEqual([['feedReceipt', 'platforms']])
      } finally {
        for (const room of ['drivers', 'platforms']) world.ways[room] = world.plainWay(room)
      }
    })
  })

  it.each([
    ['a caller who is no sender', 'station-clerk', 'submitInspectionRecords', 'office', 'FORBIDDEN'],
    ['nobody', 'nobody', 'submitOfficeRecords', 'office', 'UNAUTHENTICATED'],
    ['a sender of another room', 'police-system', 'submitOfficeRecords', 'office', 'FORBIDDEN'],
    ['a message of another room', 'police-system', 'submitPoliceRecords', 'office', 'BAD_USER_INPUT'],
  ])('is not %s', async (_, account, field, message, code) => {
    expect((await submit(account, field, { message, records: [], key: 'x' })).code).toBe(code)
  })

  it('reads in the schema which messages each room takes', () => {
    for (const [room, { feeds }] of Object.entries(world.rooms.fed))
      for (const message of feeds.messages) expect(readSchema(room as never), room).toContain(message.name)
  })
})

describe('what cannot be read', () => {
  const list = `{ vehicleFeedUnread(first: 50) { edges { node { id source message subjects } } } }`
  const close = `mutation ($id: ID!, $because: String!) { closeVehicleFeedUnread(id: $id, because: $because) { id } }`
  interface Listed {
    vehicleFeedUnread: { edges: { node: { id: string; source: string; subjects: string[] } }[] }
  }
  const listed = async (account = 'administrator') => {
    const { data } = await world.ask<Listed>(account, list)
    return data?.vehicleFeedUnread.edges.map(({ node }) => node) ?? []
  }

  it('is listed for administrators and auditors and closed by one with a reason that auditors read; nobody else sees it', async () => {
    const [vehicle] = vehicles as { vin: string }[]
    const records = [{ ...vehicle, updatedAt: 'yesterday' }]
    await submit('register-system', 'submitVehicleRecords', {
      message: 'vehicleRegistration',
      records,
      key: 'unread',
    })
    const found = (await listed()).find(({ subjects }) => subjects.includes(`VIN ${vehicle?.vin}`))
    expect(found).toMatchObject({ source: 'transport-register' })
    expect(await listed('auditor')).toContainEqual(found)
    for (const account of ['register-system', 'nobody'])
      expect((await world.ask(account, list)).errors[0]?.extensions.code).toMatch(/FORBIDDEN|UNAUTHENTICATED/)
    const word = { id: found?.id, because: '车辆已现场核实' }
    expect((await world.ask('auditor', close, word)).errors[0]?.extensions.code).toBe('FORBIDDEN')
    const retry = `mutation ($id: ID!) { retryVehicleFeedUnread(id: $id) { id } }`
    expect((await world.ask('auditor', retry, { id: found?.id })).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    )
    // It was read and is wrong: only its sender can make it right.
    expect((await world.ask('administrator', retry, { id: found?.id })).errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      fault: 'NOT_SET_ASIDE',
    })
    const without = await world.ask('administrator', close, { ...word, because: ' ' })
    expect(without.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect((await world.ask('administrator', close, word)).errors).toEqual([])
    expect((await listed()).map(({ id }) => id)).not.toContain(found?.id)
    expect((await world.ask('administrator', close, word)).errors[0]?.extensions.code).toBe('CONFLICT')
    const { data } = await world.ask<Listed>(
      'auditor',
      `{ vehicleFeedUnread(first: 50, closed: true) { edges { node { id closedAt closedBy closedBecause } } } }`,
    )
    expect(data?.vehicleFeedUnread.edges).toContainEqual({
      node: {
        id: found?.id,
        closedAt: expect.any(String),
        closedBy: expect.stringContaining('administrator'),
        closedBecause: word.because,
      },
    })
  })
})

describe('a sender that was declared out', () => {
  const out = { name: '虚构停用报送方', authority: 'A', organisation: 'out-of-service', allowed: ['*'] }
  const because = '单位已注销'

  /** Declares a sender of a room out, twice, once it came back. */
  async function retireTwice(room: string) {
    const fed = Object.entries(world.rooms.fed).find(([name]) => name === room)?.[1]
    const { sources } = fed?.feeds ?? expect.unreachable()
    for (const word of [because, `${because}，再次`]) {
      await world.db.transaction((tx) => sources.register(tx, [{ id: `out-${room}`, ...out }]))
      await world.db.transaction((tx) =>
        sources.retire(tx, `out-${room}`, { by: 'user:administrator', because: word }),
      )
    }
  }

  it.each([
    ['drivers', 'driver'],
    ['inspections', 'inspection'],
    ['offices', 'office'],
    ['operators', 'operator'],
    ['platforms', 'platform'],
    ['traffic-police', 'police'],
    ['vehicles', 'vehicle'],
  ])('of %s is shown to auditors and administrators page by page, and to nobody else', async (room, name) => {
    await retireTwice(room)
    const field = `${name}FeedRetirements`
    const list = (after = '') => `{ page: ${field}(first: 1${after}) {
      edges { node { source name retiredAt retiredBy because returnedAt } } pageInfo { hasNextPage endCursor } } }`
    type Page = { page: { edges: { node: object }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
    const first = await world.ask<Page>('auditor', list())
    const shown = { source: `out-${room}`, name: out.name, retiredBy: 'user:administrator' }
    expect(first.data?.page).toMatchObject({
      edges: [{ node: { ...shown, because, retiredAt: expect.any(String), returnedAt: expect.any(String) } }],
      pageInfo: { hasNextPage: true },
    })
    const { data } = await world.ask<Page>(
      'administrator',
      list(`, after: "${first.data?.page.pageInfo.endCursor}"`),
    )
    expect(data?.page).toMatchObject({
      edges: [{ node: { ...shown, because: `${because}，再次`, returnedAt: null } }],
      pageInfo: { hasNextPage: false },
    })
    for (const account of ['register-system', 'station-clerk', 'nobody'])
      expect((await world.ask(account, list())).errors[0]?.extensions.code).toMatch(
        /FORBIDDEN|UNAUTHENTICATED/,
      )
    for (const cursor of ['x', Buffer.from('["a","b"]').toString('base64url')])
      expect((await world.ask('auditor', list(`, after: "${cursor}"`))).errors[0]?.extensions.code).toBe(
        'BAD_USER_INPUT',
      )
  })
})
