import { describe, expect, it } from 'vitest'
import { HubError } from '../errors.ts'
import { connectionOf, cursorOf, readPage } from './paging.ts'

describe('a page', () => {
  it('has 20 entries unless said, and 1 to 200 where said', () => {
    expect(readPage({}, 1)).toEqual({ first: 20, after: undefined })
    expect(readPage({ first: 200, after: null }, 1).first).toBe(200)
    for (const first of [0, -1, 201, 1_000_000]) expect(() => readPage({ first }, 1)).toThrow(HubError)
  })

  it('gives back the position a cursor was made of', () => {
    expect(readPage({ after: cursorOf(['名', 'x']) }, 2).after).toEqual(['名', 'x'])
  })

  it.each([
    '',
    'abc',
    cursorOf(['one']),
    cursorOf(['a', 'b\u0000']),
    Buffer.from('{"a":1}').toString('base64url'),
  ])('refuses the cursor "%s"', (after) => {
    expect(() => readPage({ after }, 2)).toThrow('not a cursor')
  })

  it('knows of more only when one more row was read', () => {
    const page = connectionOf(
      ['a', 'b', 'c'],
      2,
      (row) => [row],
      (row) => row,
    )
    expect(page.edges.map(({ node }) => node)).toEqual(['a', 'b'])
    expect(page.pageInfo).toEqual({ hasNextPage: true, endCursor: cursorOf(['b']) })
    expect(
      connectionOf(
        [],
        2,
        () => [],
        () => 'none',
      ).pageInfo,
    ).toEqual({ hasNextPage: false, endCursor: null })
  })
})
