import { readInstant } from '@one-visit/schema/time.ts'
import { HubError } from '../errors.ts'
import { isIdentifier } from '../identifier.ts'

/** The most entries of a page. */
export const pageMax = 200

/** A page as asked for. */
export interface PageArguments {
  first?: number | null | undefined
  after?: string | null | undefined
}

/** A page as read: how many, and the position of the last entry seen, part by part. */
export interface Page {
  first: number
  after: readonly string[] | undefined
}

/** What a part of a cursor holds; a foreign one is refused before a database is asked. */
export type CursorPart = 'instant' | 'identifier' | 'count' | 'text'

const isPart: Readonly<Record<CursorPart, (text: string) => boolean>> = {
  instant: isInstant,
  identifier: isIdentifier,
  count: (text) => /^\d{1,9}$/.test(text),
  text: (text) => !text.includes('\u0000'),
}

function isInstant(text: string): boolean {
  try {
    return readInstant(text).getUTCFullYear() > 0
  } catch {
    return false
  }
}

/** Writes a position as a cursor; clients pass it back unread. */
export function cursorOf(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * Reads the arguments of a list whose cursors have these parts.
 * @throws HubError BAD_USER_INPUT for a page size outside 1 to 200 or a foreign cursor
 */
export function readPage({ first, after }: PageArguments, parts: readonly CursorPart[]): Page {
  const size = first ?? 20
  if (size < 1 || size > pageMax)
    throw new HubError('BAD_USER_INPUT', `A page has 1 to ${pageMax} entries; first asks for ${size}.`, {
      argument: 'first',
    })
  return { first: size, after: after === null || after === undefined ? undefined : readCursor(after, parts) }
}

function readCursor(cursor: string, parts: readonly CursorPart[]): readonly string[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const fits =
      Array.isArray(position) &&
      position.length === parts.length &&
      parts.every((part, index) => typeof position[index] === 'string' && isPart[part](position[index]))
    if (fits) return position
  } catch {
    // not a cursor of ours: refused below
  }
  throw new HubError('BAD_USER_INPUT', 'The value of after is not a cursor this list gave.', {
    argument: 'after',
  })
}

/** A page of a list. */
export interface Connection<Node> {
  edges: readonly { node: Node; cursor: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** Makes a page of rows that were read with one more than asked for, so that it is known whether more follows. */
export function connectionOf<Row, Node>(
  rows: readonly Row[],
  first: number,
  positionOf: (row: Row) => readonly string[],
  nodeOf: (row: Row) => Node,
): Connection<Node> {
  const edges = rows.slice(0, first).map((row) => ({ node: nodeOf(row), cursor: cursorOf(positionOf(row)) }))
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
}
