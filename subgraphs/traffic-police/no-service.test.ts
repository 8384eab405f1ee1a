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

it('is named so in its evidence, which a finding quotes', async () => {
  const { data } = await police.ask(
    '{ vehicle(vin: "LSVAA49J132000090") { usage { status source { id name } } policeStatus { source { name } } } }',
  )
  const name = '公安交通管理综合应用平台（查询服务未接入）'
  expect(data.vehicle).toEqual({
    usage: { status: 'UNAVAILABLE', source: { id: 'traffic-police', name } },
    policeStatus: { source: { name } },
  })
})
