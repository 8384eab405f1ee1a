import { defineConfig } from 'vitest/config'
import { common, patience } from './vitest.config.ts'

/**
 * The long runs: real processes killed, databases stopped, disks filled. One file after the other: they measure and
 * wait. FAULT_ROUNDS is the number of random rounds, FAULT_SEED repeats them.
 */
export default defineConfig({
  ...common,
  test: {
    include: ['**/*.faults.test.ts'],
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    ...patience,
  },
})
