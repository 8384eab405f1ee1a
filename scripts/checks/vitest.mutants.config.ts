import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The tests that must notice a changed rule: none of them has a database, so that thousands of runs are cheap. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      // One graphql for our code and for the libraries that require() it, as in the whole suite.
      { find: /^graphql$/, replacement: 'graphql/index.js' },
      // Changed copies lie in another folder, whose node_modules is a link to this one: their rules, not ours.
      { find: /^@one-visit\/approvals\//, replacement: `${root}subgraphs/approvals/` },
    ],
  },
  test: {
    include: ['subgraphs/approvals/{catalogue,judging}/**/*.test.ts', 'test/contract/released*.test.ts'],
    exclude: ['**/items/{RHL-02,FRT-01}.test.ts'],
    // Rules keep nothing between tests: one worker reads them once for all files.
    isolate: false,
    testTimeout: 120_000,
  },
})
