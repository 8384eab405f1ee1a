import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { UnknownReason } from '../catalogue/fact.ts'
import { type EvidenceAnswer, evidencePlaces, factsOf, readEvidence } from './evidence.ts'

const vin = 'LGXC16DF6H0123456'
const asOf = new Date('2026-06-01T08:00:00.000Z')
const maxAgeMs = 3_600_000
const variables = { vin, companyId: 'c1', division: '330300' }

const document = parse(`
  query ($vin: VIN!, $companyId: ID!, $division: DivisionCode!) {
    vehicle(vin: $vin) {
      vin
      usage { ...Envelope record { current } }
      safety: inspection(kind: SAFETY) { ...Envelope record { verdict } }
      insurance(companyId: $companyId) { ...Envelope records { kind } complete }
    }
    chosen: platform(companyId: $companyId) {
      permit(division: $division) { ...Envelope record { inForce } }
    }
    office(id: "330303001") {
      name
      delegation(item: "RHL-02") { ...Envelope record { validFrom } }
    }
  }
  fragment Envelope on Evidence { status }
`)
const table = {
  'Vehicle.usage': { source: 'traffic-police', maxAge: 'PT1H' },
  'Vehicle.inspection': { source: 'inspection-station', maxAge: 'P2D' },
  'Vehicle.insurance': { source: 'platform', maxAge: 'P7D' },
  'Platform.permit': { source: 'platform', maxAge: 'P30D' },
  'Office.delegation': { source: 'office-directory', maxAge: 'P30D' },
}

/** An envelope confirmed at the instant the evidence is read as of. */
function vouched(source: string, subject: string, content: object) {
  return {
    status: 'PRESENT',
    source: { id: source, name: source, authority: '机关' },
    subject,
    confirmedAt: asOf.toISOString(),
    observedAt: asOf.toISOString(),
    revision: '1',
    ...content,
  }
}

function good() {
  return {
    vehicle: {
      vin,
      usage: vouched('traffic-police', vin, { record: { current: 'RIDE_HAILING' } }),
      safety: vouched('inspection-station', vin, { record: { verdict: 'PASS' } }),
      insurance: vouched('platform', vin, { records: [{ kind: '交强险' }], complete: true }),
    },
    chosen: { permit: vouched('platform', 'c1/330300', { record: { inForce: true } }) },
    office: {
      delegation: vouched('office-directory', '330303001/RHL-02', { record: { validFrom: '2017-08-22' } }),
    },
  }
}

type Tree = Record<string, Record<string, unknown>>

/** The whole answer with one envelope changed; members that are undefined are taken away. */
function changed(path: string, change: Record<string, unknown>): Tree {
  const tree: Tree = good()
  const [root = '', field = ''] = path.split('.')
  const envelope = Object.entries({ ...(tree[root]?.[field] as object), ...change })
  return {
    ...tree,
    [root]: {
      ...tree[root],
      [field]: Object.fromEntries(envelope.filter(([, value]) => value !== undefined)),
    },
  }
}

function replaced(path: string, value: unknown): Tree {
  const tree: Tree = good()
  const [root = '', field = ''] = path.split('.')
  return { ...tree, [root]: { ...tree[root], [field]: value } }
}

const answered = (data: unknown, errors: Extract<EvidenceAnswer, { kind: 'answered' }>['errors'] = []) =>
  ({ kind: 'answered', data, errors }) as const

function read(answer: EvidenceAnswer) {
  return readEvidence(document, variables, answer, { table, asOf })
}

/** Reason of every fact that must not be relied on, by path. */
function reasonsIn(answer: EvidenceAnswer): Record<string, UnknownReason> {
  return Object.fromEntries(
    Object.entries(read(answer)).flatMap(([root, fields]) =>
      Object.entries(fields).flatMap(([field, envelope]) => {
        const { unknown } = envelope as { unknown: UnknownReason | null }
        return unknown === null ? [] : [[`${root}.${field}`, unknown]]
      }),
    ),
  )
}

const everyPath = [
  'vehicle.usage',
  'vehicle.safety',
  'vehicle.insurance',
  'chosen.permit',
  'office.delegation',
]
const everywhere = (reason: UnknownReason) => Object.fromEntries(everyPath.map((path) => [path, reason]))

/** An instant so many milliseconds before (or, below zero, after) the one the evidence is read as of. */
const earlierBy = (ms: number): string => new Date(asOf.getTime() - ms).toISOString()

describe('an answer in which every source vouches for its fact', () => {
  it('is evidence, envelope by envelope, at the names the document gives', () => {
    const { vehicle, chosen, office } = good()
    const relied = (envelope: object) => ({ ...envelope, unknown: null })
    expect(read(answered(good()))).toEqual({
      vehicle: {
        usage: relied(vehicle.usage),
        safety: relied(vehicle.safety),
        insurance: relied(vehicle.insurance),
      },
      chosen: { permit: relied(chosen.permit) },
      office: { delegation: relied(office.delegation) },
    })
  })

  it.each([
    [
      'a list of which there is none, complete or not',
      changed('vehicle.insurance', { status: 'CONFIRMED_ABSENT', records: [], complete: false }),
    ],
    [
      'a record of which there is none',
      changed('vehicle.usage', { status: 'CONFIRMED_ABSENT', record: null }),
    ],
    ['a fact whose document asks for no record', changed('vehicle.usage', { record: undefined })],
  ])('may hold %s', (_, data) => {
    expect(reasonsIn(answered(data))).toEqual({})
  })
})

describe('a fact that must not be relied on, alone', () => {
  it.each<[UnknownReason, string, EvidenceAnswer]>([
    ['ERROR', 'vehicle.usage', answered(good(), [{ path: ['vehicle', 'usage'] }])],
    ['ERROR', 'vehicle.usage', answered(good(), [{ path: ['vehicle', 'usage', 'record', 'current'] }])],
    ['ERROR', 'vehicle.usage', answered(replaced('vehicle.usage', null), [{ path: ['vehicle', 'usage'] }])],
    ['ERROR', 'vehicle.safety', answered(good(), [{ path: ['vehicle', 'safety'] }])],
    [
      'ERROR',
      'vehicle.insurance',
      answered(good(), [{ path: ['vehicle', 'insurance', 'records', 0, 'kind'] }]),
    ],
    ['ERROR', 'chosen.permit', answered(good(), [{ path: ['chosen'] }])],
    ['NO_ENVELOPE', 'vehicle.usage', answered(replaced('vehicle.usage', null))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(replaced('vehicle.usage', undefined))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(replaced('vehicle.usage', 'text'))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(replaced('vehicle.usage', [good().vehicle.usage]))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(changed('vehicle.usage', { status: 'SOMETHING' }))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(changed('vehicle.usage', { status: undefined }))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(changed('vehicle.usage', { source: null }))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(changed('vehicle.usage', { source: { id: 1 } }))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(changed('vehicle.usage', { subject: null }))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(changed('vehicle.usage', { record: null }))],
    ['NO_ENVELOPE', 'vehicle.usage', answered(changed('vehicle.usage', { record: [] }))],
    ['NO_ENVELOPE', 'vehicle.insurance', answered(changed('vehicle.insurance', { records: null }))],
    ['NO_ENVELOPE', 'vehicle.insurance', answered(changed('vehicle.insurance', { records: [] }))],
    ['NO_ENVELOPE', 'chosen.permit', answered({ ...good(), chosen: null })],
    ['STALE', 'vehicle.usage', answered(changed('vehicle.usage', { status: 'STALE' }))],
    [
      'UNAVAILABLE',
      'vehicle.usage',
      answered(changed('vehicle.usage', { status: 'UNAVAILABLE', record: null })),
    ],
    [
      'CONFLICTING',
      'vehicle.usage',
      answered(changed('vehicle.usage', { status: 'CONFLICTING', record: null })),
    ],
    ['OTHER_SUBJECT', 'vehicle.usage', answered(changed('vehicle.usage', { subject: 'LSVAA2BR9HN012345' }))],
    ['OTHER_SUBJECT', 'chosen.permit', answered(changed('chosen.permit', { subject: 'c1' }))],
    ['OTHER_SUBJECT', 'chosen.permit', answered(changed('chosen.permit', { subject: 'c1/330100' }))],
    ['OTHER_SUBJECT', 'chosen.permit', answered(changed('chosen.permit', { subject: 'c2/330300' }))],
    [
      'OTHER_SUBJECT',
      'office.delegation',
      answered(changed('office.delegation', { subject: '330303001/FRT-01' })),
    ],
    [
      'OTHER_SUBJECT',
      'vehicle.usage',
      answered(changed('vehicle.usage', { source: { id: 'platform', name: '', authority: '' } })),
    ],
    ['INCOMPLETE', 'vehicle.insurance', answered(changed('vehicle.insurance', { complete: false }))],
    ['INCOMPLETE', 'vehicle.insurance', answered(changed('vehicle.insurance', { complete: undefined }))],
    ['INCOMPLETE', 'vehicle.insurance', answered(changed('vehicle.insurance', { complete: 'yes' }))],
    [
      'TOO_OLD',
      'vehicle.usage',
      answered(changed('vehicle.usage', { confirmedAt: earlierBy(maxAgeMs + 1) })),
    ],
    ['TOO_OLD', 'vehicle.usage', answered(changed('vehicle.usage', { confirmedAt: null }))],
    ['TOO_OLD', 'vehicle.usage', answered(changed('vehicle.usage', { confirmedAt: undefined }))],
    ['TOO_OLD', 'vehicle.usage', answered(changed('vehicle.usage', { confirmedAt: 'yesterday' }))],
    ['AHEAD', 'vehicle.usage', answered(changed('vehicle.usage', { confirmedAt: earlierBy(-120_001) }))],
  ])('%s: %s', (reason, path, answer) => {
    expect(reasonsIn(answer)).toEqual({ [path]: reason })
  })

  it('is every fact of an entity that is another than was asked for', () => {
    const data = { ...good(), vehicle: { ...good().vehicle, vin: 'LSVAA2BR9HN012345' } }
    expect(reasonsIn(answered(data))).toEqual({
      'vehicle.usage': 'OTHER_SUBJECT',
      'vehicle.safety': 'OTHER_SUBJECT',
      'vehicle.insurance': 'OTHER_SUBJECT',
    })
  })

  it.each<[UnknownReason, string, string, Record<string, unknown>]>([
    ['STALE', 'its subject', 'vehicle.usage', { status: 'STALE', subject: 'x' }],
    ['UNAVAILABLE', 'its subject', 'vehicle.usage', { status: 'UNAVAILABLE', subject: 'x' }],
    ['CONFLICTING', 'its subject', 'vehicle.usage', { status: 'CONFLICTING', subject: 'x' }],
    [
      'STALE',
      'its source',
      'vehicle.usage',
      { status: 'STALE', source: { id: 'x', name: '', authority: '' } },
    ],
    ['STALE', 'its list', 'vehicle.insurance', { status: 'STALE', complete: false }],
    ['STALE', 'its age', 'vehicle.usage', { status: 'STALE', confirmedAt: null }],
    ['OTHER_SUBJECT', 'its record', 'vehicle.usage', { subject: 'x', record: null }],
    ['OTHER_SUBJECT', 'its list', 'vehicle.insurance', { subject: 'x', complete: false }],
    ['OTHER_SUBJECT', 'its age', 'vehicle.usage', { subject: 'x', confirmedAt: null }],
    ['NO_ENVELOPE', 'its age', 'vehicle.usage', { record: null, confirmedAt: null }],
    ['NO_ENVELOPE', 'its age', 'vehicle.insurance', { records: null, confirmedAt: null }],
    ['INCOMPLETE', 'its age', 'vehicle.insurance', { complete: false, confirmedAt: null }],
    ['INCOMPLETE', 'its age', 'vehicle.insurance', { complete: false, confirmedAt: earlierBy(-120_001) }],
  ])('is told as %s where %s speaks against it too: %s', (reason, _, path, change) => {
    expect(reasonsIn(answered(changed(path, change)))).toEqual({ [path]: reason })
  })

  it('is told as ERROR, whatever else speaks against it', () => {
    const data = changed('vehicle.usage', { status: 'STALE', subject: 'x', confirmedAt: null })
    expect(reasonsIn(answered(data, [{ path: ['vehicle', 'usage'] }]))).toEqual({ 'vehicle.usage': 'ERROR' })
  })

  it('is told by its status where the entity is another than was asked for', () => {
    const stale = changed('vehicle.usage', { status: 'STALE' })
    const data = { ...stale, vehicle: { ...stale.vehicle, vin: 'LSVAA2BR9HN012345' } }
    expect(reasonsIn(answered(data))).toMatchObject({ 'vehicle.usage': 'STALE' })
  })

  it('keeps what its envelope said', () => {
    const usage = { ...good().vehicle.usage, subject: 'LSVAA2BR9HN012345' }
    expect(read(answered(replaced('vehicle.usage', usage))).vehicle?.usage).toEqual({
      ...usage,
      unknown: 'OTHER_SUBJECT',
    })
  })

  it('has an envelope that names source and subject where the answer has none', () => {
    expect(read(answered(replaced('vehicle.usage', null))).vehicle?.usage).toEqual({
      status: 'UNAVAILABLE',
      source: { id: 'traffic-police', name: 'traffic-police', authority: '' },
      subject: vin,
      unknown: 'NO_ENVELOPE',
    })
    expect(read(answered({})).chosen?.permit).toMatchObject({ subject: 'c1/330300' })
    expect(read(answered({})).office?.delegation).toMatchObject({ subject: '330303001/RHL-02' })
  })
})

describe('nothing is relied on', () => {
  it.each<[UnknownReason, string, EvidenceAnswer]>([
    ['NO_ANSWER', 'nobody answered in time', { kind: 'failed', why: 'deadline' }],
    ['ERROR', 'a fault touches everything', answered(good(), [{}])],
    ['ERROR', 'a fault lies at the very top', answered(good(), [{ path: [] }])],
    ['NO_ENVELOPE', 'the answer is null', answered(null)],
    ['NO_ENVELOPE', 'the answer is a text', answered('<html>')],
    ['NO_ENVELOPE', 'the answer is a list', answered([good()])],
    ['NO_ENVELOPE', 'the answer is empty', answered({})],
  ])('%s: %s', (reason, _, answer) => {
    expect(reasonsIn(answer)).toEqual(everywhere(reason))
  })
})

describe('a fault of an answer', () => {
  it.each([
    ['in a field that is no evidence', ['vehicle', 'vin']],
    ['in another root', ['driver', 'usage']],
    ['in a root whose name begins alike', ['vehicles']],
  ])('%s touches nothing', (_, path) => {
    expect(reasonsIn(answered(good(), [{ path }]))).toEqual({})
  })

  it('touches what lies below it', () => {
    expect(reasonsIn(answered(good(), [{ path: ['vehicle'] }]))).toEqual({
      'vehicle.usage': 'ERROR',
      'vehicle.safety': 'ERROR',
      'vehicle.insurance': 'ERROR',
    })
  })

  it('counts among others', () => {
    const faults = [{ path: ['vehicle', 'vin'] }, { path: ['vehicle', 'usage'] }]
    expect(reasonsIn(answered(good(), faults))).toEqual({ 'vehicle.usage': 'ERROR' })
  })
})

describe('the age of a confirmation', () => {
  it.each<[string, string, number, UnknownReason | undefined]>([
    ['just now', 'vehicle.usage', 0, undefined],
    ['exactly the highest age', 'vehicle.usage', maxAgeMs, undefined],
    ['a millisecond older', 'vehicle.usage', maxAgeMs + 1, 'TOO_OLD'],
    ['exactly as far ahead as clocks may be', 'vehicle.usage', -120_000, undefined],
    ['a millisecond further ahead', 'vehicle.usage', -120_001, 'AHEAD'],
    ['exactly the highest age of another source', 'vehicle.safety', 2 * 86_400_000, undefined],
    ['a millisecond older than that', 'vehicle.safety', 2 * 86_400_000 + 1, 'TOO_OLD'],
  ])('%s: %s', (_, path, ageMs, reason) => {
    const data = changed(path, { confirmedAt: earlierBy(ageMs) })
    expect(reasonsIn(answered(data))).toEqual(reason === undefined ? {} : { [path]: reason })
  })

  it('counts for a confirmed absence too', () => {
    const data = changed('vehicle.usage', {
      status: 'CONFIRMED_ABSENT',
      record: null,
      confirmedAt: earlierBy(maxAgeMs + 1),
    })
    expect(reasonsIn(answered(data))).toEqual({ 'vehicle.usage': 'TOO_OLD' })
  })
})

describe('since when a source is silent', () => {
  function silentSince(change: Record<string, unknown>): unknown {
    const usage = read(answered(changed('vehicle.usage', change))).vehicle?.usage
    return (usage as { silentSince?: string } | undefined)?.silentSince
  }

  it.each([
    ['it is stale', { status: 'STALE', confirmedAt: '2026-05-30T16:05:59.999Z' }, '2026-05-31 00:05'],
    ['it is too old', { confirmedAt: '2026-05-30T15:59:59.999Z' }, '2026-05-30 23:59'],
    [
      'it is stale since long ago',
      { status: 'STALE', confirmedAt: '2009-12-31T15:59:59Z' },
      '2009-12-31 23:59',
    ],
    ['it was never confirmed', { status: 'STALE', confirmedAt: null }, undefined],
    ['it was confirmed at no time one can read', { confirmedAt: 'yesterday' }, undefined],
    ['it is unavailable', { status: 'UNAVAILABLE', confirmedAt: '2026-05-30T16:05:00Z' }, undefined],
    ['it speaks of another', { subject: 'x', confirmedAt: '2026-05-30T16:05:00Z' }, undefined],
    ['it is ahead', { confirmedAt: '2026-06-02T16:05:00Z' }, undefined],
    ['it vouches for its fact', {}, undefined],
  ])('is told where it can be: %s', (_, change, since) => {
    expect(silentSince(change)).toBe(since)
  })
})

describe('where a document has evidence', () => {
  it('is told with the subject and, where it is asked for, the key of the entity', () => {
    expect(evidencePlaces(document, variables, table)).toEqual([
      {
        path: ['vehicle', 'usage'],
        coordinate: 'Vehicle.usage',
        source: 'traffic-police',
        maxAge: 'PT1H',
        key: vin,
        subject: vin,
        keyPath: ['vehicle', 'vin'],
      },
      {
        path: ['vehicle', 'safety'],
        coordinate: 'Vehicle.inspection',
        source: 'inspection-station',
        maxAge: 'P2D',
        key: vin,
        subject: vin,
        keyPath: ['vehicle', 'vin'],
      },
      {
        path: ['vehicle', 'insurance'],
        coordinate: 'Vehicle.insurance',
        source: 'platform',
        maxAge: 'P7D',
        key: vin,
        subject: vin,
        keyPath: ['vehicle', 'vin'],
      },
      {
        path: ['chosen', 'permit'],
        coordinate: 'Platform.permit',
        source: 'platform',
        maxAge: 'P30D',
        key: 'c1',
        subject: 'c1/330300',
        keyPath: undefined,
      },
      {
        path: ['office', 'delegation'],
        coordinate: 'Office.delegation',
        source: 'office-directory',
        maxAge: 'P30D',
        key: '330303001',
        subject: '330303001/RHL-02',
        keyPath: undefined,
      },
    ])
  })

  it.each([
    ['vehicle', 'vin', 'Vehicle'],
    ['platform', 'companyId', 'Platform'],
    ['operator', 'uscc', 'Operator'],
    ['driver', 'ref', 'Driver'],
    ['office', 'id', 'Office'],
  ])('may be a %s, known by its %s', (root, key, type) => {
    const asked = parse(`query ($key: ID!) { one: ${root}(${key}: $key) { self: ${key} fact { status } } }`)
    const coordinate = `${type}.fact`
    const expected = { source: 's', maxAge: 'P1D' }
    expect(evidencePlaces(asked, { key: 'k1' }, { [coordinate]: expected })).toEqual([
      { path: ['one', 'fact'], coordinate, ...expected, key: 'k1', subject: 'k1', keyPath: ['one', 'self'] },
    ])
  })

  it('compares the key under the name the document gives it', () => {
    const asked = parse('query ($vin: VIN!) { one: vehicle(vin: $vin) { self: vin usage { status } } }')
    const usage = good().vehicle.usage
    const reasonFor = (self: string) => {
      const answer = answered({ one: { self, usage } })
      return readEvidence(asked, variables, answer, { table, asOf }).one?.usage
    }
    expect(reasonFor(vin)).toMatchObject({ unknown: null })
    expect(reasonFor('LSVAA2BR9HN012345')).toMatchObject({ unknown: 'OTHER_SUBJECT' })
  })

  it('cannot begin with a field that is no subject', () => {
    expect(() => evidencePlaces(parse('{ application(id: "1") { state } }'), {}, table)).toThrow(
      'An evidence document begins with vehicle or platform or operator or driver or office, not with application.',
    )
  })

  it('is the operation, wherever it stands, and nowhere where there is none', () => {
    const fragmentFirst = parse(
      'fragment Envelope on Evidence { status } query ($vin: VIN!) { vehicle(vin: $vin) { usage { ...Envelope } } }',
    )
    expect(evidencePlaces(fragmentFirst, variables, table).map(({ coordinate }) => coordinate)).toEqual([
      'Vehicle.usage',
    ])
    expect(evidencePlaces(parse('fragment Envelope on Evidence { status }'), variables, table)).toEqual([])
  })

  it('does not see what is no field, nor an entity without fields', () => {
    const asked = parse(
      'query ($vin: VIN!) { ...Rest vehicle(vin: $vin) { ...More usage { status } } office }',
    )
    expect(evidencePlaces(asked, variables, table).map(({ coordinate }) => coordinate)).toEqual([
      'Vehicle.usage',
    ])
  })

  it('asks about nobody where the document or the variables name nobody', () => {
    expect(evidencePlaces(parse('{ vehicle { usage { status } } }'), {}, table)).toMatchObject([
      { key: '', subject: '' },
    ])
    expect(evidencePlaces(document, {}, table)[0]).toMatchObject({ key: '', subject: '' })
  })
})

describe('facts', () => {
  it('are what the sources said, without any instant of observation', () => {
    const usage = changed('vehicle.usage', { confirmedAt: earlierBy(maxAgeMs + 1) })
    expect(factsOf({ vehicle: { usage: read(answered(usage)).vehicle?.usage } })).toEqual([
      {
        path: 'vehicle.usage',
        source: 'traffic-police',
        status: 'PRESENT',
        subject: vin,
        revision: '1',
        record: { current: 'RIDE_HAILING' },
        unknown: 'TOO_OLD',
      },
    ])
  })

  it('are told of every envelope', () => {
    const paths = factsOf(read(answered(good()))) as { path: string }[]
    expect(paths.map(({ path }) => path)).toEqual(everyPath)
  })
})

describe('a list whose records speak of themselves', () => {
  const own = { confirmedAt: asOf.toISOString(), contradicted: false }
  type Marked = { kind: string; unknown?: UnknownReason | null }
  const marksOf = (records: object[], change: object = {}): (UnknownReason | null | undefined)[] => {
    const { insurance } = read(answered(changed('vehicle.insurance', { records, ...change }))).vehicle as {
      insurance: { records: Marked[] }
    }
    return insurance.records.map(({ unknown }) => unknown)
  }
  const weekMs = 7 * 24 * 3_600_000

  it.each([
    ['confirmed now', own, null],
    ['confirmed as long ago as may be', { ...own, confirmedAt: earlierBy(weekMs) }, null],
    ['confirmed longer ago', { ...own, confirmedAt: earlierBy(weekMs + 1) }, 'TOO_OLD'],
    ['never confirmed', { ...own, confirmedAt: null }, 'TOO_OLD'],
    ['confirmed at no time one can read', { ...own, confirmedAt: 'yesterday' }, 'TOO_OLD'],
    ['confirmed in the future', { ...own, confirmedAt: earlierBy(-120_001) }, 'AHEAD'],
    ['contradicted', { ...own, contradicted: true }, 'CONFLICTING'],
    ['contradicted, and says nothing of when', { contradicted: true }, 'CONFLICTING'],
    ['silent about itself', {}, undefined],
  ])('marks one that is %s by its own word', (_, said, mark) => {
    expect(
      marksOf([
        { kind: 'a', ...said },
        { kind: 'b', ...own },
      ]),
    ).toEqual([mark, null])
  })

  it('marks none of them where the list is of another subject or source, though it is CONFLICTING', () => {
    const status = 'CONFLICTING'
    const source = { id: 'somebody', name: 'x', authority: 'x' }
    expect(marksOf([own], { status, subject: 'LSVAA2BR9HN012345' })).toEqual(['OTHER_SUBJECT'])
    expect(marksOf([own], { status, source })).toEqual(['OTHER_SUBJECT'])
    expect(marksOf([own], { status })).toEqual([null])
  })

  it('leaves a list as it was answered where no record speaks of itself', () => {
    const records = [{ kind: 'a' }, null, 'b']
    expect(read(answered(changed('vehicle.insurance', { records }))).vehicle).toMatchObject({
      insurance: { records },
    })
  })

  it('says of the whole list what it said before', () => {
    const old = [{ kind: 'a', ...own, confirmedAt: earlierBy(weekMs + 1), contradicted: true }]
    expect(reasonsIn(answered(changed('vehicle.insurance', { records: old })))).toEqual({})
  })
})

describe('facts that are told apart from when they were observed', () => {
  const own = { confirmedAt: asOf.toISOString(), contradicted: false }
  const insured = (change: Record<string, unknown>) => changed('vehicle.insurance', change)
  const factsIn = (tree: Tree) => JSON.stringify(factsOf(read(answered(tree))))
  const vouchedFor = insured({ records: [{ kind: 'a', ...own }], unreadSince: null, behind: null })

  it.each([
    ['a record was confirmed later', { records: [{ kind: 'a', ...own, confirmedAt: earlierBy(1_000) }] }],
    ['something is unread', { unreadSince: earlierBy(5_000) }],
    ['another sender is behind', { behind: { name: '一站', since: earlierBy(9_000) } }],
  ])('are the same where %s', (_, change) => {
    const records = [{ kind: 'a', ...own }]
    expect(factsIn(insured({ records, unreadSince: null, behind: null, ...change }))).toBe(
      factsIn(vouchedFor),
    )
  })

  it.each([
    ['is contradicted', { ...own, contradicted: true }],
    ['has become too old', { ...own, confirmedAt: earlierBy(8 * 24 * 3_600_000) }],
  ])('are others where a record %s', (_, said) => {
    expect(factsIn(insured({ records: [{ kind: 'a', ...said }], unreadSince: null, behind: null }))).not.toBe(
      factsIn(vouchedFor),
    )
  })

  it('are of a snapshot of before what they were', () => {
    const records = [{ kind: 'a' }, 'b', null]
    expect(factsOf({ vehicle: { insurance: { ...good().vehicle.insurance, records } } })).toMatchObject([
      { records },
    ])
  })
})
