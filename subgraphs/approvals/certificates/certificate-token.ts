import { type KeyObject, sign, verify } from 'node:crypto'

/** What a QR code carries: which certificate, since when, and what was issued. No personal data. */
export interface TokenContent {
  certificateId: string
  /** When it was issued, epoch seconds. */
  issuedAt: number
  /** sha-256 of the issued content, hex; undefined in tokens from before it was signed. */
  contentDigest: string | undefined
}

const prefix = 'ov1'

/** What a token's second place says: whether the digest of the content follows. */
const forms = { withoutContent: 1, withContent: 2 } as const

/** The signed token of a certificate (Ed25519): `ov1.content.signature`, base64url, fit for a URL. */
export function signCertificateToken(
  { certificateId, issuedAt, contentDigest }: TokenContent & { contentDigest: string },
  key: KeyObject,
): string {
  const digest = Buffer.from(contentDigest, 'hex').toString('base64url')
  const body = Buffer.from(JSON.stringify([certificateId, forms.withContent, issuedAt, digest])).toString(
    'base64url',
  )
  const signed = `${prefix}.${body}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

/** The content of a genuine token; undefined for everything else. Proves origin, age and content, not that it is still valid. */
export function readCertificateToken(token: string, key: KeyObject): TokenContent | undefined {
  const [start, body, signature, ...rest] = token.split('.')
  if (start !== prefix || body === undefined || signature === undefined || rest.length > 0) return undefined
  if (!verify(null, Buffer.from(`${start}.${body}`), key, Buffer.from(signature, 'base64url')))
    return undefined
  // What carries our signature is one of the forms we wrote.
  const [certificateId, , issuedAt, digest] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
    string,
    number,
    number,
    string?,
  ]
  const contentDigest = digest === undefined ? undefined : Buffer.from(digest, 'base64url').toString('hex')
  return { certificateId, issuedAt, contentDigest }
}
