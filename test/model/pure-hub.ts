/**
 * The hub made of its pure parts: reading, mapping and identifying of records, coverage, comparisons, the plate join, the
 * stations that count, usage, envelopes, and the item. What only SQL does at the hub is said again, thinly, in
 * `pure-feed.ts` and `pure-<room>.ts`; `model.faults.test.ts` plays the same scripts against the real one.
 */
import { createSecretKey } from 'node:crypto'
import { equipmentConfirmation } from '@one-visit/inspections/ingest/equipment-confirmation.ts'
import { safetyVerdict } from '@one-visit/inspections/ingest/safety-verdict.ts'
import { visitAnnulment } from '@one-visit/inspections/ingest/visit-annulment.ts'
import { baseInfoVehicle } from '@one-visit/platforms/ingest/base-info-vehicle.ts'
import { baseInfoVehicleInsurance } from '@one-visit/platforms/ingest/base-info-vehicle-insurance.ts'
import { baseInfoVehicleTotalMile } from '@one-visit/platforms/ingest/base-info-vehicle-total-mile.ts'
import { pulledVehicleMessage } from '@one-visit/traffic-police/ingest/pulled-vehicle.ts'
import { usageChangeMessage } from '@one-visit/traffic-police/ingest/usage-change.ts'
import { dayAt, plateOfApplication, police, type RoomName, roomOf, type Sender } from './cast.ts'
import { goodOthers } from './judge.ts'
import type { Answering, Asked, Batch, Beat, Comparing, ModelHub } from './model-hub.ts'
import type { RunClock } from './play.ts'
import { PureFeed, type PureMessages } from './pure-feed.ts'
import { inspectionFacts } from './pure-inspections.ts'
import { platformFacts } from './pure-platforms.ts'
import { type PurePull, policeFacts, takeAnswer } from './pure-police.ts'
import type { Expected } from './said.ts'
import { restOf } from './wire.ts'

/** Pseudonyms are made with it; the wire of the model names no person. */
const keyOfPersons = { key: createSecretKey(Buffer.alloc(32, 1)), version: 1 }

const messagesOf: Readonly<Record<RoomName, Omit<PureMessages, 'rest'>>> = {
  platforms: { messages: [baseInfoVehicle, baseInfoVehicleInsurance, baseInfoVehicleTotalMile] },
  inspections: { messages: [safetyVerdict, visitAnnulment, equipmentConfirmation] },
  'traffic-police': { messages: [usageChangeMessage], inside: [pulledVehicleMessage(keyOfPersons)] },
}

/** A hub in memory, new for each run. */
export class PureHub implements ModelHub {
  private readonly clock: RunClock
  private readonly feeds = Object.fromEntries(
    Object.entries(messagesOf).map(([room, messages]) => [
      room,
      new PureFeed({ ...messages, rest: restOf[room as RoomName] }),
    ]),
  ) as Record<RoomName, PureFeed>
  private readonly expected: Expected[] = []
  private readonly pulls = new Map<string, PurePull>()

  constructor(clock: RunClock) {
    this.clock = clock
  }

  private get now(): Date {
    return new Date(this.clock.now)
  }

  private feedOf(sender: Sender): PureFeed {
    return this.feeds[roomOf(sender)]
  }

  begin(senders: readonly { sender: Sender; everySeconds: number | undefined }[]): void {
    for (const { sender, everySeconds } of senders) {
      const named = { id: sender, name: sender, authority: sender, organisation: sender }
      this.feedOf(sender).register({ ...named, allowed: [sender === police ? '*' : sender] }, everySeconds)
    }
  }

  take({ sender, message, record, number }: Batch): ReturnType<PureFeed['take']> {
    return this.feedOf(sender).take(message, record, { source: sender, now: this.now, number })
  }

  takeTogether(records: readonly Batch[]): ReturnType<PureFeed['take']>[] {
    let receiptId: string | undefined
    return records.map(({ sender, message, record, number }) => {
      const taken = this.feedOf(sender).take(message, record, {
        source: sender,
        now: this.now,
        number,
        receiptId,
      })
      receiptId = taken.receiptId
      return taken
    })
  }

  resubmit(quarantineId: string, batch: Batch): void {
    const feed = this.feedOf(batch.sender)
    if (!feed.isOfRecord(quarantineId, batch)) return
    const { quarantineId: again, receiptId } = this.take(batch)
    if (again === undefined) feed.closeUnread(quarantineId, receiptId)
  }

  close(sender: Sender, quarantineId: string): void {
    this.feedOf(sender).closeUnread(quarantineId)
  }

  beat(sender: Sender, beat: Beat): { gap: boolean } {
    return this.feedOf(sender).heartbeat(sender, beat)
  }

  compare(sender: Sender, comparing: Comparing): { equal: boolean } {
    return this.feedOf(sender).compare(sender, comparing)
  }

  expect(station: Sender, vin: string): string {
    // As the station is given it: its number, the day, and a number of the day.
    const given = `${station}${dayAt(this.clock.now).replaceAll('-', '')}`
    const last = this.expected.filter(({ serial }) => serial.startsWith(given)).length
    const serial = `${given}${String(last + 1).padStart(4, '0')}`
    this.expected.push({ station, serial, vin, at: this.clock.now })
    return serial
  }

  pull(vin: string, answering: Answering): void {
    const asked = { vin, plate: plateOfApplication(vin), now: this.now }
    takeAnswer(this.feeds['traffic-police'], this.pulls, asked, answering)
  }

  async ask({ vin, companyId }: Asked): Promise<Record<string, Record<string, unknown>>> {
    const { now } = this
    const others = goodOthers(vin, companyId, now)
    return {
      ...others,
      vehicle: {
        ...others.vehicle,
        ...platformFacts(this.feeds.platforms, companyId, vin, now),
        ...inspectionFacts(this.feeds.inspections, this.expected, vin, now),
        ...(await policeFacts(this.feeds['traffic-police'], this.pulls, vin, now)),
      },
    }
  }
}
