import { expect, it } from 'vitest'
import { readsOfAll, roles } from './access.ts'

it('lets nobody read the owner of a vehicle by name and key but the evidence service', () => {
  const readers = Object.entries(roles).filter(([, scopes]) =>
    (scopes as readonly string[]).includes('owner:read'),
  )
  expect(readers.map(([role]) => role)).toEqual(['HUB_EVIDENCE'])
})

it('lets a platform and a station read their own by the scope that lets others read everybody’s', () => {
  expect(readsOfAll(['PLATFORM'], 'platform:read')).toBe(false)
  expect(readsOfAll(['STATION'], 'inspection:read')).toBe(false)
  expect(readsOfAll(['PLATFORM', 'BUREAU_CLERK'], 'platform:read')).toBe(true)
  expect(readsOfAll(['PLATFORM', 'STATION'], 'office:read')).toBe(true)
  expect(readsOfAll(['PLATFORM'], 'police:read')).toBe(false)
})
