import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { HubsFirst } from './hubs-first.ts'
import { slowestFiles } from './slowest-files.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What every test file is run with. */
export const common = {
  root,
  // One graphql for our code and for the libraries that require() it: its ESM build would be a second one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
}

/** Tests about what is one to a process: what it asks of the network from its first moment, how much memory it takes. */
const alone = ['gateway/telemetry.test.ts', 'subgraphs/kit/feed/feeds.test.ts']

const exclude = ['**/node_modules/**', '**/*.faults.test.ts']
/** What is waited for comes; how soon is a matter of the machine, and the second that vitest waits by itself was too short. */
export const patience = { expect: { poll: { timeout: 20_000 } } }

/** A report of one line says what was there, not only how many. */
const said = { chaiConfig: { truncateThreshold: 200 } }

const limits = { testTimeout: 60_000, hookTimeout: 120_000, ...patience, ...said }

/**
 * The whole suite: two workers, as many as the smallest machine has cores. The files of a worker share one process, which
 * loads the libraries and the embedded database once.
 */
export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    sequence: { sequencer: HubsFirst },
    reporters: ['default', slowestFiles],
    projects: [
      {
        ...common,
        test: {
          name: 'shared',
          include: ['**/*.test.ts'],
          exclude: [...exclude, ...alone],
          pool: 'forks',
          isolate: false,
          ...limits,
        },
      },
      { ...common, test: { name: 'alone', include: alone, exclude, pool: 'forks', ...limits } },
    ],
  },
})
