import { fixedClock, scratchDatabase, testKeys } from '../testing.ts'
import { buildThings, makeThings, thing } from './fixtures/things.ts'
import { feedContracts } from './testing.ts'

feedContracts(
  async ({ crash }) => {
    const db = await scratchDatabase(makeThings)
    const room = await buildThings({
      db,
      clock: fixedClock('2026-01-02T00:00:00Z'),
      journalKey: testKeys().journalKey,
      crash,
    })
    return {
      ...room,
      db,
      close: async () => {
        await room.close()
        await db.close()
      },
    }
  },
  {
    things: {
      url: '/feeds/things/thing',
      contentType: 'application/json',
      headers: { authorization: 'Bearer token-one' },
      batch: (records) => JSON.stringify(records),
      record: ({ key, at, sequence, variant, deleted }) => ({
        id: `k${key}`,
        size: variant,
        at: at.toISOString(),
        n: sequence,
        gone: deleted,
      }),
      bad: { record: { id: 'x', at: 'never' }, code: 'FIELD_FORM', pointer: '/at' },
      withText: (text) => ({ id: text, at: '2026-01-01T00:00:00Z' }),
      plan: thing.plan,
    },
  },
)
