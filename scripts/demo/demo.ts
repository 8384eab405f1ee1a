/**
 * Plays the ride-hailing permit over HTTP: the platform pushes a vehicle, the station posts its inspection, the police
 * report the usage-type change, the owner applies at the station's window, the approval step asks the graph one
 * question, the permit is issued and anybody can verify it; then what must not be approved.
 */
import { exits, readCommand } from '../command.ts'
import { demoDataDir } from '../host/data-dirs.ts'

const { values } = readCommand({
  run: 'npm run demo',
  purpose:
    "Plays the ride-hailing permit over HTTP, from the platform's push to the verified certificate, and what must not be approved.",
  options: {
    data: {
      type: 'string',
      value: 'DIR',
      default: demoDataDir(),
      help: 'data directory: it begins anew there and leaves it, e.g. for npm run replay',
    },
  },
  environment: { DATABASE_URL: 'PostgreSQL 15 or newer, in the place of the embedded database' },
  exits: {
    [exits.done]: 'every step did what it should',
    [exits.failed]: 'a step did not',
    [exits.wrongCommand]: 'a wrong command: nothing was done',
  },
})

const { playDemo } = await import('./play.ts')
process.exitCode = (await playDemo(values.data)) ? exits.done : exits.failed
