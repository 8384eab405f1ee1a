import { readFileSync } from 'node:fs'
import type { FeedRoute } from '@one-visit/kit/feed/feeds.ts'
import type { AnyMessage } from '@one-visit/kit/feed/message.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { baseInfoCompany } from './base-info-company.ts'
import { baseInfoCompanyFare } from './base-info-company-fare.ts'
import { baseInfoCompanyPay } from './base-info-company-pay.ts'
import { baseInfoCompanyPermit } from './base-info-company-permit.ts'
import { baseInfoCompanyService } from './base-info-company-service.ts'
import { baseInfoCompanyStat } from './base-info-company-stat.ts'
import { baseInfoDriver } from './base-info-driver.ts'
import { baseInfoDriverApp } from './base-info-driver-app.ts'
import { baseInfoDriverEducate } from './base-info-driver-educate.ts'
import { baseInfoDriverStat } from './base-info-driver-stat.ts'
import { baseInfoVehicle } from './base-info-vehicle.ts'
import { baseInfoVehicleInsurance } from './base-info-vehicle-insurance.ts'
import { baseInfoVehicleTotalMile } from './base-info-vehicle-total-mile.ts'
import {
  readEnvelope,
  readEnvelopeOfReader1,
  readEnvelopeOfReader3,
  readEnvelopeOfReader4,
  textOfGb18030,
  textOfGbk,
} from './envelope.ts'
import { readOtIpcList } from './otipc.ts'
import { readLayout } from './otipc-layout.ts'
import { ratedDriver } from './rated-driver.ts'
import { ratedDriverPunish } from './rated-driver-punish.ts'
import { refusedRoutes } from './refused.ts'

/** Messages of the national interface the hub takes in, in the order of its annex A. */
export function platformMessages(key: PseudonymKey): readonly AnyMessage[] {
  return [
    baseInfoCompany,
    baseInfoCompanyStat,
    baseInfoCompanyPay,
    baseInfoCompanyService,
    baseInfoCompanyPermit,
    baseInfoCompanyFare,
    baseInfoVehicle,
    baseInfoVehicleInsurance,
    baseInfoVehicleTotalMile,
    baseInfoDriver(key),
    baseInfoDriverEducate(key),
    baseInfoDriverApp(key),
    baseInfoDriverStat(key),
    ratedDriverPunish(key),
    ratedDriver(key),
  ]
}

/** Address of a message: its group, then its name, all lower case. */
const pathOf = (name: string): string => name.replace(/^(baseInfo|rated)/, '$1/').toLowerCase()

/** .proto files of relays that number otherwise than `otipc.proto`, by the name their address ends with. */
export type RelayLayouts = Readonly<Record<string, string>>

/** Addresses of the interface below /feeds/platforms/, e.g. baseinfo/vehicle. */
export function platformRoutes(key: PseudonymKey, layouts: RelayLayouts = {}): readonly FeedRoute[] {
  const messages = platformMessages(key)
  return [
    ...messages.map((message) => ({
      path: pathOf(message.name),
      mediaTypes: ['application/json'],
      messages: [message],
      summary: `${message.name} in the envelope of the national interface`,
      readerVersion: 5,
      read: (body: Buffer) => readEnvelope(body, message),
      earlierReaders: [
        { readerVersion: 4, read: (body: Buffer) => readEnvelopeOfReader4(body, message) },
        { readerVersion: 3, read: (body: Buffer) => readEnvelopeOfReader3(body, message) },
        { readerVersion: 2, read: (body: Buffer) => readEnvelopeOfReader3(body, message, textOfGbk) },
        { readerVersion: 1, read: (body: Buffer) => readEnvelopeOfReader1(body, message) },
      ],
    })),
    ...refusedRoutes,
    ...relayRoutes(messages, layouts),
  ]
}

/** The relay leg: `otipc`, and `otipc/<name>` for a relay with a numbering of its own. */
function relayRoutes(messages: readonly AnyMessage[], layouts: RelayLayouts): readonly FeedRoute[] {
  const byName = new Map(messages.map((message) => [message.name, message]))
  const own = readFileSync(new URL('./otipc.proto', import.meta.url), 'utf8')
  const texts = [
    ['otipc', own],
    ...Object.entries(layouts).map(([name, text]) => [`otipc/${name}`, text]),
  ] as [string, string][]
  return texts.map(([path, text]) => {
    const layout = readLayout(text, [...byName.keys()])
    return {
      path,
      mediaTypes: ['application/x-protobuf', 'application/protobuf', 'application/octet-stream'],
      messages,
      readerVersion: 3,
      read: (body) => readOtIpcList(body, layout, byName),
      earlierReaders: [
        {
          readerVersion: 2,
          read: (body: Buffer) => readOtIpcList(body, layout, byName, textOfGb18030),
        },
        { readerVersion: 1, read: (body: Buffer) => readOtIpcList(body, layout, byName, textOfGbk) },
      ],
    }
  })
}
