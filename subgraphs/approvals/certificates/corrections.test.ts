import { ownWork } from '@one-visit/kit/database/database.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itemInForce } from '../catalogue/items/index.ts'
import { findActsOf } from '../store/audit.ts'
import { applications } from '../store/tables/cases.ts'
import { certificates } from '../store/tables/certificates.ts'
import {
  decideAs,
  type goodEvidence,
  goodEvidenceOf,
  ofItself,
  read,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

/** The version that corrects all before it. */
const newest = itemInForce('RHL-02', '2026-06-01')?.version ?? 0

let world: TestRoom
/** A vehicle of its own for each test: an event about it wakes nothing of another. */
let serial = 300_000
let vin = ''

beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(start)
  serial += 1
  vin = `LSVAA4182E2${serial}`
  world.played.evidence = evidence()
  world.played.evidenceFor = {}
})

const evidence = () => goodEvidenceOf(vin)

type Evidence = ReturnType<typeof goodEvidence>

/** Changes the record of a fact of the vehicle. */
function change(tree: Evidence | undefined, fact: string, record: object) {
  const envelope = tree?.vehicle?.[fact] as { record: object }
  envelope.record = { ...envelope.record, ...record }
}

/** Lets the question of the correction find another record of a fact of the vehicle. */
function correctionFinds(fact: string, record: object, more: object = {}) {
  const other = evidence()
  change(other, fact, record)
  Object.assign(other.vehicle?.[fact] as object, more)
  world.played.evidenceFor = { ...world.played.evidenceFor, Rhl02EvidenceV3: other }
}

/** A certificate as it was issued before the correction of its item's version was released; `reviewed` once it was found. */
async function ofBefore({ reviewed = true } = {}): Promise<string> {
  const { value: seen } = await submitAs(
    world,
    submission({ vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' } }),
  )
  await decideAs(world, seen)
  await world.settle()
  await world.db.write(ownWork, async (tx) => {
    await tx.update(applications).set({ itemVersion: 1 }).where(eq(applications.id, seen.id))
    await tx
      .update(certificates)
      .set({ reviewedUnder: reviewed ? newest : 1 })
      .where(eq(certificates.applicationId, seen.id))
  })
  return seen.id
}

async function tell() {
  world.played.asked.length = 0
  await world.event({ type: 'something.changed', subject: { vin } })
  await world.settle()
}

async function notice() {
  world.played.asked.length = 0
  await world.db.write(ownWork, (tx) => world.jobs.send(tx, 'notice-lapses', {}))
  await world.settle()
}

const flagsOf = async (id: string) =>
  ((await read(world, id)).value?.certificate?.flags ?? []).map(
    ({ field, source, oldValue, newValue, state }) => ({
      field,
      source,
      oldValue,
      newValue,
      state,
    }),
  )
const questions = () =>
  world.played.asked
    .map(({ operation }) => operation)
    .filter((each) => each.includes('Evidence'))
    .toSorted()
const flag = (codes: string, state = 'OPEN') => ({
  field: 'item.version',
  source: 'hub-approvals',
  oldValue: '"1"',
  newValue: `"${newest}: ${codes}"`,
  state,
})

describe('a live certificate of a version that is corrected', () => {
  it('gets one flag where its correction would fail, however often it is reviewed, and stays under its version', async () => {
    const id = await ofBefore()
    correctionFinds('usage', { current: 'NON_COMMERCIAL' })
    await tell()
    await tell()
    expect(await flagsOf(id)).toEqual([flag('USAGE_RIDE_HAILING')])
    expect(questions()).toEqual(['Rhl02Evidence', 'Rhl02EvidenceV3'])
    expect((await read(world, id)).value).toMatchObject({ state: 'ISSUED', itemVersion: 1 })
    const rows = await world.db.read(ownWork, (tx) => findActsOf(tx, [id]))
    expect(
      rows.filter(({ action }) => action === 'CERTIFICATE_FLAGGED').map(({ detail }) => JSON.parse(detail)),
    ).toEqual([expect.objectContaining({ fields: ['item.version'] })])
  })

  it('gets one flag where its inspection was made while the station was closed, of which its version knows nothing', async () => {
    const id = await ofBefore()
    correctionFinds('safety', { duringClosure: true })
    await tell()
    await tell()
    expect(await flagsOf(id)).toEqual([flag('SAFETY_INSPECTION_VALID')])
    world.played.evidenceFor = {}
    await tell()
    expect(await flagsOf(id)).toEqual([flag('SAFETY_INSPECTION_VALID', 'ENDED')])
  })

  it('is rid of the flag when the correction fails no more, and keeps it while a source is silent', async () => {
    const id = await ofBefore()
    correctionFinds('usage', { current: 'NON_COMMERCIAL' })
    await tell()
    correctionFinds('usage', {}, { status: 'STALE' })
    await tell()
    expect(await flagsOf(id)).toEqual([flag('USAGE_RIDE_HAILING')])
    world.played.evidenceFor = {}
    await tell()
    expect(await flagsOf(id)).toEqual([flag('USAGE_RIDE_HAILING', 'ENDED')])
  })

  it('has one flag that names all that fails, in place of the one before', async () => {
    const id = await ofBefore()
    correctionFinds('usage', { current: 'NON_COMMERCIAL' })
    await tell()
    change(world.played.evidenceFor.Rhl02EvidenceV3, 'safety', { annulled: true })
    await tell()
    expect((await flagsOf(id)).filter(({ state }) => state === 'OPEN')).toEqual([
      flag('USAGE_RIDE_HAILING, SAFETY_INSPECTION_VALID'),
    ])
  })

  it('is told of what fails by its own version too as of any other change, and of nothing besides', async () => {
    const id = await ofBefore()
    change(world.played.evidence, 'usage', { current: 'NON_COMMERCIAL' })
    await tell()
    expect((await flagsOf(id)).map(({ field }) => field)).toEqual(['vehicle.usage.current'])
  })

  it('has none where its correction passes, cannot say, or has only its own permit against it', async () => {
    const id = await ofBefore()
    await tell()
    correctionFinds('policeStatus', { scrapOnUnlimited: false })
    await tell()
    const issued = {
      kind: 'RIDE_HAILING',
      state: 'VALID',
      validFrom: '2025-06-02',
      validUntil: '2028-06-01',
      validUntilUnlimited: false,
      ...ofItself,
    }
    for (const each of [world.played.evidence, world.played.evidenceFor.Rhl02EvidenceV3])
      Object.assign(each?.vehicle?.permits as object, { status: 'PRESENT', records: [issued] })
    await tell()
    expect(await flagsOf(id)).toEqual([])
  })

  it('is found and reviewed though nothing happens to it, once', async () => {
    const id = await ofBefore({ reviewed: false })
    correctionFinds('usage', { current: 'NON_COMMERCIAL' })
    await notice()
    expect(await flagsOf(id)).toEqual([flag('USAGE_RIDE_HAILING')])
    await notice()
    expect(questions()).toEqual([])
  })

  it('is not reviewed for it once it is over', async () => {
    const id = await ofBefore({ reviewed: false })
    world.clock.set('2028-06-02T02:00:00.000Z')
    await notice()
    expect(questions()).toEqual([])
    expect(await flagsOf(id)).toEqual([])
  })
})

describe('a live certificate of a version that nothing corrects', () => {
  it('is reviewed by one question, and not looked for', async () => {
    const { value: seen } = await submitAs(
      world,
      submission({ vehicle: { vin, plateNumber: '浙CT1234', plateColour: 'BLUE', plateKind: '02' } }),
    )
    await decideAs(world, seen)
    await world.settle()
    await tell()
    expect(questions()).toEqual(['Rhl02EvidenceV3'])
    await notice()
    expect(questions()).toEqual([])
  })
})
