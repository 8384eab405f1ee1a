import fc from 'fast-check'
import { expect, it } from 'vitest'
import { companies, vehicles } from './cast.ts'
import { scripts } from './commands.ts'
import { compareDecision, nothingSeen } from './compare.ts'
import { judgeAnswer } from './judge.ts'
import { playScript, type RunClock } from './play.ts'
import { PureHub } from './pure-hub.ts'

const runs = Number(process.env.MODEL_RUNS ?? 2_000)
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000_000)

it('never passes on what is not known, and never fails what is known to pass', { timeout: 600_000 }, async () => {
  const seen = nothingSeen()
  const started = Date.now()
  await fc.assert(
    fc.asyncProperty(scripts(40), async (script) => {
      const clock: RunClock = { now: 0 }
      const hub = new PureHub(clock)
      await playScript(script, hub, clock, async ({ told }, step) => {
        if (step % 5 !== 0 && step !== script.commands.length - 1) return
        for (const vin of vehicles)
          for (const companyId of companies) {
            const answer = await hub.ask({ vin, companyId })
            const judged = judgeAnswer({ vin, companyId }, answer, clock.now)
            const about = { told, vin, company: companyId, now: clock.now }
            expect(compareDecision(about, { answer, ...judged }, seen)).toEqual([])
          }
      })
    }),
    { numRuns: runs, seed },
  )
  console.log(JSON.stringify({ seed, runs, ms: Date.now() - started, ...seen }))
})
