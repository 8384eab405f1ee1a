import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openPolice, type Police } from './testing.ts'

let police: Police
beforeAll(async () => {
  police = await openPolice()
})
afterAll(() => police.close())

const vin = 'LSVAA2BR0HN192001'
const change = {
  changeId: 'uc-192',
  plateNo: '浙CD19201',
  plateKind: '52',
  vin,
  fromUse: 'A',
  toUse: 'T',
  acceptedAt: '2026-01-10T09:00:00+08:00',
  completedAt: null,
  authority: '虚构车辆管理所',
  divisionCode: '330399',
  status: 'ACCEPTED',
  updatedAt: '2026-01-10T09:00:00+08:00',
  plateNoAfter: '浙CD19202',
  plateKindAfter: '52',
}

it.each(['浙CD19201', '浙CD19202'])(
  'tells the vehicle of a change nobody could read that names its plate %s',
  async (plate) => {
    await police.push('usage-changes', [change])
    police.events.splice(0)
    const broken = {
      ...change,
      changeId: `uc-${plate.slice(-1)}`,
      vin: '?',
      plateNo: plate,
      plateNoAfter: plate,
    }
    const { records } = await police.push('usage-changes', [broken])
    expect(records).toMatchObject([{ outcome: 'QUARANTINED' }])
    await vi.waitFor(() =>
      expect(police.events).toContainEqual(
        expect.objectContaining({ type: 'feed.unread.changed', subject: { vin } }),
      ),
    )
  },
)
