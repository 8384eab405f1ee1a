/** How long a waiting application waits. `npm run bench:events -- --help` says everything. */
import { readCommand } from '../command.ts'
import { benchExits, readCount, readDatabases } from './command.ts'

const asked = readCommand(
  {
    run: 'npm run bench:events',
    purpose:
      'Measures how long a waiting application waits: from the receipt of a police record to the stored evaluation that follows from it.',
    options: {
      applications: {
        type: 'string',
        value: 'N',
        default: '100',
        help: 'how many wait, each for its own vehicle',
      },
      rate: { type: 'string', value: 'N', default: '20', help: 'records a second' },
      database: { type: 'string', value: 'postgres|pglite', help: 'runs the hub on one database of the two' },
    },
    environment: {
      DATABASE_URL: 'server on which a database of its own is made; without it PGlite only',
      SETTLE: 'pause before the records are sent, ms (3000)',
    },
    exits: benchExits,
  },
  ({ values: { applications, rate, database } }) => ({
    applications: readCount('applications', applications),
    perSecond: readCount('rate', rate),
    databases: readDatabases('database', database, process.env.DATABASE_URL),
  }),
)

const { benchEvents } = await import('./run-events.ts')
await benchEvents(asked, process.env.DATABASE_URL)
