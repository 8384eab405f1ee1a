import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openStations, type Stations, station } from './testing.ts'

let played: Stations
beforeAll(async () => {
  played = await openStations()
})
afterAll(async () => {
  await played?.close()
})

const plate = '浙CD19101'
const [reported, given] = ['LSVAA2BR0HN191001', 'LSVAA2BR0HN191002']
const verdict = (more: Record<string, string>) => ({
  jylsh: `${station}202601199101`,
  jyjgbh: station,
  clsbdh: reported,
  hphm: plate,
  jycs: '1',
  jyrq: '2026-01-19 10:00:00',
  zjjl: '1',
  ...more,
})

it('tells every vehicle a plate is known of that a message nobody could read names alone, and when it is closed', async () => {
  await played.sendVerdict('18C62', verdict({}))
  await played.askSerial(station, { vinNo: given, vehicleNo: plate })
  played.events.splice(0)
  const told = (vin: string) =>
    vi.waitFor(() =>
      expect(played.events).toContainEqual(
        expect.objectContaining({ type: 'feed.unread.changed', subject: { vin } }),
      ),
    )
  await played.sendVerdict('18C62', verdict({ jylsh: `${station}202601199102`, clsbdh: '?' }))
  await told(reported)
  await told(given)
  const [open] = await played.room.feeds.unread.list({ first: 2 })
  expect(open?.subjects).toContain(`safetyVerdict PLATE ${plate}`)
  played.events.splice(0)
  await played.room.feeds.unread.closeByHand(open?.id ?? '', { by: 'user:a', because: 'it was seen' })
  await told(reported)
})

it('tells the vehicle that has the report of a number which a message names that says nothing else anybody can read', async () => {
  const jylsh = `${station}202601199103`
  const vin = 'LSVAA2BR0HN191003'
  await played.sendVerdict('18C62', verdict({ jylsh, clsbdh: vin, hphm: '浙CD19103' }))
  played.events.splice(0)
  await played.sendVerdict('18C62', verdict({ jylsh, clsbdh: '?', hphm: '?' }))
  await vi.waitFor(() =>
    expect(played.events).toContainEqual(
      expect.objectContaining({ type: 'feed.unread.changed', subject: { vin } }),
    ),
  )
})
