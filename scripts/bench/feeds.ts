/** How fast the feeds are. `npm run bench:feeds -- --help` says everything. */
import { readCommand } from '../command.ts'
import { benchExits, readCount, readDatabases } from './command.ts'

const asked = readCommand(
  {
    run: 'npm run bench:feeds',
    purpose:
      'Measures the feeds against plain COPY of the same rows and against upserts row by row, in turns within one run; or a whole import.',
    options: {
      sizes: { type: 'string', value: 'N,N', default: '1,100,1000,10000', help: 'records of a batch' },
      rounds: {
        type: 'string',
        value: 'N',
        help: 'turns of each size; else 40 of the small and 7 of the large',
      },
      only: { type: 'string', value: 'postgres|pglite', help: 'measures one database of the two' },
      rows: {
        type: 'string',
        value: 'N',
        help: 'imports a file of so many rows instead, and watches its memory',
      },
    },
    environment: { DATABASE_URL: 'server on which a database of its own is made; without it PGlite only' },
    exits: benchExits,
  },
  ({ values: { sizes, rounds, only, rows } }) => ({
    sizes: sizes.split(',').map((size) => readCount('sizes', size)),
    rounds: rounds === undefined ? undefined : readCount('rounds', rounds),
    databases: readDatabases('only', only, process.env.DATABASE_URL),
    rows: rows === undefined ? undefined : readCount('rows', rows),
  }),
)

const { benchFeeds } = await import('./run-feeds.ts')
await benchFeeds(asked, process.env.DATABASE_URL)
