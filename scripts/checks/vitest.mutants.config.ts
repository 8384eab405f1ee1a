import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The tests beside a rule come first, as most changes are noticed there; replaying all that was recorded takes longest. */
class RulesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): string =>
      moduleId.includes('/test/contract/') ? `1${moduleId}` : `0${moduleId}`
    return files.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  }
}

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
    include: [
      'subgraphs/approvals/{catalogue,judging}/**/*.test.ts',
      'test/contract/{released,catalogue}*.test.ts',
    ],
    // Items are judged by what was recorded of them: their own tests say the same, and judge before the first test runs,
    // which would count every rule as one that is only read at start.
    exclude: ['subgraphs/approvals/catalogue/items/*-*.test.ts'],
    // Rules keep nothing between tests: one worker reads them once for all files.
    isolate: false,
    sequence: { sequencer: RulesFirst },
    testTimeout: 120_000,
  },
})
