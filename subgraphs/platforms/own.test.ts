import type { Principal } from '@one-visit/kit/room/principal.ts'
import { askRoom, entitiesQuery } from '@one-visit/kit/testing.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, openRoom } from './testing/open-room.ts'

const vin = 'LSVAA2BR9HN012345'
const unknownVin = 'LSVAA2BR9HN099999'
const VehicleNo = '浙CD12345'

let room: Awaited<ReturnType<typeof openRoom>>
beforeAll(async () => {
  room = await openRoom()
  for (const company of ['DIDI', 'CAOCAO']) {
    await room.send('baseInfoVehicle', [{ VIN: vin, VehicleNo, UpdateTime: at(10) }], { company })
    await room.send('baseInfoVehicleInsurance', [{ VehicleNo, UpdateTime: at(10) }], { company })
    await room.send('baseInfoVehicleTotalMile', [{ VehicleNo, UpdateTime: at(10) }], { company })
  }
})
afterAll(() => room.close())

const didi: Partial<Principal> = { roles: ['PLATFORM'], organisation: 'DIDI' }

const ask = (principal: Partial<Principal>, key: string, selection: string) =>
  askRoom(room.room, {
    query: entitiesQuery('Vehicle', selection),
    variables: { representations: [{ __typename: 'Vehicle', vin: key }] },
    principal,
    keys: room.keys,
    now: room.clock(),
  })

const facts = (companyId: string): string[] =>
  ['platformRecord', 'insurance', 'mileage'].map((field) => `${field}(companyId: "${companyId}") { status }`)

describe('what a platform reports of a vehicle', () => {
  it('is shown to that platform', async () => {
    for (const fact of facts('DIDI')) {
      const { data } = await ask(didi, vin, `{ answer: ${fact} }`)
      expect(data).toMatchObject({ _entities: [{ answer: { status: 'PRESENT' } }] })
    }
  })

  it('is refused to another, alike whether there is any; refusal is no envelope that says absence', async () => {
    for (const fact of facts('CAOCAO')) {
      const [known, unknown] = [
        await ask(didi, vin, `{ answer: ${fact} }`),
        await ask(didi, unknownVin, `{ answer: ${fact} }`),
      ]
      expect(known).toEqual(unknown)
      expect(known).toMatchObject({
        data: { _entities: [{ answer: null }] },
        errors: [{ extensions: { code: 'FORBIDDEN' } }],
      })
    }
  })

  it('stands alone in the list of all platforms that a platform reads, and beside others for a clerk', async () => {
    const companies = async (principal: Partial<Principal>) => {
      const { data } = await ask(principal, vin, '{ platformRecords { platform { companyId } status } }')
      const [vehicle] = (data as { _entities: { platformRecords: object[] }[] })._entities
      return vehicle?.platformRecords
    }
    expect(await companies(didi)).toEqual([{ platform: { companyId: 'DIDI' }, status: 'PRESENT' }])
    expect(await companies({ roles: ['BUREAU_CLERK'] })).toHaveLength(3)
  })
})
