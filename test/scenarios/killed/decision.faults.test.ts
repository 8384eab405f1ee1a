import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoApplication, decide } from '@one-visit/scripts/demo/documents.ts'
import { run } from '@one-visit/scripts/demo/processes.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyFor, carOf, policeOf, tellOf, untilCase, verifyOf } from '../../permit-case.ts'
import { type RealHub, startRealHub } from './real-hub.ts'

/** Where a decision and its certificate can be cut off: before anything is stored, after, and on the way to the register. */
const points = ['decide-judged', 'decide-committed', 'issue-stored', 'issue-posted'] as const

/** On a server another process might still be at the job: it is taken over when its time is up. */
const takenOverWithinMs = 150_000

const server = process.env.DATABASE_URL || undefined
const name = `hub_killed_${randomBytes(6).toString('hex')}`
const dataDir = mkdtempSync(join(tmpdir(), 'killed-'))
const cars = points.map((_, index) => carOf(index + 1))
const carSubmitted = carOf(points.length + 3)
let databaseUrl: string | undefined
let police: Awaited<ReturnType<typeof policeOf>>
let hub: RealHub | undefined

async function admin(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

async function startHub(crashAt?: string): Promise<RealHub> {
  hub = await startRealHub({ dataDir, databaseUrl, policeUrl: police.url, ...(crashAt && { crashAt }) })
  return hub
}

beforeAll(async () => {
  police = await policeOf([...cars, carSubmitted])
  if (server === undefined) return
  await admin(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  databaseUrl = url.href
})
afterAll(async () => {
  await hub?.close()
  await police?.close()
  if (server !== undefined) await admin(`drop database if exists ${name} with (force)`)
  rmSync(dataDir, { recursive: true, force: true })
})

function decideOn(at: RealHub, application: DemoApplication) {
  return at.ask<{ decide: { status: string; decision: { id: string } | null } }>('station-clerk', decide, {
    id: application.id,
    version: application.version,
    digest: application.evaluation?.factsDigest,
    key: `killed-${application.id}`,
    outcome: 'APPROVE',
  })
}

describe('a hub that is killed', () => {
  it.each(points.map((point, index) => [point, index] as const))(
    'at %s decides once, issues once, and loses nothing it said',
    async (point, index) => {
      const car = cars[index] ?? carOf(1)
      const first = await startHub(point)
      await tellOf(first, car)
      const submitted = await applyFor(first, car)
      const ready = await untilCase(first, submitted.id, ({ state }) => state === 'READY')
      // An answer that came before the process died must hold afterwards.
      const said = await decideOn(first, ready).catch(() => undefined)
      await first.ended
      expect(first.running.child.signalCode).toBe('SIGKILL')

      const again = await startHub()
      const repeated = await decideOn(again, ready)
      expect([repeated.errors, repeated.data?.decide.status]).toEqual([[], 'DECIDED'])
      if (said?.data) expect(repeated.data?.decide.decision?.id).toBe(said.data.decide.decision?.id)
      const issued = await untilCase(again, ready.id, ({ state }) => state === 'ISSUED', takenOverWithinMs)
      expect(await verifyOf(again, issued.certificate?.token)).toMatchObject({ result: 'VALID' })

      const query = `query($id: ID!, $vin: VIN!) { application(id: $id) { decisions { id } }
        vehicle(vin: $vin) { permits { records { certificateId } } } }`
      const { data } = await again.ask<{
        application: { decisions: object[] }
        vehicle: { permits: { records: object[] } }
      }>('bureau-clerk', query, { id: ready.id, vin: car.vin })
      expect(data?.application.decisions).toEqual([{ id: repeated.data?.decide.decision?.id }])
      expect(data?.vehicle.permits.records).toEqual([{ certificateId: issued.certificate?.id }])
      await again.close()
    },
  )
  it('at submit-committed has the police asked all the same, and the application is ready', async () => {
    const first = await startHub('submit-committed')
    await tellOf(first, carSubmitted)
    await applyFor(first, carSubmitted).catch(() => undefined)
    await first.ended
    expect(first.running.child.signalCode).toBe('SIGKILL')
    const again = await startHub()
    const { id } = await applyFor(again, carSubmitted)
    await untilCase(again, id, ({ state }) => state === 'READY', takenOverWithinMs)
    await again.close()
  })
  it.each(['audit-chained', 'audit-sent'].map((point, index) => [point, points.length + 1 + index] as const))(
    'at %s has every act in the audit chain, once it runs again',
    async (point, place) => {
      const first = await startHub(point)
      await applyFor(first, carOf(place)).catch(() => undefined)
      await first.ended
      expect(first.running.child.signalCode).toBe('SIGKILL')
      const again = await startHub()
      await again.close()
      const output = await run('scripts/tools/audit.ts', ['--data', dataDir], {
        DATABASE_URL: databaseUrl ?? '',
        HUB_AUDIT_SINK: '',
      })
      expect(output).toMatch(/^[1-9]\d* checkpoints in the sink/m)
      expect(output).toMatch(/^0 rows are not chained yet$/m)
    },
  )
  it('leaves decisions that are decided again byte for byte', async () => {
    const output = await run('scripts/tools/replay.ts', ['--all', ...(server ? [] : ['--data', dataDir])], {
      DATABASE_URL: databaseUrl ?? '',
    })
    expect(output).toContain(`${points.length} decisions identical, 0 different`)
  })
})
