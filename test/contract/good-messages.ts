import type { AnyMessage } from '@one-visit/kit/feed/message.ts'
import { testKeys } from '@one-visit/kit/testing.ts'
import { routesOf } from '@one-visit/scripts/host/room-feeds.ts'
import { fedRooms } from '@one-visit/scripts/host/room-names.ts'
import { pulledVehicleMessage } from '@one-visit/traffic-police/ingest/pulled-vehicle.ts'
import { goodRecords } from './good-records.ts'

/** A record as it is sent. */
export type Wire = Record<string, unknown>

const { journalKey, pseudonymKey } = testKeys()
const messages = new Map<string, AnyMessage>([
  ...fedRooms.flatMap((room) =>
    routesOf(room, { journal: journalKey, pseudonym: pseudonymKey })
      .flatMap((route) => route.messages ?? [])
      .map((message) => [`${room}.${message.name}`, message] as const),
  ),
  ['traffic-police.policeVehicle', pulledVehicleMessage(pseudonymKey)],
])

/** A sender that may speak for everybody. */
export const context = {
  source: { id: 'contract', name: 'contract', authority: '', organisation: '', allowed: ['*'] },
  receivedAt: new Date('2026-12-01T00:00:00Z'),
}

/** Answers to pulls, which nobody sends. */
const pulled: Readonly<Record<string, Wire>> = {
  'traffic-police.policeVehicle': {
    asked: { vin: 'LSVAA2BR9HN012345', plateNumber: '浙CD12345', plateKind: '52' },
    answeredAt: '2026-01-15T08:00:00.000Z',
    fields: { clsbdh: 'LSVAA2BR9HN012345', hphm: 'CD12345', hpzl: '52', syxz: 'A', zt: 'A' },
  },
}

/** Every message of every room that is fed, by its room's name and its own, with a record that can be used. */
export const goodMessages = Object.entries({ ...goodRecords(), ...pulled }).map(([name, record]) => {
  const message = messages.get(name)
  if (message === undefined) throw new Error(`${name} is no message of a room.`)
  return { name, message, record }
})

/** The row of a record that can be used. */
export function rowOf(message: AnyMessage, record: Wire) {
  return message.map(message.record.parse(record) as never, context) as Record<string, unknown>
}
