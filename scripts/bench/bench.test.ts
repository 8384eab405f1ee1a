import { describe, expect, it, vi } from 'vitest'
import { WrongCommand } from '../command.ts'
import { readDatabases } from './command.ts'
import { benchFeeds } from './run-feeds.ts'

describe('the databases a benchmark is asked for', () => {
  const server = 'postgres://somewhere'

  it('are those there are, where none is named', () => {
    expect(readDatabases('only', undefined, undefined)).toEqual(['pglite'])
    expect(readDatabases('only', undefined, server)).toEqual(['postgres', 'pglite'])
  })

  it('are never measured in silence where there is none', () => {
    expect(readDatabases('only', 'postgres', server)).toEqual(['postgres'])
    expect(() => readDatabases('only', 'postgres', undefined)).toThrow(WrongCommand)
    expect(() => readDatabases('only', 'oracle', server)).toThrow(/pglite or postgres, not oracle/)
  })
})

it('measures the feeds against copies and upserts of the very rows', { timeout: 120_000 }, async () => {
  const lines = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    await benchFeeds({ sizes: [3], rounds: 1, databases: ['pglite'], rows: undefined }, undefined)
    const { results } = JSON.parse(String(lines.mock.lastCall?.[0]))
    expect(results).toMatchObject([{ database: 'pglite', size: 3 }])
    for (const ratio of Object.values(results[0].ratios)) expect(ratio).toBeGreaterThan(0)
  } finally {
    lines.mockRestore()
  }
})
