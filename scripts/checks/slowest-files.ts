import type { Reporter, TestModule } from 'vitest/node'

const filesShown = 10

/** Prints the ten slowest files when a run ends: what to look at when the suite gets slow. */
export const slowestFiles: Reporter = {
  onTestRunEnd: (modules) => {
    if (modules.length <= filesShown) return
    console.log(`\nThe ${filesShown} slowest files, imports included:`)
    const timed = modules.map((module) => ({ file: module.relativeModuleId, tookMs: tookMs(module) }))
    for (const { file, tookMs } of timed.sort((a, b) => b.tookMs - a.tookMs).slice(0, filesShown))
      console.log(`${(tookMs / 1000).toFixed(1).padStart(7)} s  ${file}`)
  },
}

function tookMs(module: TestModule): number {
  const { prepareDuration, environmentSetupDuration, setupDuration, collectDuration, duration } =
    module.diagnostic()
  return prepareDuration + environmentSetupDuration + setupDuration + collectDuration + duration
}
