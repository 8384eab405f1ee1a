import { createSecretKey, randomBytes } from 'node:crypto'
import { sealedNumber, startPulls } from '@one-visit/approvals/cases/pulls.ts'
import type { ItemVersion } from '@one-visit/approvals/catalogue/item.ts'
import type { Frame } from '@one-visit/approvals/context.ts'
import { openGateway } from '@one-visit/approvals/graph/gateway.ts'
import { readEvidence } from '@one-visit/approvals/judging/evidence.ts'
import type { ApplicationRow } from '@one-visit/approvals/store/rows.ts'
import { watchSubjects } from '@one-visit/approvals/store/subjects.ts'
import { applications } from '@one-visit/approvals/store/tables/cases.ts'
import { systemClock } from '@one-visit/kit/clock.ts'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { silentLog } from '@one-visit/kit/log.ts'
import { pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { readEvidenceTable } from '@one-visit/schema/load.ts'
import { type PoliceSimulator, startPoliceSimulator } from '@one-visit/scripts/simulators/police/police.ts'
import { seededDrivers } from '@one-visit/scripts/simulators/police/register.ts'
import { parse } from 'graphql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildWorld, type World } from '../../world.ts'

const [driver = {}] = seededDrivers(1, 5, new Date())
const number = driver.sfzmhm ?? ''
const text = `query($ref: ID!) { driver(ref: $ref) { licence {
  status source { id name authority } subject confirmedAt observedAt revision record { classes normal } } } }`
const item = { evidence: parse(text) as ItemVersion['evidence'] }
let police: PoliceSimulator
let world: World
let frame: Frame

beforeAll(async () => {
  police = await startPoliceSimulator({ port: 0, drivers: [driver] })
  world = await buildWorld({ policeUrl: `http://127.0.0.1:${police.port}/trffweb/services/TmriOutAccess` })
  const { ask } = world.gateway
  frame = {
    db: world.db,
    clock: systemClock,
    log: silentLog(),
    gateway: openGateway({ ask, serviceKey: world.keys.service.privateKey, clock: systemClock }),
    evidenceTable: readEvidenceTable(),
    numberKey: createSecretKey(randomBytes(32)),
  } as Partial<Frame> as Frame
})
afterAll(async () => {
  await world?.close()
  await police?.close()
})

function handIn(ref: string): Promise<ApplicationRow> {
  return world.db.write(ownWork, async (tx) => {
    const [row] = await tx
      .insert(applications)
      .values({
        id: crypto.randomUUID(),
        number: 'N1',
        item: 'RHL-03',
        itemVersion: 1,
        officeId: 'o',
        division: '330399',
        state: 'READY',
        submittedAt: new Date(),
        submittedBy: 'c',
        applicantRef: ref,
        applicantName: '虚构一',
        applicantPhone: '13800000000',
      })
      .returning()
    if (row === undefined) throw new Error('nothing was inserted')
    await watchSubjects(tx, row, sealedNumber(frame, item, number))
    return row
  })
}

it('an item that selects a driving licence has it pulled from the police and then knows it', async () => {
  const ref = pseudonymOf(number, world.keys.pseudonym)
  const row = await handIn(ref)
  const licence = async () => {
    const answer = await frame.gateway.run({
      query: text,
      variables: { ref },
      purpose: { actor: 'clerk', item: row.item, applicationId: row.id },
      deadlineMs: 4_000,
    })
    const about = { table: frame.evidenceTable, asOf: new Date() }
    return readEvidence(item.evidence, { ref }, answer, about).driver?.licence as Record<string, unknown>
  }
  expect(await licence()).toMatchObject({ unknown: expect.stringMatching(/UNAVAILABLE|STALE/) })
  await startPulls(frame, row, { actor: 'clerk' }, item)
  await expect.poll(async () => (await licence()).unknown, { timeout: 10_000 }).toBeNull()
  expect(await licence()).toMatchObject({
    status: 'PRESENT',
    subject: ref,
    record: { classes: driver.zjcx?.match(/[A-Z]\d?/g), normal: driver.zt === 'A' },
  })
  // A second application a moment later rests on the same answer.
  await startPulls(frame, row, { actor: 'clerk' }, item)
  expect(police.asked.map(({ jkid }) => jkid)).toEqual(['02C06'])
})
