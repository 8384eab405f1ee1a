import { expect, it } from 'vitest'
import { roles } from './access.ts'

it('lets nobody read the owner of a vehicle by name and key but the evidence service', () => {
  const readers = Object.entries(roles).filter(([, scopes]) =>
    (scopes as readonly string[]).includes('owner:read'),
  )
  expect(readers.map(([role]) => role)).toEqual(['HUB_EVIDENCE'])
})
