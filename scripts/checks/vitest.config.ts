import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { HubsFirst } from './hubs-first.ts'
import { slowestFiles } from './slowest-files.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The whole suite: two workers, as many as the smallest machine has cores. */
export default defineConfig({
  root,
  // One graphql for our code and for the libraries that require() it: its ESM build would be a second one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.faults.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: HubsFirst },
    reporters: ['default', slowestFiles],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
