import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Database, ownWork, rowsOf } from '@one-visit/kit/database/database.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import { fixedClock, testDatabase } from '@one-visit/kit/testing.ts'
import { readEvidenceTable } from '@one-visit/schema/load.ts'
import { sql } from 'drizzle-orm'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ItemVersion } from '../catalogue/item.ts'
import { catalogue } from '../catalogue/items/index.ts'
import type { Frame } from '../context.ts'
import { type Ask, openGateway } from '../graph/gateway.ts'
import type { ApplicationRow } from '../store/rows.ts'
import { watchSubjects } from '../store/subjects.ts'
import { applications } from '../store/tables/cases.ts'
import {
  goodEvidence,
  outcome,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
  vin,
} from '../testing/room.ts'
import { pullsNeeded, sealedNumber, startPulls } from './pulls.ts'

const table = readEvidenceTable()
const documentOf = (text: string) => parse(text) as ItemVersion['evidence']
const driverItem = {
  evidence: documentOf(
    'query Item($ref: ID!) { driver(ref: $ref) { qualification { status } licence { status } } }',
  ),
}
const number = '330399199001010012'

describe('the pulls an evidence document rests on', () => {
  it('are those of the police facts it selects, with the least of their ages', () => {
    const document = documentOf(
      'query($vin: VIN!) { vehicle(vin: $vin) { permits { status } usage { status } policeStatus { status } } }',
    )
    expect(pullsNeeded(document, table)).toEqual({ vehicle: 'PT24H', licence: undefined })
    const stricter = { ...table, 'Vehicle.policeStatus': { source: 'traffic-police', maxAge: 'PT90M' } }
    expect(pullsNeeded(document, stricter)).toEqual({ vehicle: 'PT90M', licence: undefined })
    expect(pullsNeeded(driverItem.evidence, table)).toEqual({ vehicle: undefined, licence: 'PT24H' })
    const neither = documentOf('query($vin: VIN!) { vehicle(vin: $vin) { permits { status } } }')
    expect(pullsNeeded(neither, table)).toEqual({ vehicle: undefined, licence: undefined })
  })

  it('are of the vehicle alone for every item there is', () => {
    for (const { versions } of catalogue)
      for (const { evidence } of versions)
        expect(pullsNeeded(evidence, table)).toEqual({ vehicle: 'PT24H', licence: undefined })
  })
})

describe('an application that rests on the police', () => {
  let world: TestRoom
  beforeAll(async () => {
    world = await testRoom()
  })
  afterAll(() => world.close())

  const pulls = () =>
    world.played.asked
      .filter(({ operation }) => operation.startsWith('Request'))
      .map(({ operation, variables }) => [operation, variables])
  const vehicle = { vin, plateNumber: '浙CT1234', plateKind: '02' }
  const refresh = async (id: string): Promise<string | undefined> => {
    const asked = world.graph('mutation($id: ID!) { refreshEvidence(applicationId: $id) { id } }', { id })
    return (await outcome(asked, 'refreshEvidence')).code
  }

  it('asks for a pull unless the room has an answer young enough for the evidence', async () => {
    world.played.asked.length = 0
    await submitAs(world)
    await world.settle()
    expect(pulls()).toEqual([['RequestPoliceRecord', { vehicle, maxAge: 'PT24H' }]])
  })

  it('does so on a refresh too while the police let it pass, and asks afresh where they did not', async () => {
    const { value } = await submitAs(world)
    await world.settle()
    world.played.asked.length = 0
    expect(await refresh(value.id)).toBeUndefined()
    expect(pulls()).toEqual([['RequestPoliceRecord', { vehicle, maxAge: 'PT24H' }]])

    world.played.evidence.vehicle = {
      ...world.played.evidence.vehicle,
      usage: { ...(goodEvidence().vehicle?.usage as object), status: 'CONFLICTING' },
    }
    expect(await refresh(value.id)).toBeUndefined()
    world.played.asked.length = 0
    expect(await refresh(value.id)).toBeUndefined()
    expect(pulls()).toEqual([['RequestPoliceRecord', { vehicle }]])
  })

  it('keeps no number of the person where no source is asked by it', async () => {
    await submitAs(world, submission())
    const kept = await world.db.read(ownWork, (tx) =>
      tx.execute(sql`select 1 from approvals.watches where sealed_number is not null`),
    )
    expect(rowsOf(kept)).toEqual([])
  })
})

describe('an item that rests on a driving licence', () => {
  let db: Database
  let frame: Frame
  const asked: Parameters<Ask>[0][] = []
  const logged: unknown[] = []
  let isDown = false
  beforeAll(async () => {
    db = await testDatabase()
    const clock = fixedClock(start)
    const ask: Ask = async (request) => {
      asked.push(request)
      if (isDown) throw new Error('There is no route to the graph.')
      return { status: 200, body: { data: {} } }
    }
    frame = {
      db,
      clock,
      log: { warn: (...told: unknown[]) => logged.push(told) } as unknown as Logger,
      gateway: openGateway({ ask, serviceKey: generateKeyPairSync('ed25519').privateKey, clock }),
      evidenceTable: table,
      numberKey: createSecretKey(randomBytes(32)),
    } as Partial<Frame> as Frame
  })
  afterAll(() => db.close())

  const handIn = async (changes: Partial<ApplicationRow> = {}): Promise<ApplicationRow> =>
    db.write(ownWork, async (tx) => {
      const [row] = await tx
        .insert(applications)
        .values({
          id: crypto.randomUUID(),
          number: randomBytes(6).toString('hex'),
          item: 'RHL-03',
          itemVersion: 1,
          officeId: 'o',
          division: '330399',
          state: 'READY',
          submittedAt: new Date(start),
          submittedBy: 'c',
          applicantRef: 'v1.somebody',
          applicantName: '测试甲',
          applicantPhone: '13800000000',
          ...changes,
        })
        .returning()
      if (row === undefined) throw new Error('nothing was inserted')
      await watchSubjects(tx, row, sealedNumber(frame, driverItem, number))
      return row
    })

  it('has the licence pulled, by a number that is kept sealed and leaves in the body alone', async () => {
    const row = await handIn()
    for (const purpose of [{ actor: 'c' }, { actor: 'c', refreshes: true }]) {
      asked.length = 0
      await startPulls(frame, row, purpose, driverItem)
      expect(asked.map(({ variables }) => variables)).toEqual([
        { driver: { residentId: number }, maxAge: 'PT24H' },
      ])
      expect(asked[0]?.query).toContain('requestDrivingLicence')
      expect(asked[0]?.query).not.toContain(number)
      expect(JSON.stringify(asked[0]?.headers)).not.toContain(number)
    }
    const [watch] = rowsOf<{ row: string; bytes: string }>(
      await db.read(ownWork, (tx) =>
        tx.execute(
          sql`select w::text as row, encode(sealed_number, 'escape') as bytes from approvals.watches w
            where application_id = ${row.id} and subject_kind = 'driverRef'`,
        ),
      ),
    )
    expect(watch?.bytes.length).toBeGreaterThan(number.length)
    for (const text of [watch?.bytes, watch?.row]) {
      expect(text).not.toContain(number)
      expect(text).not.toContain(Buffer.from(number).toString('hex'))
    }
  })

  it('logs nothing of the number when the room is out of reach', async () => {
    isDown = true
    await startPulls(frame, await handIn(), { actor: 'c' }, driverItem)
    isDown = false
    expect(logged).toHaveLength(1)
    expect(JSON.stringify(logged)).not.toContain(number)
  })

  it('is not pulled where the applicant is no person', async () => {
    const row = await handIn({ applicantRef: null, applicantUscc: '91330399MA0000007R' })
    asked.length = 0
    await startPulls(frame, row, { actor: 'c' }, driverItem)
    expect(asked).toEqual([])
  })
})
