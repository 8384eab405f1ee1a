import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { recordFact } from '../testing/facts.ts'
import { check, judge } from './check.ts'
import type { RecordFact } from './fact.ts'
import { defineItem, type ItemVersionSource, itemVersion } from './item.ts'

interface Facts {
  seats: RecordFact<{ count: number }>
}

const document = parse('query ($vin: VIN!) { vehicle(vin: $vin) { seats { status } } }')
const texts = { about: ['座位', 'seats'], pass: ['好', 'ok'], fail: ['否', 'no'], advice: '。' } as const

function versionFrom(validFrom: string) {
  const source: ItemVersionSource<{ vin: string }, Facts> = {
    validFrom,
    releasedOn: '2016-10-01',
    basis: '《办法》',
    nature: 'PERMIT',
    visitClass: 'ONE_VISIT',
    counters: ['IW'],
    materials: [],
    promisedDays: 1,
    legalDays: 20,
    guide: '请到窗口。',
    needs: ['vin'],
    variables: ({ vin = '' }) => ({ vin }),
    checks: [check<Facts>('SEATS', texts, ({ seats }) => judge(seats, ({ count }) => count > 0))],
    machineApproval: false,
    paperAllowed: ['SEATS'],
    certificate: { kind: 'RIDE_HAILING', numberWord: '交运管', validUntil: (_, { day }) => day },
  }
  return {
    source,
    version: itemVersion(document as never, ({ vehicle }: { vehicle: Facts }) => vehicle, source),
  }
}

describe('an item', () => {
  const first = versionFrom('2016-11-01')
  const second = versionFrom('2019-01-01')
  const item = defineItem('RHL-99', { name: '许可', nameEn: 'Permit' }, [first.version, second.version])

  it('has its code, its names and its versions numbered from one in the order they stand', () => {
    expect(item).toMatchObject({ code: 'RHL-99', name: '许可', nameEn: 'Permit' })
    expect(item.versions.map(({ version, validFrom }) => [version, validFrom])).toEqual([
      [1, '2016-11-01'],
      [2, '2019-01-01'],
    ])
  })

  it('keeps everything that is written down for a version', () => {
    expect(item.versions[0]).toMatchObject(first.source)
    expect(item.versions[0]?.evidence).toBe(document)
  })

  it('finds in an answer the facts that its checks ask for', () => {
    const seats = recordFact({ count: 5 })
    expect(item.versions[0]?.factsOf({ vehicle: { seats } })).toEqual({ seats })
  })

  it('cannot be changed, nor its list of versions, nor one of them', () => {
    for (const thing of [item, item.versions, item.versions[0], item.versions[1]])
      expect(Object.isFrozen(thing)).toBe(true)
  })
})
