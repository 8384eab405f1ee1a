import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOfNothing, type HeldVersion, versionPieces, versionsDigestOf } from './versions-digest.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const at = new Date('2026-01-02T08:00:00.5+08:00')

/** In which piece a key's line stands, of the digest as `sha256sum` writes it. */
const pieceOf = (key: string): number => Number.parseInt(sha256(key).slice(0, 2), 16)

const version = fc.record({
  key: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('c-1\t330302', '浙CD00001')),
  at: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
})
const versions = fc.uniqueArray(version, { selector: ({ key }) => key, maxLength: 40 })

describe('the digest of versions', () => {
  it('of nothing is 256 times that of no text', () => {
    expect(digestOfNothing).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(versionsDigestOf([])).toEqual(Array.from({ length: versionPieces }, () => digestOfNothing))
    expect(versionPieces).toBe(256)
  })

  it('has a record as key, tab and time in UTC with milliseconds, in the piece of its key', () => {
    // SHA-256 of `a` begins with ca.
    const pieces = versionsDigestOf([{ key: 'a', at }])
    expect(pieces[0xca]).toBe(sha256('a\t2026-01-02T00:00:00.500Z'))
    expect(pieces.filter((piece) => piece !== digestOfNothing)).toHaveLength(1)
  })

  it('joins the lines of one piece by line feed, sorted as bytes and not as letters', () => {
    const keys = Array.from({ length: 2_000 }, (_, index) => `${index % 2 === 0 ? '浙' : '😀'}${index}`)
    const first = keys[0] ?? ''
    const same = keys.filter((key) => pieceOf(key) === pieceOf(first))
    expect(same.length).toBeGreaterThan(2)
    const lines = same.map((key) => Buffer.from(`${key}\t${at.toISOString()}`)).sort(Buffer.compare)
    const text = lines.map(String).join('\n')
    expect(versionsDigestOf(same.map((key) => ({ key, at })))[pieceOf(first)]).toBe(sha256(text))
  })

  it('is the same in whatever order the records are held', () => {
    fc.assert(
      fc.property(versions, fc.infiniteStream(fc.nat()), (held, order) => {
        const shuffled = held
          .map((one) => [order.next().value ?? 0, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one)
        expect(versionsDigestOf(shuffled)).toEqual(versionsDigestOf(held))
      }),
    )
  })

  it('differs in the pieces of what was changed, lost or added, and in no other', () => {
    fc.assert(
      fc.property(versions, version, fc.boolean(), (held, other, isChanged) => {
        const without = held.filter(({ key }) => key !== other.key)
        const later: HeldVersion = { ...other, at: new Date(other.at.getTime() + 1) }
        const before = versionsDigestOf(isChanged ? [...without, other] : without)
        const after = versionsDigestOf([...without, later])
        const differing = after.flatMap((piece, index) => (piece === before[index] ? [] : [index]))
        expect(differing).toEqual([pieceOf(other.key)])
      }),
    )
  })
})
