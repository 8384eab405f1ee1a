import { describe, expect, it } from 'vitest'
import { catalogue, findItem, getItemVersion, itemInForce } from './index.ts'

describe('the catalogue', () => {
  it('finds each of its items by code and no other', () => {
    expect(catalogue.length).toBeGreaterThan(0)
    for (const item of catalogue) expect(findItem(item.code)).toBe(item)
    expect(findItem('RHL-99')).toBeUndefined()
  })

  it('cannot be changed', () => {
    expect(Object.isFrozen(catalogue)).toBe(true)
  })

  it.each([
    ['RHL-02', '2016-10-31', undefined],
    ['RHL-02', '2016-11-01', 1],
    ['RHL-02', '2016-11-02', 1],
    ['FRT-01', '2016-03-31', undefined],
    ['FRT-01', '2016-04-01', 1],
    ['RHL-99', '2026-06-01', undefined],
  ])('%s has on %s the version %s', (code, day, version) => {
    expect(itemInForce(code, day)?.version).toBe(version)
  })

  it.each(catalogue.flatMap(({ code, versions }) => versions.map(({ version }) => ({ code, version }))))(
    '$code in version $version is the item and the version in one, without the other versions',
    ({ code, version }) => {
      const item = findItem(code)
      const { versions, ...names } = item ?? { versions: [] }
      expect(getItemVersion(code, version)).toEqual({ ...names, ...versions[version - 1] })
      expect(getItemVersion(code, version)).not.toHaveProperty('versions')
    },
  )

  it('gives the version in force the same shape', () => {
    expect(itemInForce('RHL-02', '2016-11-01')).toEqual(getItemVersion('RHL-02', 1))
  })

  it.each([
    ['RHL-02', 0],
    ['RHL-02', 99],
    ['RHL-99', 1],
  ])('throws for %s in version %i, which never was', (code, version) => {
    expect(() => getItemVersion(code, version)).toThrow(`version ${version} of ${code}`)
  })
})
