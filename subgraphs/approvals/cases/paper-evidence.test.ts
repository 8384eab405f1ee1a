import { randomUUID } from 'node:crypto'
import { ownWork } from '@one-visit/kit/database/database.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findActsOf } from '../store/audit.ts'
import { asIntruder } from '../testing/as-owner.ts'
import { personOf } from '../testing/mandates.ts'
import {
  auditor,
  bureau,
  clerk,
  decideAs,
  goodEvidence,
  newApplicant,
  otherClerk,
  outcome,
  read,
  receipt,
  secondClerk,
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
beforeEach(() => {
  world.played.evidence = goodEvidence()
  world.played.feed = () => receipt('APPLIED')
})

function silent(field: string) {
  const evidence = goodEvidence()
  if (evidence.vehicle) evidence.vehicle[field] = null
  return evidence
}

const seenSoon = (id: string) => expect.poll(async () => (await read(world, id)).value, { timeout: 15_000 })

describe('paper', () => {
  const pdf = (text: string) => Buffer.from(`%PDF-1.4 ${text}`)
  const add = (variables: Record<string, unknown>, as = clerk) =>
    outcome<{ id: string; statesDay: string | null; file: string }>(
      world.graph(
        `mutation($id: ID!, $v: Int!, $check: String!, $file: String!, $reason: String!, $day: Date) {
          addPaperEvidence(applicationId: $id, expectedVersion: $v, check: $check, fileDigest: $file, reason: $reason,
            statesDay: $day) { id statesDay file } }`,
        { check: 'USAGE_RIDE_HAILING', reason: '公安接口中断', ...variables },
        as,
      ),
      'addPaperEvidence',
    )
  const confirm = (id: string, as = secondClerk) =>
    outcome<{ state: string; version: number; evaluation: { verdict: string } }>(
      world.graph(
        'mutation($id: ID!) { confirmPaperEvidence(id: $id) { state version evaluation { verdict } } }',
        { id },
        as,
      ),
      'confirmPaperEvidence',
    )

  it('stands for a silent source once two officers say so, marks the certificate and is verified when the source returns', async () => {
    const { digest } = await world.upload(pdf('usage'))
    world.played.evidence = silent('usage')
    const { value: waiting } = await submitAs(world)
    const file = { id: waiting.id, v: waiting.version, file: digest }
    expect((await add({ ...file, check: 'NO_PERMIT_IN_FORCE' })).code).toBe('BAD_USER_INPUT')
    expect((await add({ ...file, check: 'SEATS_AT_MOST' })).code).toBe('CONFLICT')
    expect((await add({ ...file, file: '0'.repeat(64) })).code).toBe('BAD_USER_INPUT')
    const { value: entered } = await add(file)
    const { value: unconfirmed } = await read(world, waiting.id)
    expect(unconfirmed?.paperEvidence).toMatchObject([{ enteredBy: world.nameOf(), confirmedBy: null }])
    expect((await decideAs(world, unconfirmed ?? waiting)).value.status).toBe('EVIDENCE_INCOMPLETE')
    expect((await confirm(entered.id, clerk)).code).toBe('FORBIDDEN')
    // A row of before holds the account itself; its officer is the same one.
    const enteredBy = (name: string) =>
      asIntruder(
        world.db,
        `update approvals.paper_evidence set entered_by = '${name}' where id = '${entered.id}'`,
      )
    await enteredBy('clerk-1')
    expect((await confirm(entered.id, clerk)).code).toBe('FORBIDDEN')
    await enteredBy(world.nameOf())
    expect((await confirm(entered.id)).value).toMatchObject({
      state: 'READY',
      evaluation: { verdict: 'PASS_ON_PAPER' },
    })
    const { value: ready } = await read(world, waiting.id)
    expect((await decideAs(world, ready ?? waiting)).value.status).toBe('DECIDED')
    await seenSoon(waiting.id).toMatchObject({
      state: 'ISSUED',
      certificate: { onPaper: true, reviewReasons: [] },
    })

    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.usage as object, {
      record: { current: 'NON_COMMERCIAL', changeCompleted: false },
    })
    world.played.evidence = evidence
    await world.event({ type: 'police.record.pulled', subject: { vin } })
    await seenSoon(waiting.id).toMatchObject({
      certificate: { reviewReasons: ['USAGE_RIDE_HAILING: "PASS_ON_PAPER" -> "FAIL"'] },
    })
  })

  it('is entered again as long as it is not confirmed, and what was entered before is kept and counts no more', async () => {
    const { digest } = await world.upload(pdf('scrapping'))
    world.played.evidence = silent('policeStatus')
    const { value: waiting } = await submitAs(world)
    const file = { id: waiting.id, file: digest, check: 'NOT_TO_BE_SCRAPPED' }
    const now = async () => (await read(world, waiting.id)).value
    const enter = async (day: string, as = clerk) => add({ ...file, v: (await now())?.version, day }, as)
    const first = await enter('2020-01-01')
    const before = (await now())?.version
    const second = await enter('2032-09-01')
    expect([first.code, second.code]).toEqual([undefined, undefined])
    expect((await now())?.paperEvidence.map(({ id }) => id)).toEqual([second.value.id])
    // Who saw what was entered before reads again.
    expect((await add({ ...file, v: before, day: '2032-09-01' })).code).toBe('CONFLICT')
    expect((await confirm(first.value.id)).code).toBe('CONFLICT')
    // Another officer of the case may do so too, and is then the one who does not confirm it.
    const third = await enter('2032-09-01', secondClerk)
    expect((await confirm(third.value.id)).code).toBe('FORBIDDEN')
    expect((await confirm(second.value.id, { ...clerk, caller: 'clerk-3' })).code).toBe('CONFLICT')
    expect((await confirm(third.value.id, clerk)).code).toBeUndefined()
    expect((await now())?.paperEvidence).toMatchObject([{ id: third.value.id, confirmedBy: world.nameOf() }])
    await world.chained()
    const acts = await world.db.read(ownWork, (tx) => findActsOf(tx, [waiting.id]))
    const entered = acts
      .filter(({ action }) => action === 'PAPER_ENTERED')
      .map(({ detail }) => JSON.parse(detail))
    expect(entered.map(({ paperId, replaces }) => [paperId, replaces])).toEqual([
      [first.value.id, undefined],
      [second.value.id, first.value.id],
      [third.value.id, second.value.id],
    ])
  })

  it('is replaced or confirmed, and never both', async () => {
    const { digest } = await world.upload(pdf('both'))
    world.played.evidence = silent('usage')
    const { value: waiting } = await submitAs(world)
    const entered = await add({ id: waiting.id, v: waiting.version, file: digest })
    const version = (await read(world, waiting.id)).value?.version
    const [again, confirmed] = await Promise.all([
      add({ id: waiting.id, v: version, file: digest }),
      confirm(entered.value.id),
    ])
    expect([again.code, confirmed.code].filter((code) => code === undefined)).toHaveLength(1)
  })

  it('states the day the item asks for, which ends the certificate as the source would, or carries it three months', async () => {
    const { digest } = await world.upload(pdf('registration'))
    const evidence = silent('policeStatus')
    world.played.evidence = evidence
    const { value: waiting } = await submitAs(world)
    const file = { id: waiting.id, file: digest, check: 'AGE_BELOW' }
    const stood = async () => ({ ...file, v: (await read(world, waiting.id)).value?.version })
    for (const day of [undefined, '1970-01-01', '2030-01-01'])
      expect((await add({ ...(await stood()), day })).code, day).toBe('BAD_USER_INPUT')
    expect((await add({ ...(await stood()), check: 'SEATS_AT_MOST', day: '2024-05-01' })).code).toBe(
      'BAD_USER_INPUT',
    )
    const { value: entered } = await add({ ...(await stood()), day: '2017-09-01' })
    expect(entered).toMatchObject({ statesDay: '2017-09-01', file: `/paper-evidence/${entered.id}/file` })
    await confirm(entered.id)
    for (const check of ['POLICE_STATUS_CLEAR', 'PASSENGER_CAR', 'SEATS_AT_MOST', 'PLATE_AGREES'])
      await confirm((await add({ ...(await stood()), check })).value.id)
    const scrapping = await add({ ...(await stood()), check: 'NOT_TO_BE_SCRAPPED', day: '2032-09-01' })
    expect((await confirm(scrapping.value.id)).value).toMatchObject({
      evaluation: { verdict: 'PASS_ON_PAPER' },
    })
    const { value: ready } = await read(world, waiting.id)
    if (ready === null) throw new Error('The application is there.')
    expect((await decideAs(world, ready)).value.status).toBe('DECIDED')
    // Eight years from the day the original states; the papers without a day would have carried it two days longer.
    await seenSoon(waiting.id).toMatchObject({
      certificate: { validFrom: '2025-06-02', validUntil: '2025-08-31' },
    })
  })

  it('does not outweigh sources that contradict one another, unless the item says so', async () => {
    const { digest } = await world.upload(pdf('card'))
    const evidence = goodEvidence()
    for (const field of ['usage', 'policeStatus'])
      Object.assign(evidence.vehicle?.[field] as object, { status: 'CONFLICTING' })
    world.played.evidence = evidence
    const { value: waiting } = await submitAs(world)
    const entry = { id: waiting.id, v: waiting.version, file: digest }
    expect((await add(entry)).code).toBe('CONFLICT')
    expect((await add({ ...entry, check: 'AGE_BELOW', day: '2024-05-01' })).code).toBeUndefined()
    const { data } = await world.graph(
      '{ serviceItem(code: "RHL-02") { paper { check states outweighsConflict } } }',
      {},
    )
    expect((data as { serviceItem: { paper: object[] } }).serviceItem.paper).toEqual(
      expect.arrayContaining([
        { check: 'AGE_BELOW', states: 'REGISTERED_ON', outweighsConflict: true },
        { check: 'USAGE_RIDE_HAILING', states: null, outweighsConflict: false },
      ]),
    )
  })

  it('is read by the officers of the office and by auditors, by nobody else, and every reading is in the chain', async () => {
    const body = pdf('original')
    const { digest } = await world.upload(body)
    world.played.evidence = silent('usage')
    const { value: waiting } = await submitAs(world)
    const { value: entered } = await add({ id: waiting.id, v: waiting.version, file: digest })
    const applicant = { caller: 'c', roles: ['COMPANY_AGENT'], organisation: 'x' }
    for (const [as, status] of [
      [secondClerk, 200],
      [bureau, 200],
      [auditor, 200],
      [otherClerk, 404],
      [applicant, 404],
    ] as const) {
      const answer = await world.original(entered.id, as)
      expect([as.caller, answer.statusCode]).toEqual([as.caller, status])
      if (status !== 200) continue
      expect(answer.rawPayload.equals(body)).toBe(true)
      expect(answer.headers).toMatchObject({
        'content-type': 'application/pdf',
        'cache-control': 'no-store',
        'content-disposition': 'attachment',
        'x-content-type-options': 'nosniff',
      })
    }
    const owner = newApplicant()
    const login = personOf(world, owner.residentId)
    const { value: own } = await submitAs(world, submission({ applicant: owner }), undefined, login)
    const { value: ofOwner } = await add({ id: own.id, v: own.version, file: digest })
    expect((await world.original(ofOwner.id, login)).statusCode).toBe(403)
    for (const id of ['no-such-id', randomUUID()])
      expect((await world.original(id, secondClerk)).statusCode).toBe(404)
    expect((await world.room.app.inject(`/paper-evidence/${entered.id}/file`)).statusCode).toBe(401)
    const acts = await world.db.read(ownWork, (tx) => findActsOf(tx, [waiting.id]))
    expect(
      acts
        .filter(({ action }) => action === 'PAPER_READ')
        .map(({ actor, detail }) => [actor, JSON.parse(detail)]),
    ).toMatchObject(
      [secondClerk, bureau, auditor].map((reader) => [
        world.nameOf(reader),
        { round: 1, paperId: entered.id, check: 'USAGE_RIDE_HAILING', fileDigest: digest },
      ]),
    )
  })

  it('takes files of clerks only, of the kinds it names, with the bytes they claim', async () => {
    expect(await world.upload(pdf('x'))).toMatchObject({ status: 201 })
    expect(await world.upload(Buffer.from('MZ'))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
    expect(await world.upload(pdf('x'), clerk, 'text/html')).toMatchObject({ status: 415 })
    expect(
      await world.upload(pdf('x'), { caller: 'c', roles: ['CITIZEN'], subjectRef: 'v1.x' }),
    ).toMatchObject({ status: 403 })
    expect(await world.upload(Buffer.concat([pdf(''), Buffer.alloc(10 * 1024 * 1024)]))).toMatchObject({
      status: 413,
    })
    const bare = await world.room.app.inject({
      method: 'POST',
      url: '/uploads',
      headers: { 'content-type': 'application/pdf' },
      body: pdf(''),
    })
    expect(bare.statusCode).toBe(401)
  })
})
