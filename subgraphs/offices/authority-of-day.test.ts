import { describe, expect, it } from 'vitest'
import { type AffiliationVersion, authorityOfDay, type OfficeOfAuthority } from './authority-of-day.ts'

const city: OfficeOfAuthority = { id: 'wenzhou-bureau', kind: 'BUREAU', division: '330300' }
const county: OfficeOfAuthority = { id: 'county-330324', kind: 'COUNTY', division: '330324' }
const otherCity: OfficeOfAuthority = { id: 'ningbo-bureau', kind: 'BUREAU', division: '330200' }
const authorities = [city, county, otherCity]

const station = (division: string): OfficeOfAuthority => ({ id: '330303001', kind: 'STATION', division })

function stated(authority: string, validFrom: string, day = 1, recordId = authority): AffiliationVersion {
  const sourceAt = new Date(Date.UTC(2026, 0, day))
  const revision = `${recordId}@${sourceAt.toISOString()}/0`
  return { authority, validFrom, deleted: false, sourceAt, sourceSequence: 0, revision }
}

const nameOf = (office: OfficeOfAuthority, versions: AffiliationVersion[], day = '2026-11-29') =>
  authorityOfDay(office, versions, authorities, day)?.authority?.id

describe('the authority of an office', () => {
  it.each([city, county])('is the office itself where it is a bureau: $id', (bureau) => {
    expect(nameOf(bureau, [stated('ningbo-bureau', '2020-01-01')])).toBe(bureau.id)
  })

  it.each([
    ['330324', 'county-330324'],
    ['330302', 'wenzhou-bureau'],
    ['330326', 'wenzhou-bureau'],
    ['330300', 'wenzhou-bureau'],
    ['330203', 'ningbo-bureau'],
    ['330106', undefined],
  ])('is, where the directory states none, the bureau of the place %s: %s', (division, expected) => {
    expect(nameOf(station(division), [])).toBe(expected)
  })

  it('is the one the directory states, by day: what is announced changes nothing today', () => {
    const announced = stated('wenzhou-bureau', '2027-01-01')
    expect(nameOf(station('330324'), [announced])).toBe('county-330324')
    expect(nameOf(station('330324'), [announced], '2026-12-31')).toBe('county-330324')
    expect(nameOf(station('330324'), [announced], '2027-01-01')).toBe('wenzhou-bureau')
    const back = stated('county-330324', '2028-01-01')
    expect(nameOf(station('330324'), [back, announced], '2027-12-31')).toBe('wenzhou-bureau')
    expect(nameOf(station('330324'), [back, announced], '2028-01-01')).toBe('county-330324')
    expect(nameOf(station('330324'), [{ ...announced, deleted: true }], '2027-01-01')).toBe('county-330324')
  })

  it.each([
    ['a station', '330303002'],
    ['nobody', 'closed-bureau'],
  ])('is not known where the directory names %s', (_, named) => {
    const found = authorityOfDay(station('330324'), [stated(named, '2020-01-01')], authorities, '2026-11-29')
    expect(found).toMatchObject({ authority: undefined, stated: { authority: named } })
  })

  it('is not known where one record says two days at one instant, or two bureaus are of one place', () => {
    const divided = [
      stated('county-330324', '2020-01-01', 1, 'r'),
      stated('wenzhou-bureau', '2021-01-01', 1, 'r'),
    ]
    expect(nameOf(station('330324'), divided)).toBeUndefined()
    const twice = [...authorities, { ...county, id: 'second-county' }]
    expect(authorityOfDay(station('330324'), [], twice, '2026-11-29')).toEqual({
      authority: undefined,
      stated: undefined,
    })
  })
})
