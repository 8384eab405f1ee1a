import { describe, expect, it } from 'vitest'
import { absent, listFact, recordFact, unknownFact } from '../testing/facts.ts'
import { groundOf } from './ground.ts'

const item = { ownEffects: ['vehicle.permits'] }

describe('the ground of a certificate', () => {
  it('is the status and every value of a record, as canonical JSON, with the source', () => {
    const record = { plateNumber: '浙C12345', scrapOn: null, letters: [{ letter: 'A', effect: 'NONE' }] }
    expect(groundOf(item, { vehicle: { policeStatus: recordFact(record) } })).toEqual([
      { field: 'vehicle.policeStatus.status', source: 'source', value: '"PRESENT"' },
      { field: 'vehicle.policeStatus.plateNumber', source: 'source', value: '"浙C12345"' },
      { field: 'vehicle.policeStatus.scrapOn', source: 'source', value: 'null' },
      {
        field: 'vehicle.policeStatus.letters',
        source: 'source',
        value: '[{"effect":"NONE","letter":"A"}]',
      },
    ])
  })

  it('is a list as a whole', () => {
    expect(groundOf(item, { vehicle: { insurance: listFact([{ kind: '交强险' }]) } })).toEqual([
      { field: 'vehicle.insurance.status', source: 'source', value: '"PRESENT"' },
      { field: 'vehicle.insurance.records', source: 'source', value: '[{"kind":"交强险"}]' },
    ])
  })

  it('keeps records in the order they were answered', () => {
    const records = [{ kind: 'b' }, { kind: 'c' }, { kind: 'a' }]
    expect(groundOf(item, { vehicle: { insurance: listFact(records) } })[1]?.value).toBe(
      '[{"kind":"b"},{"kind":"c"},{"kind":"a"}]',
    )
  })

  it('is the content of records, without what they say of themselves', () => {
    const own = { confirmedAt: '2026-06-01T00:00:00.000Z', contradicted: false, unknown: null }
    expect(groundOf(item, { vehicle: { insurance: listFact([{ kind: '交强险', ...own }]) } })[1]?.value).toBe(
      '[{"kind":"交强险"}]',
    )
  })

  it.each([
    ['INCOMPLETE', 'PRESENT', ['a']],
    ['TOO_OLD', 'PRESENT', ['a']],
    ['CONFLICTING', 'CONFLICTING', ['a']],
    ['STALE', 'STALE', []],
    ['ERROR', 'PRESENT', []],
  ] as const)(
    'of a list that is %s, is the records that can be relied on by themselves',
    (unknown, status, kinds) => {
      const records = [
        { kind: 'a', contradicted: false, unknown: null },
        { kind: 'b', contradicted: true, unknown: 'CONFLICTING' },
        { kind: 'c', contradicted: false, unknown: 'TOO_OLD' },
        { kind: 'd' },
      ]
      const insurance = { ...listFact(records), status, unknown }
      expect(groundOf(item, { vehicle: { insurance } })).toEqual(
        kinds.length === 0
          ? []
          : [
              {
                field: 'vehicle.insurance.records',
                source: 'source',
                value: JSON.stringify(kinds.map((kind) => ({ kind }))),
              },
            ],
      )
    },
  )

  it('is nothing of a list whose conflict no record names', () => {
    const records = [{ kind: 'a', contradicted: false, unknown: null }]
    const insurance = { ...listFact(records), status: 'CONFLICTING', unknown: 'CONFLICTING' }
    expect(groundOf(item, { vehicle: { insurance } })).toEqual([])
  })

  it('is the status alone where the source has no record', () => {
    const { records: _, ...fact } = absent()
    expect(groundOf(item, { vehicle: { registration: fact } })).toEqual([
      { field: 'vehicle.registration.status', source: 'source', value: '"CONFIRMED_ABSENT"' },
    ])
  })

  it('leaves out what nobody vouches for', () => {
    expect(
      groundOf(item, {
        vehicle: { usage: unknownFact(), safety: { ...recordFact({}), unknown: 'TOO_OLD' } },
      }),
    ).toEqual([])
  })

  it('takes what a snapshot does not mark', () => {
    const { unknown: _, ...fact } = recordFact({})
    expect(groundOf(item, { vehicle: { usage: fact } })).toHaveLength(1)
  })

  it.each([null, undefined, 'text', 1, ['list']])('leaves out %j, which is no envelope', (envelope) => {
    expect(groundOf(item, { vehicle: { usage: envelope } })).toEqual([])
  })

  it('leaves out what the item says its certificate changes, and nothing else', () => {
    const permits = listFact([])
    expect(groundOf(item, { vehicle: { permits }, platform: { permits } }).map(({ field }) => field)).toEqual(
      ['platform.permits.status', 'platform.permits.records'],
    )
    expect(groundOf({}, { vehicle: { permits } })).toHaveLength(2)
  })

  it('has every envelope of every root, in their order', () => {
    const fact = recordFact({})
    expect(
      groundOf(item, { vehicle: { usage: fact, safety: fact }, office: { delegation: fact } }).map(
        ({ field }) => field,
      ),
    ).toEqual(['vehicle.usage.status', 'vehicle.safety.status', 'office.delegation.status'])
  })
})
