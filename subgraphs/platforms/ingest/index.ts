import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import type { AnyMessage } from '@one-visit/kit/feed/message.ts'
import { baseInfoCompany } from './base-info-company.ts'
import { baseInfoCompanyPermit } from './base-info-company-permit.ts'
import { baseInfoVehicle } from './base-info-vehicle.ts'
import { baseInfoVehicleInsurance } from './base-info-vehicle-insurance.ts'
import { baseInfoVehicleTotalMile } from './base-info-vehicle-total-mile.ts'
import { readEnvelope } from './envelope.ts'

/** Messages of the national interface the hub takes in. Orders and positions stay outside: no approval needs them. */
export const platformMessages: readonly AnyMessage[] = [
  baseInfoCompany,
  baseInfoCompanyPermit,
  baseInfoVehicle,
  baseInfoVehicleInsurance,
  baseInfoVehicleTotalMile,
]

const pathOf = (name: string): string => `baseinfo/${name.replace(/^baseInfo/, '').toLowerCase()}`

/** Addresses of the interface below /feeds/platforms/, e.g. baseinfo/vehicle. */
export const platformRoutes: readonly FeedRoute[] = platformMessages.map((message) => ({
  path: pathOf(message.name),
  mediaTypes: ['application/json'],
  messages: [message],
  summary: `${message.name} in the envelope of the national interface`,
  read: (body) => readEnvelope(body, message),
}))
