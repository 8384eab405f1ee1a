import { catalogue } from '@one-visit/approvals/catalogue/items/index.ts'
import { describe, expect, it } from 'vitest'
import { faultsOfVersions } from './version-order.ts'

type Version = Parameters<typeof faultsOfVersions>[0][number]

const first: Version = { version: 1, validFrom: '2016-11-01', releasedOn: '2026-11-25', needs: ['vin'] }
const second: Version = { ...first, version: 2, releasedOn: '2026-11-29', corrects: 1 }

describe('versions of an item', () => {
  it.each(catalogue.map(({ code, versions }) => [code, versions] as const))(
    'are in order: %s',
    (_, versions) => {
      expect(faultsOfVersions(versions)).toEqual([])
    },
  )

  it.each<[string, readonly Version[]]>([
    ['one', [first]],
    ['a correction for the same days of the law', [first, second]],
    ['a correction released on the same day', [first, { ...second, releasedOn: first.releasedOn }]],
    [
      'a new law from a later day',
      [
        { ...first, until: '2026-12-31' },
        { ...first, version: 2, validFrom: '2027-01-01' },
      ],
    ],
    [
      'a correction of the first after a new law',
      [
        { ...first, until: '2026-12-31' },
        { ...first, version: 2, validFrom: '2027-01-01' },
        { ...second, version: 3, until: '2026-12-31' },
      ],
    ],
    ['a correction that begins earlier', [first, { ...second, validFrom: '2016-04-01' }]],
  ])('may be %s', (_, versions) => {
    expect(faultsOfVersions(versions)).toEqual([])
  })

  it.each<[string, readonly Version[], RegExp]>([
    [
      'are out of the order of release',
      [second, { ...first, version: 2, releasedOn: '2026-11-28' }],
      /order of their release/,
    ],
    ['correct a later one', [{ ...first, corrects: 2 }, second], /version 2, which is not before it/],
    ['correct themselves', [{ ...first, corrects: 1 }], /not before it/],
    ['correct one that is not there', [first, { ...second, corrects: 9 }], /not before it/],
    [
      'correct one whose law holds on other days',
      [
        { ...first, until: '2026-12-31' },
        { ...second, validFrom: '2027-01-01' },
      ],
      /holds on no day of its own/,
    ],
    [
      'leave days of the law out',
      [
        { ...first, until: '2026-12-30' },
        { ...first, version: 2, validFrom: '2027-01-01' },
      ],
      /no version holds on the days after 2026-12-30/,
    ],
    ['end before they begin', [{ ...first, until: '2016-10-31' }], /ends before it begins/],
    [
      'need what a case of the version they correct may not name',
      [first, { ...second, needs: ['vin', 'companyId'] }],
      /needs companyId/,
    ],
  ])('are refused where they %s', (_, versions, fault) => {
    expect(faultsOfVersions(versions).join(' ')).toMatch(fault)
  })
})
