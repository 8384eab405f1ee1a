import { ownWork } from '@one-visit/kit/database/database.ts'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../store/tables/audit.ts'
import { asIntruder } from '../testing/as-owner.ts'
import {
  decideAs,
  goodEvidence,
  outcome,
  read,
  receipt,
  secondClerk,
  submitAs,
  type TestRoom,
  testRoom,
  vin,
} from '../testing/room.ts'
import { verifyCases } from './verify-cases.ts'

let world: TestRoom
/** The case that was approved on paper, whose certificate has one flag that was reviewed, one that ended and one that stands. */
let id: string
beforeAll(async () => {
  world = await testRoom()
  world.played.feed = () => receipt('APPLIED')
  id = await approvedOnPaper()
  await flagged()
  await world.chained()
  for (const table of tables)
    await asIntruder(world.db, `create table kept_${table} as table approvals.${table}`)
})
afterAll(() => world.close())

const tables = ['paper_evidence', 'certificate_flags', 'audit'] as const

/** Puts back what an intruder changed. */
async function restore(): Promise<void> {
  for (const table of tables)
    await asIntruder(
      world.db,
      `delete from approvals.${table}; insert into approvals.${table} overriding system value select * from kept_${table}`,
    )
}

async function approvedOnPaper(): Promise<string> {
  const { digest } = await world.upload(Buffer.from('%PDF-1.4 usage'))
  const evidence = goodEvidence()
  if (evidence.vehicle) evidence.vehicle.usage = null
  world.played.evidence = evidence
  const { value: waiting } = await submitAs(world)
  const enter = async () => {
    const { value } = await read(world, waiting.id)
    return outcome<{ id: string }>(
      world.graph(
        `mutation($id: ID!, $v: Int!, $file: String!) { addPaperEvidence(applicationId: $id, expectedVersion: $v,
          check: "USAGE_RIDE_HAILING", fileDigest: $file, reason: "公安接口中断") { id } }`,
        { id: waiting.id, v: value?.version, file: digest },
      ),
      'addPaperEvidence',
    )
  }
  await enter()
  const { value: entered } = await enter()
  await world.graph(
    'mutation($id: ID!) { confirmPaperEvidence(id: $id) { id } }',
    { id: entered.id },
    secondClerk,
  )
  const { value: ready } = await read(world, waiting.id)
  await decideAs(world, ready ?? waiting)
  await world.settle()
  return waiting.id
}

async function flagged(): Promise<void> {
  const say = async (current: string) => {
    world.clock.set(new Date(world.clock().getTime() + 1_000).toISOString())
    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.usage as object, { record: { current, changeCompleted: false } })
    world.played.evidence = evidence
    await world.event({ type: 'police.record.pulled', subject: { vin } })
    await world.settle()
  }
  const review = async () => {
    const { value } = await read(world, id)
    const open = value?.certificate?.flags.find(({ state }) => state === 'OPEN')
    await world.graph(
      'mutation($id: ID!) { reviewCertificateFlag(id: $id, reason: "已核实，车辆已转出") { state } }',
      { id: open?.id },
    )
  }
  await say('NON_COMMERCIAL')
  await review()
  await say('RIDE_HAILING')
  await say('RIDE_HAILING_TURNED_PRIVATE')
  await say('RIDE_HAILING')
  await say('NON_COMMERCIAL')
}

async function faults(): Promise<string[]> {
  const found: string[] = []
  for await (const fault of verifyCases(world.db)) found.push(fault)
  return found
}

it('paper and flags that nobody touched are as the chain says', async () => {
  const { value } = await read(world, id)
  expect(value?.paperEvidence).toHaveLength(1)
  expect(value?.certificate?.flags.length).toBeGreaterThanOrEqual(3)
  expect(await faults()).toEqual([])
})

describe('the audit names', () => {
  const open = 'ended_at is null and reviewed_at is null'
  it.each([
    [
      'paper nobody entered',
      `insert into approvals.paper_evidence select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
        'check_code', 'OWNER_AGREES'))).* from approvals.paper_evidence p where confirmed_by is not null`,
      /^paper .*: it is there as no act of the chain made it$/,
    ],
    [
      'paper somebody else confirmed',
      `update approvals.paper_evidence set confirmed_by = 'somebody' where confirmed_by is not null`,
      /^paper .*: it is not as the chain last says \(row \d+\)$/,
    ],
    [
      'paper with another file',
      `update approvals.paper_evidence set file_digest = repeat('a', 64) where confirmed_by is not null`,
      /^paper .*: it is not as the chain last says/,
    ],
    [
      'paper that is gone',
      'delete from approvals.paper_evidence',
      /^paper .*: the chain knows it, and it is gone/,
    ],
    [
      'an open flag that is gone',
      `delete from approvals.certificate_flags where ${open}`,
      /^flag .*: the chain knows it, and it is gone/,
    ],
    [
      'a flag nobody reviewed',
      `update approvals.certificate_flags set reviewed_at = now(), reviewed_by = 'clerk', reason = 'ok' where ${open}`,
      /^flag .*: it is not as the chain last says/,
    ],
    [
      'a flag that did not end',
      `update approvals.certificate_flags set ended_at = now() where ${open}`,
      /^flag .*: it is not as the chain last says/,
    ],
    [
      'a flag with another value',
      `update approvals.certificate_flags set new_value = '"RIDE_HAILING"' where ${open}`,
      /^flag .*: it is not as the chain last says/,
    ],
  ])('%s', async (_, text, named) => {
    await asIntruder(world.db, text)
    expect(await faults()).toContainEqual(expect.stringMatching(named))
    await restore()
    expect(await faults()).toEqual([])
  })
})

describe('of acts from before the rows were bound to them, the audit names', () => {
  beforeAll(async () => {
    await asIntruder(
      world.db,
      `update approvals.audit set detail = ((detail::jsonb) - 'papers' - 'flags')::text;
       drop table kept_audit; create table kept_audit as table approvals.audit`,
    )
  })
  it('nothing where they fit', async () => {
    const acts = await world.db.read(ownWork, (tx) =>
      tx
        .select()
        .from(audit)
        .where(and(eq(audit.applicationId, id), eq(audit.action, 'PAPER_ENTERED'))),
    )
    expect(acts).toHaveLength(2)
    expect(await faults()).toEqual([])
  })
  it.each([
    [
      'paper nobody entered',
      `insert into approvals.paper_evidence select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
        'check_code', 'OWNER_AGREES'))).* from approvals.paper_evidence p where confirmed_by is not null`,
      /^paper .*: it is there as no act/,
    ],
    [
      'paper somebody else confirmed',
      `update approvals.paper_evidence set confirmed_by = 'somebody' where confirmed_by is not null`,
      /^paper .*: it is there as no act/,
    ],
    [
      'paper that is gone',
      'delete from approvals.paper_evidence',
      /^paper .*: the chain knows it, and it is gone/,
    ],
    [
      'an open flag that is gone',
      'delete from approvals.certificate_flags where ended_at is null and reviewed_at is null',
      /^flag .*: the chain knows it, and it is gone/,
    ],
    [
      'a flag nobody reviewed',
      `update approvals.certificate_flags set reviewed_at = now(), reviewed_by = 'clerk', reason = 'ok'
       where ended_at is null and reviewed_at is null`,
      /^flag .*: it is there as no act/,
    ],
  ])('%s', async (_, text, named) => {
    await asIntruder(world.db, text)
    expect(await faults()).toContainEqual(expect.stringMatching(named))
    await restore()
  })
})
