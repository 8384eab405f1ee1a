/**
 * A ride-hailing platform, as a separate program: pushes company, scale, payment, offices, permit, fares, vehicles,
 * insurance, mileage, drivers with their courses, apps, months, punishments and credit over the national interface
 * (交办运〔2016〕180号, appendix A), or hands the same on as a relay does. It shares no code with the hub. The options are
 * in command.ts: `npm run simulate -- platform --help`.
 */
import { readFileSync } from 'node:fs'
import { deliver, type HubAnswer } from '../deliver.ts'
import { everyTime, type FaultPlan, readFaultPlan } from '../fault-script.ts'
import type { Fault } from '../faults.ts'
import { type Delivery, deliveriesOf } from '../faulty.ts'
import { inventedPlate, inventedResidentId, withVinCheckDigit } from '../identifiers.ts'
import { randomOf } from '../random.ts'
import { tellAnswers } from '../run-report.ts'
import type { readPlatform } from './command.ts'
import { companyRecords } from './company-records.ts'
import { driverRecords } from './driver-records.ts'
import {
  type PlatformRecord,
  platformWire,
  type SimulatedCompany,
  type SimulatedDriver,
  type SimulatedVehicle,
} from './messages.ts'
import { relayWire } from './relay.ts'
import { vehicleRecords } from './vehicle-records.ts'

/** One message: its name and its records. */
export interface PlatformMessage {
  ipcType: string
  records: readonly PlatformRecord[]
}

/** What a platform needs to reach the hub. */
export interface PlatformOptions {
  /** Base URL of the hub's platform feed, e.g. http://127.0.0.1:4000/feeds/platforms. */
  url: string
  token: string
  companyId: string
  /** Faults every message has; none when left out. */
  faults?: ReadonlySet<Fault>
  /** Faults by a script, in the place of `faults`. */
  plan?: FaultPlan
  /** Writes the relay's protobuf in the place of JSON. */
  relay?: boolean
  /** Records a second; as fast as the hub answers when left out. */
  rate?: number | undefined
  triesMax?: number
}

/** An answer of the hub, as it came. */
export interface PlatformAnswer {
  ipcType: string
  status: number
  body: string
}

/** Records in one request, as deployed clients send. */
const batchMax = 100

/** Everything a platform reports of its vehicles: vehicle, insurance, mileage. */
export function vehicleMessages(
  companyId: string,
  vehicles: readonly SimulatedVehicle[],
  at: Date,
): PlatformMessage[] {
  return Object.entries(vehicleRecords).map(([ipcType, recordsOf]) => ({
    ipcType,
    records: vehicles.flatMap((vehicle) => recordsOf(companyId, vehicle, at)),
  }))
}

/** What a platform states of itself: name, scale, settlement, office, permit and fare of one city. */
export function companyMessages(company: SimulatedCompany, at: Date): PlatformMessage[] {
  return Object.entries(companyRecords).map(([ipcType, recordsOf]) => ({
    ipcType,
    records: recordsOf(company, at),
  }))
}

/** Everything a platform reports of its drivers. */
export function driverMessages(
  companyId: string,
  drivers: readonly SimulatedDriver[],
  at: Date,
): PlatformMessage[] {
  return Object.entries(driverRecords).map(([ipcType, recordsOf]) => ({
    ipcType,
    records: drivers.flatMap((driver) => recordsOf(companyId, driver, at)),
  }))
}

/** How the requests of a platform are written. */
export interface PlatformWriting {
  plan: FaultPlan
  relay?: boolean | undefined
  batchSize?: number
}

/** The requests of a platform for its messages, faults included. */
export function platformDeliveries(
  companyId: string,
  messages: Iterable<PlatformMessage>,
  { plan, relay = false, batchSize = batchMax }: PlatformWriting,
): Iterable<Delivery> {
  return deliveriesOf(
    batchesOf(messages, batchSize),
    relay ? relayWire(companyId) : platformWire(companyId),
    plan,
  )
}

function* batchesOf(messages: Iterable<PlatformMessage>, size: number) {
  for (const { ipcType, records } of messages)
    for (let start = 0; start < records.length; start += size)
      yield { message: ipcType, records: records.slice(start, start + size) }
}

/** Sends messages one after the other, in batches of 100. Answers what the hub said to each; nothing when down. */
export async function sendMessages(
  options: PlatformOptions,
  messages: Iterable<PlatformMessage>,
): Promise<PlatformAnswer[]> {
  const answers: PlatformAnswer[] = []
  for await (const { message, status, body } of send(options, messages))
    answers.push({ ipcType: message, status, body })
  return answers
}

function send(
  options: PlatformOptions,
  messages: Iterable<PlatformMessage>,
  batchSize = batchMax,
): AsyncGenerator<HubAnswer> {
  const { url, token, companyId, faults = new Set(), plan = everyTime(faults), relay, rate } = options
  const headers = { authorization: `Bearer ${token}` }
  return deliver(platformDeliveries(companyId, messages, { plan, relay, batchSize }), {
    address: async ({ path }) => ({ url: `${url}/${path}`, headers }),
    rate,
    triesMax: options.triesMax ?? 1,
  })
}

/** Vehicles and drivers of a seed, a hundred at a time: a million of them are never held at once. */
export function* inventedMessages(
  companyId: string,
  { seed, vehicles, drivers, at }: { seed: number; vehicles: number; drivers: number; at: Date },
): Generator<PlatformMessage> {
  const random = randomOf(seed)
  const series = Math.floor(random() * 90_000) + 10_000
  for (let start = 0; start < vehicles; start += batchMax)
    yield* vehicleMessages(
      companyId,
      Array.from({ length: Math.min(batchMax, vehicles - start) }, (_, offset) => ({
        vin: withVinCheckDigit(`LSV${series}0H1${String(start + offset).padStart(6, '0')}`),
        plateNumber: inventedPlate(seed * 1000 + start + offset),
        totalKm: Math.floor(random() * 200_000),
      })),
      at,
    )
  for (let start = 0; start < drivers; start += batchMax)
    yield* driverMessages(
      companyId,
      Array.from({ length: Math.min(batchMax, drivers - start) }, (_, offset) => ({
        name: `虚构${'赵钱孙李周吴郑王'.charAt((start + offset) % 8)}`,
        licenceId: inventedResidentId(seed * 100_000 + start + offset),
        phone: `138${String((seed * 100_000 + start + offset) % 100_000_000).padStart(8, '0')}`,
      })),
      at,
    )
}

/** Sends what the command line asks for. */
export async function main(values: ReturnType<typeof readPlatform>): Promise<void> {
  const companyId = values['company-id']
  const seed = Number(values.seed)
  const options: PlatformOptions = {
    url: values.url.replace(/\/$/, ''),
    token: values.token,
    companyId,
    plan: readFaultPlan(values.faults, seed),
    relay: values.relay,
    rate: values.rate ? Number(values.rate) : undefined,
    triesMax: 5,
  }
  const at = values.at ? new Date(values.at) : new Date()
  const vins = values.vin?.split(',') ?? []
  const plates = values.plate?.split(',') ?? []
  const name = values['company-name']
  const messages = function* (): Generator<PlatformMessage> {
    if (values.file) return yield* JSON.parse(readFileSync(values.file, 'utf8')) as PlatformMessage[]
    const counts = { vehicles: Number(values.count), drivers: Number(values.drivers) }
    if (name)
      yield* companyMessages({ companyId, name, uscc: values.uscc, division: '330300', ...counts }, at)
    const named = vins.map((vin, index) => ({ vin, plateNumber: plates[index] ?? inventedPlate(index + 1) }))
    if (named.length > 0) yield* vehicleMessages(companyId, named, at)
    yield* inventedMessages(companyId, {
      seed,
      ...counts,
      ...(named.length > 0 && { vehicles: 0 }),
      at,
    })
  }
  await tellAnswers(send(options, messages(), Number(values.batch)))
}
