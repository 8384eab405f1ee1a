import { complaintsLog } from '@one-visit/kit/log.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPolice } from './testing.ts'

const { log, complaints } = complaintsLog('warn')
let police: Awaited<ReturnType<typeof openPolice>>
beforeAll(async () => {
  police = await openPolice({ log })
})
afterAll(() => police?.close())

it('a room without a police service ends each pull as failed, and warns of none of them', async () => {
  for (const number of [1, 2]) {
    const { data } = await police.ask(
      'mutation($vehicle: PoliceRecordRequest!) { requestPoliceRecord(vehicle: $vehicle) { id } }',
      { vehicle: { vin: `LSVAA49J1320000${number}0`, plateNumber: `浙CD0000${number}`, plateKind: '52' } },
    )
    const { id } = data.requestPoliceRecord as never as { id: string }
    expect(await police.pulled(id)).toBe('FAILED')
  }
  expect(complaints).toEqual([])
})
