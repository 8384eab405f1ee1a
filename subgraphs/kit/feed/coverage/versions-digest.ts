import { createHash } from 'node:crypto'

/** Into how many pieces the digests of versions are cut, by the first byte of a key's digest. */
export const versionPieces = 256

/** A record a sender holds: its key, fields joined by tab, and when it last changed it. */
export interface HeldVersion {
  key: string
  at: Date
}

/**
 * The digests a sender states as `versionsDigest` of what it holds: SHA-256, hex, of each of 256 pieces. A record is a
 * line, its key, a tab and its time in UTC with milliseconds, in the piece of the first byte of its key's SHA-256; the
 * lines of a piece are sorted as bytes and joined by line feed.
 */
export function versionsDigestOf(records: readonly HeldVersion[]): string[] {
  const pieces: string[][] = Array.from({ length: versionPieces }, () => [])
  for (const { key, at } of records) {
    const piece = createHash('sha256').update(key).digest()[0] ?? 0
    pieces[piece]?.push(`${key}\t${at.toISOString()}`)
  }
  return pieces.map((lines) =>
    lines.length === 0 ? digestOfNothing : digestOf(lines.sort(asBytes).join('\n')),
  )
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** SHA-256 of a piece without a line. */
export const digestOfNothing = digestOf('')

function asBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
