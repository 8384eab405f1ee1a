import { ownWork } from '@one-visit/kit/database/database.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  clerk,
  decideAs,
  goodEvidence,
  operatorUscc,
  read,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
  vin,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())

/** Changes the record of a fact of the vehicle. */
function change(tree: ReturnType<typeof goodEvidence>, fact: string, record: object) {
  const envelope = tree.vehicle?.[fact] as { record: object }
  envelope.record = { ...envelope.record, ...record }
}

/** A truck of the operator's own, of which the police say these letters. */
function truck(...letters: { letter: string; effect: string }[]) {
  const evidence = goodEvidence()
  Object.assign(evidence.vehicle?.usage as object, { record: { current: 'FREIGHT', changeCompleted: false } })
  change(evidence, 'policeStatus', { letters })
  return evidence
}

const normal = { letter: 'A', effect: 'NONE' }
const violation = { letter: 'G', effect: 'WARN' }

async function handIn() {
  // What is decided is unfinished until its certificate is accepted, and one company has one unfinished case of a vehicle.
  await world.settle()
  const { value } = await submitAs(
    world,
    submission({
      item: 'FRT-01',
      applicant: { name: '测试乙', uscc: operatorUscc, phone: '13800000000' },
      platformCompanyId: undefined,
      operatorUscc,
    }),
  )
  await world.settle()
  const { value: now } = await read(world, value.id)
  if (now === null) throw new Error('The application is there.')
  return now
}

async function findingOf(id: string) {
  const { data } = await world.graph(
    'query($id: ID!) { application(id: $id) { evaluation { findings { code verdict text textEn byPerson } } } }',
    { id },
  )
  const { findings } = (data as { application: { evaluation: { findings: { code: string }[] } } }).application
    .evaluation
  return findings.find(({ code }) => code === 'POLICE_STATUS_CLEAR')
}

it('is approved by its rule where the police say A, and the finding says nothing of a person', async () => {
  world.played.evidence = truck(normal)
  const seen = await handIn()
  expect(seen).toMatchObject({ state: 'ISSUED', decisions: [{ decidedBy: 'machine:FRT-01' }] })
  expect(await findingOf(seen.id)).toMatchObject({ verdict: 'PASS', byPerson: false })
  const { rows } = (await world.db.read(ownWork, (tx) =>
    tx.execute(`select findings, snapshot from approvals.decisions where application_id = '${seen.id}'`),
  )) as { rows: { findings: string }[] }
  expect(rows[0]?.findings).not.toContain('byPerson')
})

it('waits for a person where the police warn beside A, and is approved by a clerk', async () => {
  world.played.evidence = truck(normal, violation)
  const seen = await handIn()
  expect(seen).toMatchObject({ state: 'READY', decisions: [], evaluation: { verdict: 'PASS' } })
  expect(await findingOf(seen.id)).toMatchObject({
    verdict: 'PASS',
    byPerson: true,
    text: expect.stringContaining('须经办人员核实的情形：G（违法未处理）'),
    textEn: expect.stringContaining('G (open violation)'),
  })
  expect((await decideAs(world, seen, {}, clerk)).code, 'a clerk says why').toBe('BAD_USER_INPUT')
  const reason = '违法已于当日处理，已核对处罚缴款凭证'
  const { value } = await decideAs(world, seen, { reason }, clerk)
  expect(value).toMatchObject({
    status: 'DECIDED',
    application: { decisions: [{ decidedBy: world.nameOf(clerk), reason }] },
  })
})

it('is not decided on a letter that nobody knows, by its rule or by a clerk, until the police say another', async () => {
  world.played.evidence = truck(normal, { letter: 'X', effect: 'WARN' })
  const seen = await handIn()
  expect(seen).toMatchObject({ state: 'WAITING_FOR_EVIDENCE', evaluation: { verdict: 'UNKNOWN' } })
  expect(await findingOf(seen.id)).toMatchObject({
    verdict: 'UNKNOWN',
    byPerson: false,
    text: expect.stringContaining('含义不明（X）'),
    textEn: expect.stringContaining('letter X'),
  })
  expect((await decideAs(world, seen, {}, clerk)).value).toMatchObject({ status: 'EVIDENCE_INCOMPLETE' })
  world.played.evidence = truck(normal)
  await world.event({ type: 'police.record.pulled', subject: { vin } })
  await world.settle()
  expect((await read(world, seen.id)).value).toMatchObject({ state: 'ISSUED' })
})

it('is not approved by its rule where the warning comes between evaluation and decision', async () => {
  world.played.evidence = truck(normal, violation)
  const seen = await handIn()
  await world.db.write(ownWork, (tx) => world.jobs.send(tx, 'machine-decision', { applicationId: seen.id }))
  await world.settle()
  expect((await read(world, seen.id)).value).toMatchObject({ state: 'READY', decisions: [] })
  world.played.evidence = truck(normal)
  await world.event({ type: 'police.record.pulled', subject: { vin } })
  await world.settle()
  expect((await read(world, seen.id)).value).toMatchObject({
    state: 'ISSUED',
    decisions: [{ decidedBy: 'machine:FRT-01' }],
  })
})

it('is for its holder as the register names it, and not as the applicant does', async () => {
  world.played.evidence = truck(normal)
  const seen = await handIn()
  const { rows } = (await world.db.read(ownWork, (tx) =>
    tx.execute(`select content from approvals.certificates where application_id = '${seen.id}'`),
  )) as { rows: { content: string }[] }
  expect(JSON.parse(rows[0]?.content ?? '{}')).toMatchObject({ holder: '虚构货运有限公司' })
})

it('is not for another company than the owner without a mandate of it: the hole that was seen', async () => {
  const evidence = truck(normal)
  change(evidence, 'owner', { ownerRef: null, ownerUscc: '91330300MA2CTERT7Y' })
  world.played.evidence = evidence
  const seen = await handIn()
  expect(seen).toMatchObject({ state: 'READY', decisions: [], evaluation: { verdict: 'FAIL' } })
  expect(seen.evaluation.findings.filter(({ verdict }) => verdict !== 'PASS')).toMatchObject([
    { code: 'OWNER_AGREES', verdict: 'FAIL', source: 'traffic-police' },
  ])
})
