import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createDocumentStore, documentBytes } from './document-store.ts'

/** A document that says little in much text. */
const padded = (serial: number): string => `{ a${serial} ${','.repeat(60_000)} }`

/** A document of as many nodes as a document may have. */
const wide = (serial: number): string =>
  `{ ${Array.from({ length: 1_990 }, (_, index) => `a${serial}x${index}`).join(' ')} }`

describe('the store of documents', () => {
  it.each([
    ['text', padded],
    ['nodes', wide],
  ])('keeps no more bytes than it may, whatever makes documents large: %s', async (_, make) => {
    const store = createDocumentStore(4_000_000)
    for (let serial = 0; serial < 100; serial += 1) await store.set(`hash ${serial}`, parse(make(serial)))
    expect(store.bytes()).toBeLessThanOrEqual(4_000_000)
    expect(await store.get('hash 0')).toBeUndefined()
    expect(await store.get('hash 99')).toBeDefined()
  })

  it('counts the text a document came from, which its nodes hold', () => {
    expect(documentBytes(parse(padded(1)))).toBeGreaterThan(2 * 60_000)
    expect(documentBytes(parse(wide(1)))).toBeGreaterThan(1_990 * 500)
  })
})
