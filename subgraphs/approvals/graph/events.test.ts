import { adviceOf } from '@one-visit/schema/error-codes.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  decideAs,
  goodEvidence,
  read,
  receipt,
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

async function issued() {
  const { value: seen } = await submitAs(world)
  await decideAs(world, seen)
  await seenSoon(seen.id).toMatchObject({ state: 'ISSUED' })
  return seen.id
}

describe('an event', () => {
  it('wakes the application that waits for its subject, once however often it is told', async () => {
    world.played.evidence = silent('usage')
    const { value: waiting } = await submitAs(world)
    expect(waiting.state).toBe('WAITING_FOR_EVIDENCE')
    world.played.evidence = goodEvidence()
    world.played.asked.length = 0
    const event = { type: 'police.record.pulled', subject: { vin } }
    expect((await world.event(event, { id: 'evt_1' })).status).toBe(202)
    expect((await world.event(event, { id: 'evt_1' })).status).toBe(200)
    await seenSoon(waiting.id).toMatchObject({ state: 'READY', version: waiting.version + 1 })
    await world.settle()
    expect(world.played.asked.filter(({ variables }) => variables.vin === vin)).toHaveLength(1)
  })

  it('about somebody else wakes nothing', async () => {
    world.played.evidence = silent('usage')
    await submitAs(world)
    await world.settle()
    world.played.asked.length = 0
    await world.event({ type: 'police.record.pulled', subject: { vin: 'LSVAA4182E2999999' } })
    await world.settle()
    expect(world.played.asked).toEqual([])
  })

  it('that brings nothing new leaves the version a clerk has seen', async () => {
    const { value: seen } = await submitAs(world)
    await world.event({ type: 'police.record.pulled', subject: { vin } })
    await world.settle()
    expect((await decideAs(world, seen)).value.status).toBe('DECIDED')
  })

  it.each([
    ['FIELD_FORM', '/occurredAt', { occurredAt: 'yesterday' }],
    ['FIELD_MISSING', '/type', { type: undefined }],
    ['FIELD_TYPE', '/subject/vin', { subject: { vin: 7 } }],
    ['FIELD_UNKNOWN', '/subject/vehicle', { subject: { vehicle: vin } }],
    ['FIELD_TOO_LONG', '/type', { type: 't'.repeat(101) }],
    ['FIELD_TOO_SHORT', '/subject/vin', { subject: { vin: '' } }],
  ])(
    'that is not of the form is refused with %s at %s, and what would be right',
    async (fault, pointer, more) => {
      const { status, body } = await world.event({ type: 't', subject: { vin }, ...more })
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 'BAD_USER_INPUT', fault, pointer, advice: adviceOf({ fault }) })
      expect(body.message).toContain(`"${pointer.slice(1)}"`)
    },
  )

  it('that is one of several is named by its place, and none of them is taken', async () => {
    const good = { id: 'evt_place', type: 't', occurredAt: world.clock().toISOString(), subject: { vin } }
    const { status, body } = await world.message(JSON.stringify([good, { ...good, occurredAt: 'soon' }]))
    expect(status).toBe(400)
    expect(body).toMatchObject({ fault: 'FIELD_FORM', pointer: '/1/occurredAt' })
    expect((await world.message(JSON.stringify([good]))).body).toMatchObject({ taken: 1 })
  })

  it.each([
    ['BODY_NOT_JSON', Buffer.from('{')],
    ['BODY_NOT_TEXT', Buffer.from([0xff, 0xfe])],
  ])('in a body that is none is refused with %s', async (fault, message) => {
    const { status, body } = await world.message(message)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'BAD_USER_INPUT', fault, advice: adviceOf({ fault }) })
  })

  it('needs a signature, a known form and a body of JSON', async () => {
    const wrong = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
    expect((await world.event({ type: 't', subject: { vin } }, { secret: wrong })).status).toBe(401)
    expect((await world.event({ type: 't', subject: { vehicle: vin } })).status).toBe(400)
    const bare = await world.room.app.inject({
      method: 'POST',
      url: '/events',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    })
    expect(bare.statusCode).toBe(415)
  })
})

describe('drift', () => {
  it('flags a live certificate when a fact it stood on changes, with field, old and new value', async () => {
    const id = await issued()
    const evidence = goodEvidence()
    Object.assign(evidence.vehicle?.usage as object, {
      revision: 'r2',
      record: { current: 'RIDE_HAILING_TURNED_PRIVATE', previous: 'RIDE_HAILING', changeCompleted: true },
    })
    world.played.evidence = evidence
    await world.event({ type: 'vehicle.usage.changed', subject: { vin } })
    await seenSoon(id).toMatchObject({
      state: 'ISSUED',
      certificate: {
        state: 'VALID',
        reviewReasons: [
          'vehicle.usage.current: "RIDE_HAILING" -> "RIDE_HAILING_TURNED_PRIVATE"',
          'vehicle.usage.previous: "NON_COMMERCIAL" -> "RIDE_HAILING"',
        ],
      },
    })
    await world.event({ type: 'vehicle.usage.changed', subject: { vin } })
    await world.settle()
    expect((await read(world, id)).value?.certificate?.reviewReasons).toHaveLength(2)
  })

  it('flags nothing for a silent source, a moving odometer, or the permit itself in the register', async () => {
    const id = await issued()
    const evidence = silent('usage')
    Object.assign(evidence.vehicle?.mileage as object, { revision: 'r2', record: { totalKm: 30_000 } })
    Object.assign(evidence.vehicle?.permits as object, {
      status: 'PRESENT',
      records: [{ kind: 'RIDE_HAILING', state: 'VALID', validUntil: '2028-06-02' }],
    })
    world.played.evidence = evidence
    await world.event({ type: 'register.permit.recorded', subject: { vin } })
    await world.settle()
    expect((await read(world, id)).value?.certificate?.reviewReasons).toEqual([])
  })
})
