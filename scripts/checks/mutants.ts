/**
 * Mutation testing of the rules: Stryker changes one thing at a time in catalogue/ and judging/, and a test must notice.
 * What no test notices stands in mutants-survivors.json with its reason. It is asked for by hand: it takes long.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Stryker } from '@stryker-mutator/core'
import { exits, readCommand } from '../command.ts'
import {
  compareSurvivors,
  describeMutant,
  isSurvivor,
  type ListedSurvivor,
  scoreOf,
} from './mutants-survivors.ts'

/** Lowest percentage of changes that a test must notice. */
const scoreMin = 90

const root = fileURLToPath(new URL('../..', import.meta.url))
const survivorsFile = fileURLToPath(new URL('mutants-survivors.json', import.meta.url))

const { all, only } = readCommand(
  {
    run: 'npm run mutants',
    purpose:
      'Changes the rules in subgraphs/approvals/{catalogue,judging} one thing at a time and runs their tests on each change. What is known of files and tests that did not change since the last run is taken from coverage/mutants.',
    options: {
      all: {
        type: 'boolean',
        default: false,
        help: 'tries every change again; needed after a change in a file that is neither a rule nor a test',
      },
      only: { type: 'string', value: 'GLOB', help: 'changes these files only, and compares no list' },
    },
    exits: {
      [exits.done]: `at least ${scoreMin} % were noticed, and the list of the others is right`,
      [exits.failed]: 'not so',
      [exits.wrongCommand]: 'a wrong command: nothing was tried',
    },
  },
  ({ values }) => values,
)

process.exitCode = await run(all, only)

async function run(all: boolean, only: string | undefined): Promise<number> {
  const { Stryker } = await import('@stryker-mutator/core')
  process.chdir(root)
  const sandbox = mkdtempSync(join(tmpdir(), 'mutants-'))
  try {
    const startedAt = performance.now()
    const mutants = await new Stryker({
      mutate: [
        only ?? 'subgraphs/approvals/{catalogue,judging}/**/*.ts',
        '!subgraphs/approvals/**/*.test.ts',
        '!subgraphs/approvals/**/*.case.ts',
      ],
      plugins: [
        import.meta.resolve('@stryker-mutator/vitest-runner'),
        new URL('mutants-prose.mjs', import.meta.url).href,
      ],
      ignorers: ['prose'],
      testRunner: 'vitest',
      vitest: { configFile: 'scripts/checks/vitest.mutants.config.ts', related: false },
      coverageAnalysis: 'perTest',
      incremental: true,
      incrementalFile: 'coverage/mutants/known.json',
      force: all,
      // The copy lies outside the tree, so that an interrupted run leaves no second set of tests in it.
      tempDirName: sandbox,
      cleanTempDir: 'always',
      ignorePatterns: ['.data', '.turbo', 'coverage'],
      reporters: ['progress-append-only', 'html'],
      htmlReporter: { fileName: 'coverage/mutants/report.html' },
      concurrency: 1,
      // A machine that does other work at the same time is not a rule that hangs.
      timeoutMS: 60_000,
      dryRunTimeoutMinutes: 20,
    }).runMutationTest()
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    return tell(mutants, seconds, only === undefined)
  } finally {
    rmSync(sandbox, { recursive: true, force: true })
  }
}

type Tested = Awaited<ReturnType<Stryker['runMutationTest']>>

/**
 * Prints score and survivors and answers the exit code: with `compares` 1 where too few are noticed, or where survivors
 * and their list differ; else 0.
 */
function tell(mutants: Tested, seconds: number, compares: boolean): number {
  const tried = mutants.filter(({ status }) => status !== 'Ignored')
  const found = mutants.filter(isSurvivor).map((mutant) => {
    const text = readFileSync(mutant.fileName, 'utf8')
    return describeMutant(relative(root, mutant.fileName), text, mutant)
  })
  const score = scoreOf(mutants)
  console.log(`${tried.length} changes in ${seconds} s; ${score.toFixed(1)} % noticed, ${found.length} not.`)
  if (!compares) {
    for (const survivor of found) console.log(JSON.stringify(survivor))
    return 0
  }
  const listed = JSON.parse(readFileSync(survivorsFile, 'utf8')) as ListedSurvivor[]
  const { unlisted, ended, unreasoned } = compareSurvivors(found, listed)
  for (const survivor of unlisted)
    console.log(`No test notices, and it is not listed: ${JSON.stringify(survivor)}`)
  for (const survivor of ended) console.log(`Listed, but noticed or gone: ${JSON.stringify(survivor)}`)
  for (const survivor of unreasoned) console.log(`Listed without a reason: ${JSON.stringify(survivor)}`)
  if (score < scoreMin) console.log(`At least ${scoreMin} % must be noticed.`)
  return score >= scoreMin && unlisted.length + ended.length + unreasoned.length === 0 ? 0 : 1
}
