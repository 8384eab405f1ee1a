import { describe, expect, it } from 'vitest'
import { HubError } from '../errors.ts'
import { connectionOf, cursorOf, readPage } from './paging.ts'

describe('a page', () => {
  it('has 20 entries unless said, and 1 to 200 where said', () => {
    expect(readPage({}, ['text'])).toEqual({ first: 20, after: undefined })
    expect(readPage({ first: 200, after: null }, ['text']).first).toBe(200)
    for (const first of [0, -1, 201, 1_000_000]) expect(() => readPage({ first }, ['text'])).toThrow(HubError)
  })

  it('gives back the position a cursor was made of', () => {
    expect(readPage({ after: cursorOf(['名', 'x']) }, ['text', 'text']).after).toEqual(['名', 'x'])
  })

  it.each([
    '',
    'abc',
    cursorOf(['one']),
    cursorOf(['a', 'b\u0000']),
    Buffer.from('{"a":1}').toString('base64url'),
  ])('refuses the cursor "%s"', (after) => {
    expect(() => readPage({ after }, ['text', 'text'])).toThrow('not a cursor')
  })

  it.each([
    ['instant', '2026-11-30T08:00:00.000Z'],
    ['identifier', '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f'],
    ['count', '120'],
  ] as const)('refuses a cursor whose %s is none', (part, right) => {
    expect(readPage({ after: cursorOf([right]) }, [part]).after).toEqual([right])
    for (const wrong of [
      '',
      'x',
      '+270000-01-01T00:00:00.000Z',
      '-000001-01-01T00:00:00.000Z',
      '0000-01-01T00:00:00.000Z',
      '2026-02-30T00:00:00.000Z',
      'infinity',
      'f'.repeat(36),
      '-'.repeat(36),
      '9'.repeat(20),
      '-1',
      '1.5',
    ])
      expect(() => readPage({ after: cursorOf([wrong]) }, [part]), wrong).toThrow('not a cursor')
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
