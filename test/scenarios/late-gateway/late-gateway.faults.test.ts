import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, ownWork } from '@one-visit/kit/database/database.ts'
import { testDatabase } from '@one-visit/kit/testing.ts'
import { jobSender } from '@one-visit/kit/work/jobs.ts'
import { policeRow } from '@one-visit/scripts/demo/cases.ts'
import { type DemoApplication, refreshEvidence } from '@one-visit/scripts/demo/documents.ts'
import { startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyFor, carOf, readCase, tellOf, untilCase } from '../../permit-case.ts'
import { buildWorld, type World, type WorldOptions, worldKeys } from '../../world.ts'

/** What is waited for comes; two hubs and their jobs take their time beside other suites. */
const patienceMs = 240_000

const cars = [carOf(30), carOf(31), carOf(32)]
const keys = worldKeys()
let db: Database
let police: Awaited<ReturnType<typeof startPoliceSimulator>>
let world: World
let cases: DemoApplication[]

const verdictOf = ({ evaluation }: DemoApplication) => evaluation?.verdict

/** A hub on the same database; it is left open when the hub ends. */
function start(options: WorldOptions = {}): Promise<World> {
  const lent = Object.create(db, { close: { value: async () => undefined } }) as Database
  const policeUrl = `http://127.0.0.1:${police.port}/trffweb/services/TmriOutAccess`
  return buildWorld({ db: lent, keys, policeUrl, ...options })
}

beforeAll(async () => {
  db = await testDatabase()
  police = await startPoliceSimulator({ port: 0, fleet: cars.map(policeRow) })
  world = await start()
  cases = []
  for (const car of cars) {
    await tellOf(world, car)
    const { id } = await applyFor(world, car)
    cases.push(await untilCase(world, id, ({ state }) => state === 'READY'))
  }
  await world.close()
}, patienceMs)
afterAll(async () => {
  await world?.close()
  await db?.close()
  await police?.close()
})

describe('a hub whose jobs begin before its gateway', () => {
  it('keeps the findings of its open cases, and makes them anew once there is one', {
    timeout: patienceMs,
  }, async () => {
    const evaluate = cases.map(({ id }) => ({ applicationId: id }))
    await db.write(ownWork, (tx) => jobSender(db, 'approvals').sendMany(tx, 'evaluate', evaluate))
    // Long enough for every job to ask in vain.
    world = await start({ isFed: true, beforeGateway: () => sleep(3_000) })
    const found = await Promise.all(cases.map(({ id }) => readCase(world, id)))
    expect(found.map(verdictOf)).toEqual(cases.map(verdictOf))
    expect(found.map(({ state }) => state)).toEqual(['READY', 'READY', 'READY'])
    const evaluatedAt = async () => {
      const query = 'query($id: ID!) { application(id: $id) { evaluation { evaluatedAt } } }'
      const answers = await Promise.all(
        cases.map(({ id }) =>
          world.ask<{ application: { evaluation: { evaluatedAt: string } } }>('station-clerk', query, { id }),
        ),
      )
      return answers.map(({ data }) => Date.parse(data?.application.evaluation.evaluatedAt ?? ''))
    }
    const begun = Date.now()
    await expect
      .poll(async () => Math.min(...(await evaluatedAt())), { timeout: patienceMs / 2 })
      .toBeGreaterThan(begun - 3_000)
    const anew = await Promise.all(cases.map(({ id }) => readCase(world, id)))
    expect(anew.map(verdictOf)).toEqual(cases.map(verdictOf))
  })
})

describe('a gateway that goes away at work', () => {
  it('leaves the findings, and what changed meanwhile is found when it is back', {
    timeout: patienceMs,
  }, async () => {
    const [car] = cars
    const [open] = cases
    if (car === undefined || open === undefined) throw new Error('There is a case.')
    const asked = world.approvalsAsk
    let vain = 0
    world.approvalsAsk = () => {
      vain += 1
      return Promise.reject(new Error('connect ECONNREFUSED'))
    }
    await tellOf(world, { ...car, inspection: 'FAIL' })
    await expect.poll(() => vain, { timeout: patienceMs / 4 }).toBeGreaterThan(1)
    expect(verdictOf(await readCase(world, open.id))).toBe('PASS')
    const { errors } = await world.ask('station-clerk', refreshEvidence, { id: open.id })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_UNAVAILABLE'])
    world.approvalsAsk = asked
    await untilCase(world, open.id, (found) => verdictOf(found) === 'FAIL', patienceMs / 2)
  })
})
