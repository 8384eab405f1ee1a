import type { Principal } from '@one-visit/kit/room/principal.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endAs, grant, grantAs, personOf } from '../testing/mandates.ts'
import {
  auditor,
  bureau,
  clerk,
  goodEvidence,
  nextResidentId,
  operatorUscc,
  otherClerk,
  start,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
beforeAll(async () => {
  world = await testRoom()
})
afterAll(() => world.close())
beforeEach(() => {
  world.clock.set(start)
  world.played.evidence = goodEvidence()
})

interface Told {
  code: string
  verdict: string
  text: string
  advice: string | null
  record: string | null
  confirmedAt: string | null
  byPerson: boolean
  valuesWithheld: boolean
}

/** Somebody who hands in about a car. */
function somebody() {
  const residentId = nextResidentId()
  return { residentId, login: personOf(world, residentId) }
}

/** Lets the police say whose the car is. */
function ownedBy(owner: { ownerRef: string | null; ownerUscc: string | null }): void {
  const vehicle = world.played.evidence.vehicle as { owner: { record: object } }
  vehicle.owner.record = { name: '测试乙', ...owner }
}

/** Lets the police warn of the car, and the station send what nobody could read. */
function doubtful(): void {
  const vehicle = world.played.evidence.vehicle as Record<
    string,
    { record: object } & Record<string, unknown>
  >
  Object.assign(vehicle.policeStatus?.record as object, { letters: [{ letter: 'G', effect: 'WARN' }] })
  Object.assign(vehicle.safety as object, { status: 'STALE', unreadSince: '2025-06-01T00:00:00.000Z' })
}

async function handIn(
  { residentId, login }: ReturnType<typeof somebody>,
  more: object = {},
): Promise<string> {
  const applicant = { name: '测试甲', residentId, phone: '13800000000' }
  const { value } = await submitAs(world, submission({ applicant, ...more }), undefined, login)
  return value.id
}

async function findingsOf(id: string, as: Principal): Promise<Told[]> {
  const { data } = await world.graph(
    `query($id: ID!) { application(id: $id) { evaluation { findings {
      code verdict text advice record confirmedAt byPerson valuesWithheld } } } }`,
    { id },
    as,
  )
  return (data as { application: { evaluation: { findings: Told[] } } }).application.evaluation.findings
}

const byCode = (findings: readonly Told[], code: string) => findings.find((each) => each.code === code)

describe('the values of findings', () => {
  it('are shown to the owner of the vehicle, by the word of the police', async () => {
    const owner = somebody()
    ownedBy({ ownerRef: owner.login.subjectRef ?? null, ownerUscc: null })
    const findings = await findingsOf(await handIn(owner), owner.login)
    expect(byCode(findings, 'POLICE_STATUS_CLEAR')).toMatchObject({
      verdict: 'PASS',
      record: 'r1',
      confirmedAt: '2025-06-02T01:00:00.000Z',
      valuesWithheld: false,
    })
  })

  it('of any car are not told to a citizen who hands in about it: he learns outcome and advice', async () => {
    ownedBy({ ownerRef: world.refOf(nextResidentId()), ownerUscc: null })
    doubtful()
    const stranger = somebody()
    const id = await handIn(stranger)
    const findings = await findingsOf(id, stranger.login)
    for (const finding of findings)
      expect(finding).toMatchObject({
        record: null,
        confirmedAt: null,
        byPerson: false,
        valuesWithheld: true,
      })
    expect(byCode(findings, 'POLICE_STATUS_CLEAR')).toMatchObject({
      verdict: 'PASS',
      text: '机动车状态无限制办理的情形。',
    })
    expect(byCode(findings, 'SAFETY_INSPECTION_VALID')).toMatchObject({
      verdict: 'UNKNOWN',
      text: expect.not.stringContaining('未能读取'),
    })
    expect(byCode(findings, 'OWNER_AGREES')).toMatchObject({
      verdict: 'FAIL',
      advice: expect.stringContaining('LEASE'),
    })
    expect(findings.map(({ code, verdict }) => [code, verdict])).toEqual(
      (await findingsOf(id, clerk)).map(({ code, verdict }) => [code, verdict]),
    )
  })

  it('of a letter that nobody knows are not told either: only that it is not known', async () => {
    ownedBy({ ownerRef: world.refOf(nextResidentId()), ownerUscc: null })
    const vehicle = world.played.evidence.vehicle as { policeStatus: { record: object } }
    Object.assign(vehicle.policeStatus.record, { letters: [{ letter: 'X', effect: 'WARN' }] })
    const stranger = somebody()
    const id = await handIn(stranger)
    expect(byCode(await findingsOf(id, stranger.login), 'POLICE_STATUS_CLEAR')).toMatchObject({
      verdict: 'UNKNOWN',
      text: '机动车状态待核。',
    })
    expect(byCode(await findingsOf(id, clerk), 'POLICE_STATUS_CLEAR')?.text).toContain('（X）')
  })

  it('of a car the platform does not report say so, and not that it is reported for something else', async () => {
    ownedBy({ ownerRef: world.refOf(nextResidentId()), ownerUscc: null })
    const vehicle = world.played.evidence.vehicle as { platformRecord: object }
    Object.assign(vehicle.platformRecord, { status: 'CONFIRMED_ABSENT', record: null })
    const stranger = somebody()
    const id = await handIn(stranger)
    const told = async (as: Principal) => byCode(await findingsOf(id, as), 'SERVES_RIDE_HAILING')
    expect(await told(clerk)).toMatchObject({ verdict: 'FAIL', text: '平台未报送该车辆。' })
    expect((await told(stranger.login))?.text).toContain('平台未报送该车辆，或')
  })

  it('are shown whole to who handles the case, the bureau and the auditor', async () => {
    ownedBy({ ownerRef: world.refOf(nextResidentId()), ownerUscc: null })
    doubtful()
    const id = await handIn(somebody())
    for (const overseer of [clerk, bureau, auditor, { ...otherClerk, roles: ['COUNTY_CLERK'] }]) {
      const findings = await findingsOf(id, overseer)
      expect(byCode(findings, 'POLICE_STATUS_CLEAR')).toMatchObject({
        record: 'r1',
        byPerson: true,
        text: expect.stringContaining('G（违法未处理）'),
      })
      expect(byCode(findings, 'SAFETY_INSPECTION_VALID')?.text).toContain('未能读取')
    }
  })

  it('are not shown where an operator that owns the vehicle is only named', async () => {
    ownedBy({ ownerRef: null, ownerUscc: operatorUscc })
    const stranger = somebody()
    const id = await handIn({ ...stranger, login: clerk }, { operatorUscc })
    const findings = await findingsOf(id, stranger.login)
    expect(byCode(findings, 'OWNER_AGREES')).toMatchObject({ verdict: 'PASS', record: null })
  })

  it('are not shown where the police have not said whose the vehicle is', async () => {
    const vehicle = world.played.evidence.vehicle as { owner: Record<string, unknown> }
    Object.assign(vehicle.owner, { status: 'UNAVAILABLE', record: null, confirmedAt: null })
    const applicant = somebody()
    const findings = await findingsOf(await handIn(applicant), applicant.login)
    expect(findings.every(({ record, valuesWithheld }) => record === null && valuesWithheld)).toBe(true)
  })

  it('are shown by the lease of the owner as long as it is in force', async () => {
    const [owner, lessee] = [somebody(), somebody()]
    ownedBy({ ownerRef: owner.login.subjectRef ?? null, ownerUscc: null })
    const lease = grant({ kind: 'LEASE', grantedTo: { residentId: lessee.residentId } })
    const { value: mandate } = await grantAs(world, owner.login, lease)
    const id = await handIn(lessee, { mandateId: mandate.id })
    expect(byCode(await findingsOf(id, lessee.login), 'POLICE_STATUS_CLEAR')?.record).toBe('r1')
    await endAs(world, owner.login, mandate.id)
    world.clock.set('2025-06-03T02:00:00.000Z')
    expect(byCode(await findingsOf(id, lessee.login), 'POLICE_STATUS_CLEAR')).toMatchObject({
      record: null,
      valuesWithheld: true,
    })
  })
})
