import { randomUUID } from 'node:crypto'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAuditChain } from '../audit/verify-chain.ts'
import { itemInForce } from '../catalogue/items/index.ts'
import { findActsOf } from '../store/audit.ts'
import { findEvaluations } from '../store/questions.ts'
import { applications, evaluations } from '../store/tables/cases.ts'
import {
  decideAs,
  goodEvidence,
  newApplicant,
  operatorUscc,
  outcome,
  read,
  receipt,
  type Seen,
  secondClerk,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'
import { itemOf } from './item-of.ts'
import { storeEvaluation } from './store-evaluation.ts'

/** The version of an item that corrects all before it. */
const newestOf = (code: string): number => itemInForce(code, '2026-06-01')?.version ?? 0
const newest = newestOf('RHL-02')

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(start)
  world.played.evidence = goodEvidence()
  world.played.whileAsked = undefined
  world.played.feed = () => receipt('APPLIED')
  world.played.asked.length = 0
})

/** Lets an application be one that was taken in, and last judged, before the correction of its version was released. */
async function setBack(id: string, changes: Partial<typeof applications.$inferInsert> = {}): Promise<void> {
  await world.db.write(ownWork, (tx) =>
    tx
      .update(applications)
      .set({ itemVersion: 1, ...changes })
      .where(eq(applications.id, id)),
  )
}

async function takenIn(input = submission({ applicant: newApplicant() })): Promise<Seen> {
  const { value } = await submitAs(world, input)
  await setBack(value.id)
  world.played.asked.length = 0
  return { ...value, itemVersion: 1 }
}

/** An application whose rule may approve it; it does not while the vehicle is not used for freight. */
const freight = () =>
  submission({
    item: 'FRT-01',
    applicant: { name: '测试乙', uscc: operatorUscc, phone: '13800000000' },
    platformCompanyId: undefined,
    operatorUscc,
  })

function freightEvidence() {
  const evidence = goodEvidence()
  Object.assign(evidence.vehicle?.usage as object, { record: { current: 'FREIGHT', changeCompleted: false } })
  return evidence
}

const refresh = (id: string) =>
  outcome<Seen>(
    world.graph('mutation($id: ID!) { refreshEvidence(applicationId: $id) { id } }', { id }),
    'refreshEvidence',
  )
const stands = async (id: string) => (await read(world, id)).value
const changesOf = async (id: string) =>
  (await world.db.read(ownWork, (tx) => findActsOf(tx, [id]))).filter(
    ({ action }) => action === 'ITEM_VERSION_CHANGED',
  )
const questions = () =>
  world.played.asked.map(({ operation }) => operation).filter((each) => each.includes('Evidence'))

describe('an undecided application whose version is corrected', () => {
  it('moves to the correction with its next evaluation, once, and the row and the chain say so', async () => {
    const seen = await takenIn()
    await refresh(seen.id)
    expect(await stands(seen.id)).toMatchObject({
      itemVersion: newest,
      version: seen.version + 1,
      state: 'READY',
    })
    const [change, ...more] = await changesOf(seen.id)
    expect(JSON.parse(change?.detail ?? '')).toEqual({
      item: 'RHL-02',
      from: 1,
      to: newest,
      subject: expect.stringMatching(/^v1\./),
    })
    expect(more).toEqual([])
    expect(questions()).toEqual(['Rhl02EvidenceV3'])
    await refresh(seen.id)
    expect(await stands(seen.id)).toMatchObject({ version: seen.version + 1 })
    expect(await changesOf(seen.id)).toHaveLength(1)
    await world.chained()
    expect(await verifyAuditChain(world.db)).toMatchObject({ intact: true })
  })

  it('has an evaluation by the correction, which says what the version before did not', async () => {
    const evidence = goodEvidence()
    const permit = evidence.platform?.permit as { record: object }
    Object.assign(permit.record, { validUntil: null })
    world.played.evidence = evidence
    const seen = await takenIn()
    await refresh(seen.id)
    const now = await stands(seen.id)
    expect(now).toMatchObject({ state: 'WAITING_FOR_EVIDENCE', evaluation: { verdict: 'UNKNOWN' } })
    const stored = await world.db.read(ownWork, (tx) =>
      tx.select().from(evaluations).where(eq(evaluations.applicationId, seen.id)),
    )
    expect(stored.map(({ itemVersion }) => itemVersion)).toEqual([newest, newest])
    expect(JSON.parse(stored.at(-1)?.snapshot ?? '')).toMatchObject({ itemVersion: newest })
  })

  it('is moved when news of it comes, too', async () => {
    const seen = await takenIn()
    await world.event({ type: 'usage.changed', subject: { vin: 'LSVAA4182E2123456' } })
    await world.settle()
    expect(await stands(seen.id)).toMatchObject({ itemVersion: newest })
  })

  it('is shown to the clerk under the correction before it is decided, though the facts are the same', async () => {
    const seen = await takenIn()
    const first = await decideAs(world, seen)
    expect(first.value).toMatchObject({ status: 'EVIDENCE_CHANGED', decision: null })
    expect(first.value.application).toMatchObject({ itemVersion: newest, version: seen.version + 1 })
    expect((await decideAs(world, seen)).code).toBe('CONFLICT')
    const { value } = await decideAs(world, first.value.application)
    expect(value).toMatchObject({
      status: 'DECIDED',
      application: { state: 'APPROVED', itemVersion: newest },
    })
    await world.settle()
    expect(await stands(seen.id)).toMatchObject({ state: 'ISSUED', itemVersion: newest })
  })

  it('is not refused either on what the version before found', async () => {
    const seen = await takenIn()
    const { value } = await decideAs(world, seen, { outcome: 'REFUSE', reason: '不符' })
    expect(value).toMatchObject({
      status: 'EVIDENCE_CHANGED',
      application: { state: 'READY', itemVersion: newest },
    })
  })

  it('is turned away where it moves while a decision on it is judged', async () => {
    const { value: seen } = await submitAs(world)
    world.played.whileAsked = async () => {
      world.played.whileAsked = undefined
      await world.db.write(ownWork, (tx) =>
        tx
          .update(applications)
          .set({ version: seen.version + 1 })
          .where(eq(applications.id, seen.id)),
      )
    }
    expect((await decideAs(world, seen)).code).toBe('CONFLICT')
  })

  it('is approved by its rule under the correction', async () => {
    const { value: seen } = await submitAs(world, freight())
    await setBack(seen.id)
    expect(seen).toMatchObject({ state: 'READY', evaluation: { verdict: 'FAIL' } })
    world.played.evidence = freightEvidence()
    await refresh(seen.id)
    await world.settle()
    expect(await stands(seen.id)).toMatchObject({
      state: 'ISSUED',
      itemVersion: newestOf('FRT-01'),
      decisions: [{ decidedBy: 'machine:FRT-01' }],
    })
  })

  it('is approved by its rule under the correction, where the version before had passed and nobody had acted on it', async () => {
    const { value: seen } = await submitAs(world, freight())
    const evaluationId = randomUUID()
    await world.db.write(ownWork, async (tx) => {
      const [found] = await tx.select().from(evaluations).where(eq(evaluations.applicationId, seen.id))
      if (found === undefined) throw new Error('The application was evaluated.')
      await tx.insert(evaluations).values({ ...found, id: evaluationId, verdict: 'PASS', itemVersion: 1 })
    })
    await setBack(seen.id, { evaluationId })
    world.played.evidence = freightEvidence()
    await world.db.write(ownWork, (tx) => world.jobs.send(tx, 'machine-decision', { applicationId: seen.id }))
    await world.settle()
    expect(await stands(seen.id)).toMatchObject({ state: 'ISSUED', itemVersion: newestOf('FRT-01') })
  })

  it('keeps the paper that was confirmed for it, for checks of which the correction takes paper', async () => {
    const evidence = goodEvidence()
    if (evidence.vehicle) evidence.vehicle.insurance = null
    world.played.evidence = evidence
    const seen = await takenIn()
    const { digest } = await world.upload(Buffer.from('%PDF-1.4 policy'))
    const entered = await outcome<{ id: string }>(
      world.graph(
        `mutation($id: ID!, $v: Int!, $d: String!) { addPaperEvidence(applicationId: $id, expectedVersion: $v,
          check: "INSURANCE_IN_FORCE", fileDigest: $d, reason: "平台未应答", statesDay: "2026-05-31") { id } }`,
        { id: seen.id, v: seen.version, d: digest },
      ),
      'addPaperEvidence',
    )
    await outcome(
      world.graph(
        'mutation($id: ID!) { confirmPaperEvidence(id: $id) { id } }',
        { id: entered.value.id },
        secondClerk,
      ),
      'confirmPaperEvidence',
    )
    expect(await stands(seen.id)).toMatchObject({
      itemVersion: newest,
      evaluation: { verdict: 'PASS_ON_PAPER' },
    })
  })

  it('is left alone by an evaluation that was made by a version corrected meanwhile', async () => {
    const seen = await takenIn()
    let row = await world.db.read(ownWork, async (tx) => {
      const [found] = await tx.select().from(applications).where(eq(applications.id, seen.id))
      return found
    })
    if (row === undefined) throw new Error('The application is there.')
    expect(itemOf(row).version).toBe(newest)
    expect(itemOf({ ...row, state: 'APPROVED' }).version).toBe(1)
    expect(itemOf({ ...row, state: 'RETURNED' }).version).toBe(newest)
    const [evaluation] = await world.db.read(ownWork, (tx) => findEvaluations(tx, [row?.evaluationId ?? '']))
    const judgement = { round: row.round, itemVersion: 1, asOf: new Date(Date.parse(start) + 1) }
    row = await world.db.write(ownWork, (tx) =>
      storeEvaluation(
        {} as never,
        tx,
        row as never,
        { ...evaluation, ...judgement } as never,
        'machine:evidence',
      ),
    )
    expect(row).toMatchObject({ itemVersion: 1, version: seen.version, evaluationId: evaluation?.id })
  })
})

describe('an application that is decided', () => {
  it('stays under the version it was decided by', async () => {
    const { value: seen } = await submitAs(world)
    await setBack(seen.id, { state: 'REFUSED' })
    await world.event({ type: 'usage.changed', subject: { vin: 'LSVAA4182E2123456' } })
    await world.settle()
    expect(await stands(seen.id)).toMatchObject({ state: 'REFUSED', itemVersion: 1 })
    expect(await changesOf(seen.id)).toEqual([])
  })
})
