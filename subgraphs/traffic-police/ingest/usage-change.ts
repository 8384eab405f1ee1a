import type { Orm } from '@one-visit/kit/database/database.ts'
import { movedFrom } from '@one-visit/kit/feed/kept/moved-from.ts'
import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { instantIfCan, textOf, wholeKeyIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { wholeKey } from '@one-visit/kit/feed/read/whole-key.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { recordAheadMaxMs } from '@one-visit/schema/clock-skew.ts'
import { CodeError, readPlateKind, usageTypeOf } from '@one-visit/schema/codes.ts'
import { IdentifierError, readDivision, readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import {
  plausibleDay,
  plausibleInstant,
  readStatedDay,
  readStatedLimit,
} from '@one-visit/schema/stated-time.ts'
import { readDay, readInstant, shanghaiDay, TimeError } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import type { UsageChangeState, UsageType } from '../generated/resolvers.ts'
import { knowVehicles } from '../pull-store.ts'
import { usageChangeHistory, usageChanges } from '../tables.ts'
import { vehicleOf } from './identity.ts'

const text = (max: number) => z.string().min(1).max(max)

/** A usage-type change as the police send it; letters with their labels where they have them. */
const record = z.strictObject({
  changeId: text(64),
  plateNo: text(16),
  plateKind: text(8),
  plateKindName: z.string().max(32).optional(),
  /** The plate after the change, where the change brings another. */
  plateNoAfter: z.string().max(16).nullish(),
  plateKindAfter: z.string().max(8).nullish(),
  vin: text(32),
  fromUse: text(4),
  fromUseName: z.string().max(32).optional(),
  toUse: text(4),
  toUseName: z.string().max(32).optional(),
  acceptedAt: text(40),
  completedAt: z.string().max(40).nullish(),
  authority: text(128),
  divisionCode: text(8),
  status: z.enum(['ACCEPTED', 'DONE', 'WITHDRAWN']),
  newScrapDate: z.string().max(40).nullish(),
  /** When the police last changed the record, RFC 3339. */
  updatedAt: text(40),
})

const recordOfMapping2 = record.extend({ newScrapDate: z.string().max(16).nullish() })
const recordOfMapping1 = recordOfMapping2.omit({ plateNoAfter: true, plateKindAfter: true })

/** A usage-type change as it is stored. */
export interface UsageChangeRow extends RecordRow {
  changeId: string
  vin: string
  plateNumber: string
  plateKind: string
  fromUse: UsageType
  toUse: UsageType
  acceptedAt: Date
  completedOn: string | null
  authority: string
  division: string
  state: UsageChangeState
  scrapOn: string | null
  plateNumberAfter?: string | null
  plateKindAfter?: string | null
}

/** How the instants and days of a change are read. */
interface DayReading {
  instantAt(pointer: string, text: string): Date
  dayAt(pointer: string, text: string): string
  limitAt(pointer: string, text: string | null | undefined): string | null
}

/** Days in all forms met: the day of an instant is the one in Shanghai, and "no limit" is `unlimitedDay`. */
const dayReading: DayReading = {
  instantAt: (pointer, text) => at(pointer, () => plausibleInstant(readInstant(text))),
  dayAt: (pointer, text) => at(pointer, () => plausibleDay(readStatedDay(text))),
  limitAt: (pointer, text) => (!text || text === '0' ? null : at(pointer, () => readStatedLimit(text))),
}

const anyInstantAt: DayReading['instantAt'] = (pointer, text) => at(pointer, () => readInstant(text))

/** As the mapping before this one read them: any instant at all. */
const thirdDayReading: DayReading = { ...dayReading, instantAt: anyInstantAt }

const noLimit = '2099-01-01'

/** As the first mappings read them. */
const firstDayReading: DayReading = {
  instantAt: anyInstantAt,
  dayAt: (pointer, text) => at(pointer, () => readDay(text.slice(0, 10))),
  limitAt: (pointer, text) => {
    const day = text ? at(pointer, () => readDay(text)) : null
    return day !== null && day >= noLimit ? null : day
  },
}

function rowOf(wire: z.infer<typeof recordOfMapping1>, receivedAt: Date, days: DayReading): UsageChangeRow {
  const sourceAt = days.instantAt('/updatedAt', wire.updatedAt)
  if (sourceAt.getTime() > receivedAt.getTime() + recordAheadMaxMs)
    throw new RecordFault('TIME_AHEAD', '/updatedAt', 'the record is dated after the moment it arrived')
  const completedOn = wire.completedAt ? days.dayAt('/completedAt', wire.completedAt) : null
  if (wire.status === 'DONE' && completedOn === null)
    throw new RecordFault(
      'FIELD_MISSING',
      '/completedAt',
      'a change that is done has the day it was completed',
    )
  const scrapOn = days.limitAt('/newScrapDate', wire.newScrapDate)
  return {
    changeId: wire.changeId,
    vin: at('/vin', () => readVin(wire.vin)).vin,
    plateNumber: at('/plateNo', () => readPlate(wire.plateNo)),
    plateKind: at('/plateKind', () => readPlateKind(wire.plateKind, wire.plateKindName)),
    fromUse: at('/fromUse', () => usageTypeOf(wire.fromUse, wire.fromUseName)),
    toUse: at('/toUse', () => usageTypeOf(wire.toUse, wire.toUseName)),
    acceptedAt: days.instantAt('/acceptedAt', wire.acceptedAt),
    completedOn,
    authority: wire.authority,
    division: at('/divisionCode', () => readDivision(wire.divisionCode)),
    state: wire.status,
    scrapOn,
    sourceAt,
    revision: `${wire.changeId}@${sourceAt.toISOString()}`,
    deleted: false,
  }
}

function at<Value>(pointer: string, read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof IdentifierError || cause instanceof CodeError)
      throw new RecordFault(cause.code, pointer, cause.message)
    if (cause instanceof TimeError) throw new RecordFault(cause.code, pointer, cause.message)
    throw cause
  }
}

/** The plate after the change: number and kind, or neither. */
function plateAfter({ plateNoAfter, plateKindAfter }: z.infer<typeof record>) {
  if (!plateNoAfter && !plateKindAfter) return { plateNumberAfter: null, plateKindAfter: null }
  if (!plateNoAfter) throw new RecordFault('FIELD_MISSING', '/plateNoAfter', 'a kind without its plate')
  if (!plateKindAfter) throw new RecordFault('FIELD_MISSING', '/plateKindAfter', 'a plate without its kind')
  return {
    plateNumberAfter: at('/plateNoAfter', () => readPlate(plateNoAfter)),
    plateKindAfter: at('/plateKindAfter', () => readPlateKind(plateKindAfter)),
  }
}

/** A change with the plates after it, completed by the day it arrived. */
function changeOf(
  wire: z.infer<typeof recordOfMapping2>,
  receivedAt: Date,
  days: DayReading,
): UsageChangeRow {
  const row = rowOf(wire, receivedAt, days)
  if (row.completedOn !== null && row.completedOn > shanghaiDay(receivedAt))
    throw new RecordFault('TIME_AHEAD', '/completedAt', 'a change is not completed before that day')
  return { ...row, ...plateAfter(wire) }
}

/** Refuses a change that was accepted after it came, or completed before the day on which it was accepted. */
function mustFollow({ acceptedAt, completedOn }: UsageChangeRow, receivedAt: Date): void {
  if (acceptedAt.getTime() > receivedAt.getTime() + recordAheadMaxMs)
    throw new RecordFault('TIME_AHEAD', '/acceptedAt', 'a change is not accepted after its record arrived')
  if (completedOn !== null && completedOn < shanghaiDay(acceptedAt))
    throw new RecordFault('PERIOD_REVERSED', '/completedAt', 'lies before the day it was accepted')
}

/** The plate the vehicle bears once the change is in this state. */
function plateOf(change: UsageChangeRow): { plateNumber: string; plateKind: string } {
  const { state, plateNumber, plateKind, plateNumberAfter, plateKindAfter } = change
  return state === 'DONE' && plateNumberAfter && plateKindAfter
    ? { plateNumber: plateNumberAfter, plateKind: plateKindAfter }
    : { plateNumber, plateKind }
}

/** News for the vehicles that changes were known of before they were stated of others. */
async function leftVehicles(tx: Orm, applied: readonly UsageChangeRow[]): Promise<HubEvent[]> {
  const { changeId: key, vin: subject } = usageChangeHistory
  const now = applied.map(({ changeId, vin }) => ({ key: changeId, subject: vin }))
  return (await movedFrom(tx, { key, subject }, now)).map((left) => ({
    type: 'vehicle.usage.changed',
    subject: { vin: left.subject },
    data: { changeId: left.key, moved: true },
  }))
}

/** A usage-type change of the traffic police 使用性质变更; only what is completed counts. */
export const usageChangeMessage = defineMessage<z.infer<typeof record>, UsageChangeRow>({
  name: 'usageChange',
  mappingVersion: 4,
  earlier: [
    {
      mappingVersion: 3,
      record,
      map: (wire: z.infer<typeof record>, { receivedAt }) => {
        wholeKey('/changeId', wire.changeId)
        return changeOf(wire, receivedAt, thirdDayReading)
      },
    },
    {
      mappingVersion: 2,
      record: recordOfMapping2,
      map: (wire: z.infer<typeof recordOfMapping2>, { receivedAt }) =>
        changeOf(wire, receivedAt, firstDayReading),
    },
    {
      mappingVersion: 1,
      record: recordOfMapping1,
      map: (wire: z.infer<typeof recordOfMapping1>, { receivedAt }) =>
        rowOf(wire, receivedAt, firstDayReading),
    },
  ],
  record,
  notes: ({ vin }) => {
    try {
      return readVin(vin).checkDigitOk ? [] : ['the check digit of the VIN is wrong']
    } catch {
      return []
    }
  },
  map: (wire, { receivedAt }) => {
    wholeKey('/changeId', wire.changeId)
    const row = changeOf(wire, receivedAt, dayReading)
    mustFollow(row, receivedAt)
    return row
  },
  identify: (value) => {
    const changeId = wholeKeyIfCan(textOf(value, 'changeId'))
    return {
      subjects: vehicleOf(textOf(value, 'vin'), [textOf(value, 'plateNo'), textOf(value, 'plateNoAfter')]),
      key: changeId === undefined ? undefined : [changeId],
      sourceAt: instantIfCan(textOf(value, 'updatedAt'), readInstant),
    }
  },
  plan: { table: usageChanges, history: usageChangeHistory, key: ['changeId'], about: ['VIN', 'vin'] },
  events: async (applied, tx) => [
    ...applied.flatMap((change): HubEvent[] => {
      const { vin, changeId, state, fromUse, toUse, sourceAt } = change
      const validFrom = sourceAt.toISOString()
      return [
        { type: 'vehicle.usage.changed', subject: { vin }, data: { changeId, state, fromUse, toUse } },
        {
          type: 'identity.observed',
          subject: { vin },
          data: { vin, ...plateOf(change), validFrom, source: 'traffic-police' },
        },
      ]
    }),
    ...(await leftVehicles(tx, applied)),
  ],
  effects: (tx, applied) =>
    knowVehicles(
      tx,
      applied.map((change) => ({ vin: change.vin, ...plateOf(change), at: change.sourceAt })),
    ),
})
