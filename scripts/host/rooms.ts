import { buildApp as buildApprovals } from '@one-visit/approvals/app.ts'
import { buildApp as buildDrivers } from '@one-visit/drivers/app.ts'
import { buildApp as buildInspections } from '@one-visit/inspections/app.ts'
import { type Clock, systemClock } from '@one-visit/kit/clock.ts'
import { crashPointAt } from '@one-visit/kit/crash.ts'
import type { Database } from '@one-visit/kit/database/database.ts'
import type { FedRoom } from '@one-visit/kit/feed/fed-room.ts'
import type { Logger } from '@one-visit/kit/log.ts'
import type { Room } from '@one-visit/kit/room/server.ts'
import { httpPost, type Post } from '@one-visit/kit/work/http.ts'
import type { Subscriber } from '@one-visit/kit/work/outbox.ts'
import { readWebhookSecret } from '@one-visit/kit/work/webhook.ts'
import { buildApp as buildOffices } from '@one-visit/offices/app.ts'
import { buildApp as buildOperators } from '@one-visit/operators/app.ts'
import { buildApp as buildPlatforms } from '@one-visit/platforms/app.ts'
import { buildApp as buildTrafficPolice } from '@one-visit/traffic-police/app.ts'
import type { TmriOptions } from '@one-visit/traffic-police/config.ts'
import { buildApp as buildVehicles } from '@one-visit/vehicles/app.ts'
import type { HubKeys } from './keys.ts'

/** Asks the graph, as approvals does. */
export type Ask = Parameters<typeof buildApprovals>[0]['ask']

/** What all rooms in one process share. */
export interface RoomsOptions {
  db: Database
  keys: HubKeys
  log: Logger
  clock?: Clock
  /** The police's exchange service; pulls fail where it has no address. */
  tmri: TmriOptions
  /** Whether callbacks of partners may lead to this machine. */
  callbackLoopback?: boolean
  ask: Ask
  /** Path of the file the checkpoints of the audit go to. */
  auditSink: string
  /** Name of a crash point, for tests. */
  crashAt?: string | undefined
}

/** Every room, by name. */
export interface Rooms {
  all: Readonly<Record<string, Room>>
  fed: Readonly<Record<string, FedRoom>>
  close(): Promise<void>
}

const internal = /^http:\/\/([a-z-]+)\.hub\.internal(\/.*)$/

/** What the rooms tell whom in the one-process mode: approvals everything, vehicles the plates that were seen. */
export const subscribedTypes: readonly Pick<Subscriber, 'types'>[] = [{}, { types: ['identity.observed'] }]

/** Builds all rooms over one database. They share the process and nothing else: each has its own schema and secrets. */
export async function buildRooms(options: RoomsOptions): Promise<Rooms> {
  const { db, keys, log, clock = systemClock, ask } = options
  const rooms: Record<string, Room> = {}
  const post = postTo(rooms)
  const key = { kind: 'hmac', secret: readWebhookSecret(keys.secretOf('hub-rooms')) } as const
  const subscribers: Subscriber[] = [
    { url: 'http://approvals.hub.internal/events', keys: [key], ...subscribedTypes[0] },
    {
      url: 'http://vehicles.hub.internal/feeds/vehicles/identity-events',
      keys: [key],
      ...subscribedTypes[1],
    },
  ]
  const parts = (name: string) => ({
    db,
    clock,
    log: log.child({ room: name }),
    principalKey: keys.principal.publicKey,
    journalKey: keys.journal,
    pseudonymKey: keys.pseudonym,
    subscribers,
    post,
    crash: crashPointAt(options.crashAt),
  })
  const fed: Record<string, FedRoom> = {
    drivers: await buildDrivers(parts('drivers')),
    vehicles: await buildVehicles(parts('vehicles')),
    operators: await buildOperators(parts('operators')),
    inspections: await buildInspections(parts('inspections')),
    'traffic-police': await buildTrafficPolice({
      ...parts('traffic-police'),
      tmri: options.tmri,
    }),
    platforms: await buildPlatforms(parts('platforms')),
    offices: await buildOffices(parts('offices')),
  }
  Object.assign(rooms, fed)
  rooms.approvals = await buildApprovals({
    ...parts('approvals'),
    ask,
    ...(options.callbackLoopback && { callbackLoopback: true }),
    serviceKey: keys.service.privateKey,
    certificateKey: keys.certificate,
    auditKey: keys.audit,
    auditSink: options.auditSink,
    feeds: {
      vehicles: {
        url: 'http://vehicles.hub.internal/feeds/vehicles/permits',
        secret: keys.secretOf('hub-approvals'),
      },
    },
    eventSecrets: [keys.secretOf('hub-rooms')],
  })
  return {
    all: rooms,
    fed,
    close: async () => {
      await Promise.all(Object.values(rooms).map((room) => room.close()))
    },
  }
}

/** Posts to rooms of this process without a socket, and to everybody else over the network. */
function postTo(rooms: Record<string, Room>): Post {
  const outside = httpPost()
  return async (url, headers, body) => {
    const [, name = '', path = ''] = internal.exec(url) ?? []
    const room = rooms[name]
    if (room === undefined) return outside(url, headers, body)
    const answer = await room.app.inject({ method: 'POST', url: path, headers, payload: body })
    return { status: answer.statusCode, headers: answer.headers as Record<string, string>, body: answer.body }
  }
}
