import { type KeyObject, sign, verify } from 'node:crypto'

/** What a QR code carries: which certificate, which version of it, since when. No personal data. */
export interface TokenContent {
  certificateId: string
  version: number
  /** When it was issued, epoch seconds. */
  issuedAt: number
}

const prefix = 'ov1'

/** The signed token of a certificate (Ed25519): `ov1.content.signature`, base64url, fit for a URL. */
export function signCertificateToken(content: TokenContent, key: KeyObject): string {
  const body = Buffer.from(
    JSON.stringify([content.certificateId, content.version, content.issuedAt]),
  ).toString('base64url')
  const signed = `${prefix}.${body}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

/** The content of a genuine token; undefined for everything else. Proves origin and age, not that it is still valid. */
export function readCertificateToken(token: string, key: KeyObject): TokenContent | undefined {
  const [start, body, signature, ...rest] = token.split('.')
  if (start !== prefix || body === undefined || signature === undefined || rest.length > 0) return undefined
  if (!verify(null, Buffer.from(`${start}.${body}`), key, Buffer.from(signature, 'base64url')))
    return undefined
  const [certificateId, version, issuedAt] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
    string,
    number,
    number,
  ]
  return { certificateId, version, issuedAt }
}
