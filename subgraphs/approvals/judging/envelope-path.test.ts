import { expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { pathOf, withPaths } from './envelope-path.ts'

const source = { id: 'traffic-police', name: '', authority: '' }
const usage = { status: 'PRESENT', source, subject: 'x', record: { current: 'FREIGHT' } } as const
const evidence = { vehicle: { usage, policeStatus: { ...usage, record: {} } } }

it('says where an envelope lies, and goes along with a copy of it', () => {
  const { usage: placed, policeStatus } = withPaths(evidence).vehicle as Record<string, typeof usage>
  expect(pathOf(placed)).toBe('vehicle.usage')
  expect(pathOf(policeStatus)).toBe('vehicle.policeStatus')
  expect(placed && pathOf({ ...placed, subject: 'another' })).toBe('vehicle.usage')
  expect(pathOf(usage)).toBeUndefined()
  expect(pathOf(null)).toBeUndefined()
})

it('leaves the bytes of a snapshot as they are', () => {
  expect(canonicalJson(withPaths(evidence))).toBe(canonicalJson(evidence))
  expect(JSON.stringify(withPaths(evidence))).toBe(JSON.stringify(evidence))
})
