import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BothHubs } from './both-hubs.ts'
import { beginning } from './cast.ts'
import { scripts } from './commands.ts'
import { compareDecision, nothingSeen } from './compare.ts'
import { judgeAnswer } from './judge.ts'
import { playScript, type RunClock } from './play.ts'
import { PureHub } from './pure-hub.ts'
import { openRealHub } from './real-hub.ts'
import { askedAfter, seedOf, tell } from './runs.ts'

const runs = Number(process.env.MODEL_RUNS ?? 40)
const clock: RunClock = { now: beginning }
let real: Awaited<ReturnType<typeof openRealHub>>

beforeAll(async () => {
  real = await openRealHub(clock)
})
afterAll(() => real?.end())

it('holds through feeds and gateway, and the pure parts say what they say', {
  timeout: 120_000 + runs * 60_000,
}, async () => {
  const seen = nothingSeen()
  const seed = seedOf()
  const startedAt = Date.now()
  let played = 0
  let isFailed = false
  try {
    await fc.assert(
      fc.asyncProperty(scripts(40), async (script) => {
        const hub = new BothHubs(real, new PureHub(clock))
        const { told } = await playScript(script, hub, clock)
        const faults: string[] = []
        for (const { vin, companyId } of askedAfter(script)) {
          const answer = await hub.ask({ vin, companyId })
          const judged = judgeAnswer({ vin, companyId }, answer, clock.now)
          const about = { told, vin, company: companyId, now: clock.now }
          faults.push(...compareDecision(about, { answer, ...judged }, seen))
        }
        faults.push(...hub.differences)
        if (!isFailed) played += 1
        // It is shrunk for as long as as many runs again may take: every step plays a whole script.
        if (faults.length > 0 && !isFailed) console.log(`run ${played} fails: ${faults.join('; ')}`)
        isFailed ||= faults.length > 0
        expect(faults).toEqual([])
      }),
      { numRuns: runs, seed, interruptAfterTimeLimit: 100_000 + runs * 55_000 },
    )
  } finally {
    tell('real', { seed, runs: played, ms: Date.now() - startedAt }, seen)
  }
})
