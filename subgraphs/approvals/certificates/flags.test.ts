import { randomUUID } from 'node:crypto'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyCases } from '../audit/verify-cases.ts'
import { verifyAuditChain } from '../audit/verify-chain.ts'
import { certificateFlags, certificates } from '../store/tables/certificates.ts'
import { endAs, grant, grantAs, personOf } from '../testing/mandates.ts'
import {
  clerk,
  decideAs,
  division,
  goodEvidenceOf,
  nextResidentId,
  operatorUscc,
  otherClerk,
  outcome,
  read,
  start,
  station,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
/** A vehicle of its own for each test: an event about it wakes nothing of another. */
let serial = 200_000
let vin = ''

const evidence = () => goodEvidenceOf(vin)

function application(changes: Record<string, unknown> = {}) {
  return submission({
    vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' },
    ...changes,
  })
}

beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(start)
  serial += 1
  vin = `LSVAA4182E2${serial}`
  world.played.evidence = evidence()
})

type Envelope = Record<string, unknown>

function envelopeOf(root: string, field: string): Envelope {
  return (world.played.evidence[root] as Record<string, Envelope>)[field] as Envelope
}

function change(root: string, field: string, record: Envelope) {
  const envelope = envelopeOf(root, field)
  envelope.record = { ...(envelope.record as Envelope), ...record }
}

async function issued(input = application()) {
  const { value: seen } = await submitAs(world, input)
  await decideAs(world, seen)
  await world.settle()
  const { value } = await read(world, seen.id)
  expect(value?.certificate?.state).toBe('VALID')
  return seen.id
}

function freight() {
  return application({
    item: 'FRT-01',
    applicant: { name: '测试乙', uscc: operatorUscc, phone: '13800000000' },
    platformCompanyId: undefined,
    operatorUscc,
  })
}

async function tell(subject: Record<string, string> = {}) {
  await world.event({ type: 'something.changed', subject: { vin, ...subject } })
  await world.settle()
}

const flagsOf = async (id: string) => (await read(world, id)).value?.certificate?.flags ?? []
const open = async (id: string) => (await flagsOf(id)).filter(({ state }) => state === 'OPEN')

async function caseFaults(): Promise<string[]> {
  await world.chained()
  const faults: string[] = []
  for await (const fault of verifyCases(world.db)) faults.push(fault)
  return faults
}

async function notice() {
  await world.db.write(ownWork, (tx) => world.jobs.send(tx, 'notice-lapses', {}))
  await world.settle()
}

function review(id: string, reason: string, as = clerk) {
  return outcome<{ state: string; reason: string }>(
    world.graph(
      'mutation($id: ID!, $reason: String!) { reviewCertificateFlag(id: $id, reason: $reason) { state reason } }',
      { id, reason },
      as,
    ),
    'reviewCertificateFlag',
  )
}

const toNonCommercial = () => change('vehicle', 'usage', { current: 'NON_COMMERCIAL' })

describe('a live permit is flagged with field, old and new value when', () => {
  const platformPermit = { companyId: 'PF1' }
  it.each([
    [
      'the usage type goes back to A',
      {},
      toNonCommercial,
      'vehicle.usage.current',
      '"RIDE_HAILING"',
      '"NON_COMMERCIAL"',
    ],
    [
      'the usage type turns to U',
      {},
      () => change('vehicle', 'usage', { current: 'RIDE_HAILING_TURNED_PRIVATE' }),
      'vehicle.usage.current',
      '"RIDE_HAILING"',
      '"RIDE_HAILING_TURNED_PRIVATE"',
    ],
    [
      'the inspection is annulled',
      {},
      () => change('vehicle', 'safety', { annulled: true }),
      'vehicle.safety.annulled',
      'false',
      'true',
    ],
    [
      'the station of the inspection was closed on its day',
      {},
      () => change('vehicle', 'safety', { duringClosure: true }),
      'vehicle.safety.duringClosure',
      'false',
      'true',
    ],
    [
      'the inspection is cancelled and none is left',
      {},
      () => Object.assign(envelopeOf('vehicle', 'safety'), { status: 'CONFIRMED_ABSENT', record: null }),
      'vehicle.safety.status',
      '"PRESENT"',
      '"CONFIRMED_ABSENT"',
    ],
    [
      'a police status letter turns blocking',
      {},
      () => change('vehicle', 'policeStatus', { letters: [{ letter: 'G', effect: 'BLOCK' }] }),
      'vehicle.policeStatus.letters',
      '[{"effect":"NONE","letter":"A"}]',
      '[{"effect":"BLOCK","letter":"G"}]',
    ],
    [
      'the vehicle is to be scrapped',
      {},
      () => change('vehicle', 'policeStatus', { scrapOn: '2025-06-02' }),
      'vehicle.policeStatus.scrapOn',
      'null',
      '"2025-06-02"',
    ],
    [
      'the platform permit is withdrawn',
      platformPermit,
      () => change('platform', 'permit', { inForce: false }),
      'platform.permit.inForce',
      'true',
      'false',
    ],
    [
      'the insurance is taken back',
      {},
      () => Object.assign(envelopeOf('vehicle', 'insurance'), { status: 'CONFIRMED_ABSENT', records: [] }),
      'vehicle.insurance.status',
      '"PRESENT"',
      '"CONFIRMED_ABSENT"',
    ],
  ])('%s', async (_, subject, spoil, field, oldValue, newValue) => {
    const id = await issued()
    spoil()
    await tell(subject)
    expect(await open(id)).toContainEqual(
      expect.objectContaining({ field, oldValue, newValue, state: 'OPEN' }),
    )
  })

  it('the licence of the operator ends', async () => {
    change('vehicle', 'usage', { current: 'FREIGHT', previous: null })
    const id = await issued(freight())
    const records = [{ scope: ['FREIGHT'], valid: false, validFrom: '2020-01-01', validUntil: null }]
    Object.assign(envelopeOf('operator', 'licences'), { records })
    await tell({ uscc: operatorUscc })
    expect(await open(id)).toMatchObject([
      { field: 'operator.licences.records', source: 'transport-register' },
    ])
  })

  it('its insurance lapses, although nobody sent anything', async () => {
    const id = await issued()
    world.clock.set('2025-12-31T15:59:00.000Z')
    await notice()
    expect(await open(id)).toEqual([])
    world.clock.set('2025-12-31T16:00:00.000Z')
    for (const envelope of Object.values(world.played.evidence.vehicle ?? {}))
      if (typeof envelope === 'object')
        Object.assign(envelope as Envelope, { confirmedAt: '2025-12-31T15:00:00.000Z' })
    await notice()
    const before = JSON.stringify(
      [
        ...(envelopeOf('vehicle', 'insurance').records as {
          kind: string
          validFrom: string
          validUntil: string
        }[]),
      ].map(({ kind, validFrom, validUntil }) => ({ kind, validFrom, validUntil })),
    )
    expect(await open(id)).toMatchObject([
      { field: 'vehicle.insurance.records', source: 'platform', oldValue: before, newValue: '"LAPSED"' },
    ])
  })

  it('its insurance has lapsed and the platform has fallen silent', async () => {
    const id = await issued()
    world.clock.set('2026-01-05T02:00:00.000Z')
    await notice()
    expect(await open(id)).toMatchObject([{ field: 'vehicle.insurance.records', newValue: '"LAPSED"' }])
  })

  it('its insurance lapses, on a list of which the platform never said that it was whole', async () => {
    Object.assign(envelopeOf('vehicle', 'insurance'), { complete: false })
    const id = await issued()
    world.clock.set('2025-12-31T02:00:00.000Z')
    await notice()
    expect(await open(id)).toEqual([])
    world.clock.set('2026-01-01T02:00:00.000Z')
    const records = envelopeOf('vehicle', 'insurance').records as Envelope[]
    for (const record of records) Object.assign(record, { confirmedAt: '2026-01-01T01:00:00.000Z' })
    await notice()
    expect(await open(id)).toMatchObject([{ field: 'vehicle.insurance.records', newValue: '"LAPSED"' }])
    records.push(...records.map((record) => ({ ...record, validUntil: '2026-12-31' })))
    await tell()
    expect((await flagsOf(id)).map(({ state }) => state)).toEqual(['ENDED'])
  })

  it.each([
    ['the lease by which another’s vehicle was licensed is ended', 'LEASE'],
    ['the consignment is', 'CONSIGNMENT'],
  ])('%s', async (_, kind) => {
    const [owner, lessee] = [nextResidentId(), nextResidentId()]
    const login = personOf(world, owner)
    change('vehicle', 'owner', { ownerRef: login.subjectRef, ownerUscc: null })
    const { value: lease } = await grantAs(world, login, grant({ kind, grantedTo: { residentId: lessee } }))
    const applicant = { name: '测试丙', residentId: lessee, phone: '13800000000' }
    const id = await issued(application({ applicant, mandateId: lease.id }))
    await endAs(world, login, lease.id)
    await world.settle()
    expect(await open(id), 'it holds for the rest of its last day').toEqual([])
    world.clock.set('2025-06-03T02:00:00.000Z')
    Object.assign(envelopeOf('vehicle', 'owner'), { confirmedAt: '2025-06-03T01:00:00.000Z' })
    await notice()
    expect(await open(id)).toMatchObject([{ field: 'OWNER_AGREES', newValue: '"FAIL"' }])
    expect(await caseFaults()).toEqual([])
  })
})

describe('a live permit is not flagged when', () => {
  it('the office that issued it loses its delegation', async () => {
    const id = await issued()
    world.played.evidence.office = {
      delegations: {
        ...envelopeOf('vehicle', 'permits'),
        source: { id: 'office-directory', name: '', authority: '' },
        subject: '330399001/RHL-02',
      },
    }
    await tell({ officeId: '330399001' })
    expect(await flagsOf(id)).toEqual([])
  })

  it('the insurance is renewed before it ends', async () => {
    const id = await issued()
    const insurance = envelopeOf('vehicle', 'insurance')
    insurance.records = ['交强险', '承运人责任险'].map((kind) => ({
      kind,
      validFrom: '2025-01-01',
      validUntil: '2026-12-31',
    }))
    await tell()
    world.clock.set('2026-01-05T02:00:00.000Z')
    await notice()
    expect((await flagsOf(id)).filter(({ field }) => field.startsWith('vehicle.insurance'))).toEqual([])
  })
})

describe('a flag', () => {
  it('ends by itself when the fact returns, is kept, and is raised anew when it goes again', async () => {
    const id = await issued()
    toNonCommercial()
    await tell()
    await tell()
    expect(await flagsOf(id)).toHaveLength(1)
    world.played.evidence = evidence()
    await tell()
    expect(await flagsOf(id)).toMatchObject([{ state: 'ENDED' }])
    expect((await read(world, id)).value?.certificate?.reviewReasons).toEqual([])
    toNonCommercial()
    await tell()
    // The clock of the test stands still: both are of one instant.
    expect((await flagsOf(id)).map(({ state }) => state).sort()).toEqual(['ENDED', 'OPEN'])
  })

  it('stays while its source is silent', async () => {
    const id = await issued()
    toNonCommercial()
    await tell()
    if (world.played.evidence.vehicle) world.played.evidence.vehicle.usage = null
    await tell()
    expect(await open(id)).toHaveLength(1)
  })

  it('is closed by a clerk of the office with a reason, once, and does not come back while nothing changes', async () => {
    const id = await issued()
    toNonCommercial()
    await tell()
    const [flag] = await open(id)
    const flagId = flag?.id ?? ''
    expect((await review(flagId, '与车主核实', otherClerk)).code).toBe('NOT_FOUND')
    expect((await review(flagId, ' ')).code).toBe('BAD_USER_INPUT')
    expect((await review('nothing', 'x')).code).toBe('NOT_FOUND')
    expect((await review(flagId, '与车主核实')).value).toEqual({ state: 'REVIEWED', reason: '与车主核实' })
    expect((await review(flagId, '再次')).code).toBe('CONFLICT')
    await tell()
    expect(await open(id)).toEqual([])
    world.played.evidence = evidence()
    await tell()
    toNonCommercial()
    await tell()
    expect(await open(id)).toHaveLength(1)
    await world.chained()
    expect(await verifyAuditChain(world.db)).toMatchObject({ intact: true })
  })

  it('is on the list of the clerks who handle it and on nobody else’s, in pages', async () => {
    const list = async (as = clerk, after?: string) =>
      outcome<{
        edges: { node: { id: string; application: { id: string }; certificate: { number: string } } }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }>(
        world.graph(
          `query($after: String) { certificateFlags(first: 1, after: $after) { pageInfo { hasNextPage endCursor }
            edges { node { id field oldValue newValue source raisedAt application { id } certificate { number } } } } }`,
          { after },
          as,
        ),
        'certificateFlags',
      )
    const id = await issued()
    toNonCommercial()
    await tell()
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const { value } = await list(clerk, after)
      seen.push(...value.edges.map(({ node }) => node.application.id))
      if (!value.pageInfo.hasNextPage) break
      after = value.pageInfo.endCursor
    }
    expect(seen).toContain(id)
    expect(new Set(seen).size).toBeGreaterThan(1)
    expect((await list(otherClerk)).value.edges).toEqual([])
    const county = { ...clerk, roles: ['COUNTY_CLERK'], organisation: 'county', division }
    expect((await list(county)).value.edges).toHaveLength(1)
    expect((await list(clerk, 'x')).code).toBe('BAD_USER_INPUT')
  })
})

describe('the flags of a certificate', () => {
  it('are told page by page in the order they were raised, each once, of every certificate its own', async () => {
    const ids = [await issued()]
    serial += 1
    vin = `LSVAA4182E2${serial}`
    world.played.evidence = evidence()
    ids.push(await issued())
    await world.db.write(ownWork, async (tx) => {
      for (const id of ids) {
        const [certificate] = await tx.select().from(certificates).where(eq(certificates.applicationId, id))
        if (certificate === undefined) throw new Error('no certificate')
        await tx.insert(certificateFlags).values(
          Array.from({ length: 5 }, (_, index) => ({
            id: randomUUID(),
            certificateId: certificate.id,
            applicationId: id,
            officeId: station,
            division,
            field: `field-${index % 2}`,
            source: 'traffic-police',
            oldValue: '0',
            newValue: String(index),
            raisedAt: new Date(Date.parse(start) + Math.floor(index / 2) * 1000),
          })),
        )
      }
    })
    const page = async (first: number, after: Record<string, string | undefined>) => {
      const query = `query(${ids.map((_, index) => `$id${index}: ID!, $after${index}: ID`).join(', ')}) {
        ${ids.map((_, index) => `a${index}: application(id: $id${index}) { certificate { reviewReasons flags(first: ${first}, after: $after${index}) { id newValue } } }`).join(' ')} }`
      const variables = Object.fromEntries(
        ids.flatMap((id, index) => [
          [`id${index}`, id],
          [`after${index}`, after[id]],
        ]),
      )
      const { data, errors } = await world.graph(query, variables)
      const seen = data as Record<
        string,
        { certificate: { reviewReasons: string[]; flags: { id: string; newValue: string }[] } | null }
      >
      return { errors, of: ids.map((_, index) => seen?.[`a${index}`]?.certificate) }
    }
    const one = await page(2, {})
    for (const certificate of one.of) {
      expect(certificate?.flags.map(({ newValue }) => newValue)).toEqual(['0', '1'])
      expect(certificate?.reviewReasons).toHaveLength(5)
    }
    const lastOf = (pages: typeof one) =>
      Object.fromEntries(ids.map((id, index) => [id, pages.of[index]?.flags.at(-1)?.id]))
    const two = await page(2, lastOf(one))
    for (const certificate of two.of)
      expect(certificate?.flags.map(({ newValue }) => newValue)).toEqual(['2', '3'])
    const three = await page(200, lastOf(two))
    for (const certificate of three.of)
      expect(certificate?.flags.map(({ newValue }) => newValue)).toEqual(['4'])
    const [id = ''] = ids
    expect((await page(2, { [id]: randomUUID() })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})
