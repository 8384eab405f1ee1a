import fc from 'fast-check'
import { expect, it } from 'vitest'
import { companies, plates, type Sender, senders, stations, vehicles } from './cast.ts'
import { type Command, scripts } from './commands.ts'
import { compareDecision, type Faults, nothingSeen, type Seen } from './compare.ts'
import { judgeAnswer } from './judge.ts'
import { playScript, type RunClock } from './play.ts'
import { PureHub } from './pure-hub.ts'
import { askedAfter, seedOf, shareOf, tell } from './runs.ts'

const runs = Number(process.env.MODEL_RUNS ?? 2_000)

it('passes on nothing that is not known, fails nothing that is known to pass, and vouches for neither', {
  timeout: 30_000 + runs * 100,
}, async () => {
  const seen = nothingSeen()
  const seed = seedOf()
  const startedAt = Date.now()
  try {
    await fc.assert(
      fc.asyncProperty(scripts(40), async (script) => {
        const clock: RunClock = { now: 0 }
        const hub = new PureHub(clock)
        const { told } = await playScript(script, hub, clock)
        const faults: Faults[] = []
        for (const { vin, companyId } of askedAfter(script)) {
          const answer = await hub.ask({ vin, companyId })
          const judged = judgeAnswer({ vin, companyId }, answer, clock.now)
          faults.push(
            compareDecision({ told, vin, company: companyId, now: clock.now }, { answer, ...judged }, seen),
          )
        }
        expect(faults.flat()).toEqual([])
      }),
      { numRuns: runs, seed },
    )
  } finally {
    tell('pure', { seed, runs, ms: Date.now() - startedAt }, seen)
  }
  if (runs >= 200) holdsEnough(seen)
})

/** A model of which all is unknown proves nothing. */
function holdsEnough(seen: Seen): void {
  expect(shareOf(seen.decisions, 'PASS')).toBeGreaterThan(0.05)
  expect(shareOf(seen.decisions, 'FAIL')).toBeGreaterThan(0.05)
  expect(shareOf(seen.findings, 'PASS')).toBeGreaterThan(0.2)
  expect(shareOf(seen.findings, 'FAIL')).toBeGreaterThan(0.02)
  expect(seen.known / seen.facts).toBeGreaterThan(0.2)
  for (const status of ['PRESENT', 'CONFIRMED_ABSENT', 'STALE', 'UNAVAILABLE', 'CONFLICTING'])
    expect(shareOf(seen.envelopes, status)).toBeGreaterThan(0.005)
}

/** A hub after a script in which one sender at most numbers its batches, and everybody declares a first load. */
async function hubAfter(commands: readonly Command[], numbering?: Sender): Promise<PureHub> {
  const clock: RunClock = { now: 0 }
  const hub = new PureHub(clock)
  const habits = {
    numbers: senders.map((sender) => sender === numbering),
    everySeconds: senders.map(() => undefined),
    loads: senders.map(() => true),
    isTold: false,
  }
  await playScript({ habits, commands }, hub, clock)
  return hub
}

const [a, b] = vehicles
const platform = companies[0]
const plate = plates[1]

/** B bears a plate, which nobody could read; it drives, parks, and the plate goes to A. */
const handedOnUnread: readonly Command[] = [
  { do: 'deed', deed: { deed: 'bear', company: platform, vin: a, plate: plates[0] }, fate: 'ARRIVES' },
  { do: 'deed', deed: { deed: 'bear', company: platform, vin: b, plate }, fate: 'BROKEN' },
  { do: 'deed', deed: { deed: 'drive', company: platform, vin: b, km: 12_000 }, fate: 'ARRIVES' },
  { do: 'deed', deed: { deed: 'park', company: platform, vin: b }, fate: 'ARRIVES' },
  { do: 'deed', deed: { deed: 'bear', company: platform, vin: a, plate }, fate: 'ARRIVES' },
]

// The newer word that B is out of service makes up for the one nobody could read; A is the only vehicle read on the plate.
it("does not take another vehicle's figure where who bore the plate then was never read", async () => {
  const hub = await hubAfter(handedOnUnread)
  const { vehicle } = await hub.ask({ vin: a, companyId: platform })
  expect(vehicle?.mileage).not.toMatchObject({ status: 'PRESENT' })
})

/** The first report of a station is lost, its number is stated, and it compares its annulments, of which there are none. */
const [station, other] = stations
const beat = (sender: Sender): Command => ({
  do: 'beat',
  sender,
  everything: true,
  numbers: 'LAST',
  late: false,
})
const comparedWithout: readonly Command[] = [
  {
    do: 'deed',
    deed: { deed: 'test', station, vin: a, passed: false, km: 0, expected: false },
    fate: 'LOST',
  },
  beat(station),
  { do: 'compare', sender: station, everything: true, form: 'VERSIONS', one: 1, hoursAgo: 0 },
  beat(station),
  beat(other),
]

it('does not let a comparison of one message make up for a batch that may hold the first of another', async () => {
  const hub = await hubAfter(comparedWithout, station)
  const { vehicle } = await hub.ask({ vin: a, companyId: platform })
  expect(vehicle?.safety).not.toMatchObject({ status: 'CONFIRMED_ABSENT' })
})
