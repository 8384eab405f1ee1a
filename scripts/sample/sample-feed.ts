import { seedStations } from '@one-visit/inspections/store.ts'
import type { Clock } from '@one-visit/kit/clock.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import type { FedRoom } from '@one-visit/kit/feed/fed-room.ts'
import { findDelegations } from '@one-visit/offices/store.ts'
import type { HubKeys } from '../host/keys.ts'
import type { Rooms } from '../host/rooms.ts'
import { partnersOf } from './partners.ts'
import { sampleBatches } from './sample-data.ts'
import { stations } from './sample-names.ts'

/** Registers the partners of the sample with the rooms they send to. */
export async function seedPartners(options: { db: Database; rooms: Rooms; keys: HubKeys }): Promise<void> {
  const { db, rooms, keys } = options
  await seedStations(db, stations)
  for (const [name, registrations] of Object.entries(partnersOf(keys)))
    await db.transaction((tx) => roomOf(rooms, name).feeds.sources.register(tx, registrations))
}

function roomOf(rooms: Rooms, name: string): FedRoom {
  const room = rooms.fed[name]
  if (room === undefined) throw new Error(`there is no room ${name}`)
  return room
}

/** The delegation the last batch of the sample brings: where it is, everything is. */
const lastDelegation = ['wenzhou-bureau', 'FRT-01'] as const

/**
 * Loads partners and sample data of Wenzhou, through the same feeds as anybody's, once; goes on where a start that was
 * cut off ended. True when it loaded.
 */
export async function loadSample(options: {
  db: Database
  rooms: Rooms
  keys: HubKeys
  progress: (text: string) => void
}): Promise<boolean> {
  const { db, rooms, keys, progress } = options
  const [last] = await findDelegations(db, [lastDelegation])
  if (last?.delegation) return false
  await seedPartners({ db, rooms, keys })
  const batches = sampleBatches()
  for (const [index, { room, path, partner, records }] of batches.entries()) {
    progress(`sample data ${index + 1}/${batches.length}: ${room}/${path}`)
    await send(roomOf(rooms, room), path, keys.tokenOf(partner), records)
  }
  return true
}

async function send(room: FedRoom, path: string, token: string, body: object): Promise<void> {
  const answer = await room.app.inject({
    method: 'POST',
    url: `/feeds/${room.name}/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  })
  if (answer.statusCode >= 300)
    throw new Error(`${room.name}/${path} answered ${answer.statusCode}: ${answer.body}`)
  const { counts } = JSON.parse(answer.body) as { counts?: { QUARANTINED: number } }
  if (counts !== undefined && counts.QUARANTINED > 0)
    throw new Error(`${room.name}/${path} quarantined sample records: ${answer.body.slice(0, 500)}`)
}

/** How often the sample's partners say that they are alive, ms. */
const beatEveryMs = 200_000

/** Keeps the sample's registers alive: their heartbeats, as the partners themselves would send them. */
export async function beatSample(options: {
  rooms: Rooms
  keys: HubKeys
  clock: Clock
}): Promise<() => void> {
  const { rooms, keys, clock } = options
  const beat = async (): Promise<void> => {
    const body = { at: clock().toISOString(), initialLoadCompleted: true }
    for (const [name, partners] of Object.entries(partnersOf(keys)))
      for (const { heartbeatEverySeconds, tokens } of partners) {
        const [token] = tokens ?? []
        if (heartbeatEverySeconds !== undefined && token !== undefined)
          await send(roomOf(rooms, name), 'heartbeat', token, body).catch(() => undefined)
      }
  }
  await beat()
  const timer = setInterval(() => void beat(), beatEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}
