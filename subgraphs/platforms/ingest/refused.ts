import { HubError } from '@one-visit/kit/errors.ts'
import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import { meaningOf } from './keys.ts'

/** Messages of the interface that stay outside, with their addresses: no approval needs passengers, trips and places. */
const refusedMessages: Readonly<Record<string, string>> = {
  baseInfoPassenger: 'baseinfo/passenger',
  orderCreate: 'order/create',
  orderMatch: 'order/match',
  orderCancel: 'order/cancel',
  operateLogin: 'operate/login',
  operateLogout: 'operate/logout',
  operateDepart: 'operate/depart',
  operateArrive: 'operate/arrive',
  operatePay: 'operate/pay',
  positionDriver: 'position/driver',
  positionVehicle: 'position/vehicle',
  ratedPassenger: 'rated/passenger',
  ratedPassengerComplaint: 'rated/passengercomplaint',
}

const meanings = new Map(Object.keys(refusedMessages).map((name) => [name.toLowerCase(), name]))

/** Refuses a message that stays outside. @throws HubError DATA_NOT_ACCEPTED */
export function mustBeWanted(type: string): void {
  const name = meanings.get(meaningOf(type))
  if (name !== undefined) refuse(name)
}

function refuse(name: string): never {
  throw new HubError(
    'DATA_NOT_ACCEPTED',
    `${name} is not taken in: no approval needs it. Nothing was kept.`,
    {
      message: name,
    },
  )
}

/** Addresses that answer with the refusal. A body is refused before the journal, so that nothing of it is written. */
export const refusedRoutes: readonly FeedRoute[] = Object.entries(refusedMessages).map(([name, path]) => ({
  path,
  mediaTypes: ['application/json'],
  read: () => refuse(name),
}))
