import { ownWork } from '@one-visit/kit/database/database.ts'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestOf } from '../judging/canonical.ts'
import { replay } from '../judging/replay.ts'
import { listDecisions } from '../store/questions.ts'
import { certificates } from '../store/tables/certificates.ts'
import {
  decideAs,
  goodEvidence,
  operatorUscc,
  outcome,
  read,
  receipt,
  submission,
  submitAs,
  type TestRoom,
  testRoom,
} from '../testing/room.ts'

let world: TestRoom
let dieAt: string | undefined
beforeAll(async () => {
  world = await testRoom({
    crash: (name) => {
      if (name !== dieAt) return
      dieAt = undefined
      throw new Error(`died at ${name}`)
    },
  })
})
afterAll(() => world.close())
beforeEach(() => {
  world.played.evidence = goodEvidence()
  world.played.feed = () => receipt('APPLIED')
  world.played.posted.length = 0
})

async function approved(): Promise<string> {
  const { value: seen } = await submitAs(world)
  await decideAs(world, seen)
  return seen.id
}

async function settled(id: string, state: string) {
  await expect.poll(async () => (await read(world, id)).value?.state, { timeout: 15_000 }).toBe(state)
  return (await read(world, id)).value
}

function verify(token: string) {
  return outcome<Record<string, unknown>>(
    world.graph(
      'query($t: String!) { verifyCertificate(token: $t) { result number itemName plateNumber validFrom validUntil } }',
      { t: token },
      { caller: 'anonymous', roles: [] },
    ),
    'verifyCertificate',
  ).then(({ value }) => value)
}

describe('a certificate', () => {
  it('goes to the owning room signed, under its own id, in the words of that room', async () => {
    const id = await approved()
    const issued = await settled(id, 'ISSUED')
    const [posted] = world.played.posted
    expect(posted?.headers).toMatchObject({
      'idempotency-key': issued?.certificate?.id,
      'webhook-id': issued?.certificate?.id,
    })
    expect(JSON.parse(posted?.body ?? '')).toMatchObject({
      recordId: issued?.certificate?.id,
      certificateId: issued?.certificate?.id,
      kind: 'RIDE_HAILING',
      state: 'VALID',
      number: issued?.certificate?.number,
    })
  })

  it('is issued once, whatever step the process dies after', async () => {
    for (const point of ['decide-committed', 'issue-stored', 'issue-posted']) {
      const { value: seen } = await submitAs(world)
      dieAt = point
      await decideAs(world, seen).catch(() => undefined)
      await settled(seen.id, 'ISSUED')
      const rows = await world.db.read(ownWork, (tx) =>
        tx.select().from(certificates).where(eq(certificates.applicationId, seen.id)),
      )
      expect(
        rows.map(({ state }) => state),
        point,
      ).toEqual(['VALID'])
      const posts = world.played.posted.filter(({ headers }) => headers['idempotency-key'] === rows[0]?.id)
      expect(new Set(posts.map(({ body }) => body)).size, 'a repeat is the same message').toBe(1)
    }
  })

  it('waits for an owning room that is out of reach, and takes DUPLICATE for yes', async () => {
    let times = 0
    world.played.feed = () => {
      times += 1
      if (times === 1) throw new Error('no route')
      return times === 2 ? { status: 503, body: {} } : receipt('DUPLICATE')
    }
    const id = await approved()
    expect((await settled(id, 'ISSUED'))?.certificate?.state).toBe('VALID')
    expect(times).toBe(3)
  })

  it.each([
    ['QUARANTINED', receipt('QUARANTINED', 'PERMIT_IN_FORCE')],
    ['SUPERSEDED', receipt('SUPERSEDED')],
    ['a refused message', { status: 422, body: {} }],
  ])(
    'that the owning room does not take (%s) returns the case to the clerk in a new round',
    async (_, answer) => {
      world.played.feed = () => answer
      const id = await approved()
      const returned = await settled(id, 'RETURNED')
      expect(returned).toMatchObject({ round: 2, certificate: { state: 'REJECTED' } })
      expect(await verify(returned?.certificate?.token ?? '')).toMatchObject({
        result: 'UNKNOWN',
        number: null,
      })
      world.played.feed = () => receipt('APPLIED')
      if (returned === null) throw new Error('it was there')
      expect((await decideAs(world, returned)).value.status).toBe('DECIDED')
      const again = await settled(id, 'ISSUED')
      expect(again).toMatchObject({
        round: 2,
        certificate: { state: 'VALID' },
        decisions: [{ round: 2 }, { round: 1 }],
      })
    },
  )

  it('is verified by anyone by its token, and junk is answered alike', async () => {
    const issued = await settled(await approved(), 'ISSUED')
    const token = issued?.certificate?.token ?? ''
    expect(await verify(token)).toEqual({
      result: 'VALID',
      number: issued?.certificate?.number,
      itemName: '网络预约出租汽车运输证核发',
      plateNumber: '浙CT1234',
      validFrom: '2025-06-02',
      validUntil: '2028-06-01',
    })
    const nothing = {
      result: 'UNKNOWN',
      number: null,
      itemName: null,
      plateNumber: null,
      validFrom: null,
      validUntil: null,
    }
    for (const junk of [
      '',
      'x',
      'a.b.c',
      `${token}x`,
      token.slice(0, -4),
      'ov1..',
      `ov1.${'A'.repeat(5000)}.x`,
    ]) {
      expect(await verify(junk), junk.slice(0, 20)).toEqual(nothing)
    }
    const set = (state: string) =>
      world.db.write(ownWork, (tx) =>
        tx.update(certificates).set({ state }).where(eq(certificates.token, token)),
      )
    for (const state of ['SUSPENDED', 'REVOKED', 'REPLACED']) {
      await set(state)
      expect(await verify(token)).toMatchObject({ result: state })
    }
    await set('VALID')
    world.clock.set('2028-06-03T01:00:00.000Z')
    expect(await verify(token)).toMatchObject({ result: 'EXPIRED' })
    world.clock.set('2025-06-02T02:00:00.000Z')
  })

  it('is verified by what was issued, whatever its columns say, and is unknown where that was changed', async () => {
    const issued = await settled(await approved(), 'ISSUED')
    const token = issued?.certificate?.token ?? ''
    const set = (changes: Partial<typeof certificates.$inferInsert>) =>
      world.db.write(ownWork, (tx) =>
        tx.update(certificates).set(changes).where(eq(certificates.token, token)).returning(),
      )
    const [row] = await set({ validUntil: '2099-12-31', plateNumber: '浙C00000', number: 'another' })
    expect(await verify(token)).toMatchObject({
      result: 'VALID',
      number: issued?.certificate?.number,
      plateNumber: '浙CT1234',
      validUntil: '2028-06-01',
    })
    const content = row?.content.replace('2028-06-01', '2099-12-31') ?? ''
    await set({ content, contentDigest: digestOf(content) })
    expect(await verify(token)).toMatchObject({ result: 'UNKNOWN', validUntil: null })
  })

  it('follows from the machine where the item allows it, and the machine never refuses', async () => {
    const freight = goodEvidence()
    Object.assign(freight.vehicle?.usage as object, {
      record: { current: 'FREIGHT', previous: null, changeCompleted: false },
    })
    world.played.evidence = freight
    const input = submission({ item: 'FRT-01', operatorUscc, platformCompanyId: undefined })
    const { value: seen } = await submitAs(world, input)
    const issued = await settled(seen.id, 'ISSUED')
    expect(issued?.decisions).toMatchObject([{ outcome: 'APPROVE', decidedBy: 'machine:FRT-01' }])
    expect(issued?.certificate?.number).toMatch(/^浙交运管字330399\d{6}号$/)
    world.played.evidence = goodEvidence()
    const { value: failing } = await submitAs(world, input)
    await world.settle()
    expect((await read(world, failing.id)).value).toMatchObject({
      state: 'READY',
      decisions: [],
      evaluation: { verdict: 'FAIL' },
    })
  })

  it('rests on a decision that gives the same bytes when it is computed again', async () => {
    await settled(await approved(), 'ISSUED')
    let found = 0
    for await (const stored of listDecisions(world.db, 2)) {
      found += 1
      expect(replay(stored).differences).toEqual([])
    }
    expect(found).toBeGreaterThan(5)
  })
})
