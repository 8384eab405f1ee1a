import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addYears } from '../catalogue/check.ts'
import { canonicalJson } from '../judging/canonical.ts'
import { certificateNumber } from '../judging/certificate-content.ts'
import { readCertificateToken, signCertificateToken } from './certificate-token.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const content = { certificateId: 'c-1', issuedAt: 1_780_000_000, contentDigest: '0123456789abcdef'.repeat(4) }

describe('certificate token', () => {
  it('reads what was signed, and holds nothing else', () => {
    const token = signCertificateToken(content, privateKey)
    expect(readCertificateToken(token, publicKey)).toEqual(content)
  })

  it('is nothing when signed by another key, changed, cut off or no token', () => {
    const other = signCertificateToken(content, generateKeyPairSync('ed25519').privateKey)
    const [start, , signature] = signCertificateToken(content, privateKey).split('.')
    const body = Buffer.from(JSON.stringify(['c-2', 1, 1_780_000_000])).toString('base64url')
    for (const token of [other, `${start}.${body}.${signature}`, `${start}.${body}`, `${start}.${body}.`, ''])
      expect(readCertificateToken(token, publicKey)).toBeUndefined()
  })
})

it('numbers a permit by province, word, division and six digits', () => {
  expect(certificateNumber('330302', '交运管网约', 1)).toBe('浙交运管网约字330302000001号')
})

it('counts years from 29 February to the 28th unless the year has a 29th', () => {
  expect([3, 4, 80].map((years) => addYears('2020-02-29', years))).toEqual([
    '2023-02-28',
    '2024-02-29',
    '2100-02-28',
  ])
})

it('writes one canonical text whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
    }),
  )
})
