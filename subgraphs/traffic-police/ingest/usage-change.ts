import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { CodeError, readPlateKind, usageTypeOf } from '@one-visit/schema/codes.ts'
import { IdentifierError, readDivision, readPlate, readVin } from '@one-visit/schema/identifiers.ts'
import { readDay, readInstant, TimeError } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import type { UsageChangeState, UsageType } from '../generated/resolvers.ts'
import { usageChangeHistory, usageChanges } from '../tables.ts'

const text = (max: number) => z.string().min(1).max(max)

/** A usage-type change as the police send it; letters with their labels where they have them. */
const record = z.strictObject({
  changeId: text(64),
  plateNo: text(16),
  plateKind: text(8),
  plateKindName: z.string().max(32).optional(),
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
  newScrapDate: z.string().max(16).nullish(),
  /** When the police last changed the record, RFC 3339. */
  updatedAt: text(40),
})

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
}

const at = <Value>(pointer: string, read: () => Value): Value => {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof IdentifierError || cause instanceof CodeError)
      throw new RecordFault(cause.code, pointer, cause.message)
    if (cause instanceof TimeError) throw new RecordFault('DATE_FORM', pointer, cause.message)
    throw cause
  }
}

const clockSkewMaxMs = 10 * 60 * 1000
const noLimit = '2099-01-01'

/** A usage-type change of the traffic police 使用性质变更; only what is completed counts. */
export const usageChangeMessage = defineMessage<z.infer<typeof record>, UsageChangeRow>({
  name: 'usageChange',
  mappingVersion: 1,
  record,
  notes: ({ vin }) => {
    try {
      return readVin(vin).checkDigitOk ? [] : ['the check digit of the VIN is wrong']
    } catch {
      return []
    }
  },
  map: (wire, { receivedAt }) => {
    const sourceAt = at('/updatedAt', () => readInstant(wire.updatedAt))
    if (sourceAt.getTime() > receivedAt.getTime() + clockSkewMaxMs)
      throw new RecordFault('TIME_AHEAD', '/updatedAt', 'the record is dated after the moment it arrived')
    const completedOn = wire.completedAt
      ? at('/completedAt', () => readDay(wire.completedAt?.slice(0, 10) ?? ''))
      : null
    if (wire.status === 'DONE' && completedOn === null)
      throw new RecordFault(
        'FIELD_MISSING',
        '/completedAt',
        'a change that is done has the day it was completed',
      )
    const scrapOn = wire.newScrapDate ? at('/newScrapDate', () => readDay(wire.newScrapDate ?? '')) : null
    return {
      changeId: wire.changeId,
      vin: at('/vin', () => readVin(wire.vin)).vin,
      plateNumber: at('/plateNo', () => readPlate(wire.plateNo)),
      plateKind: at('/plateKind', () => readPlateKind(wire.plateKind, wire.plateKindName)),
      fromUse: at('/fromUse', () => usageTypeOf(wire.fromUse, wire.fromUseName)),
      toUse: at('/toUse', () => usageTypeOf(wire.toUse, wire.toUseName)),
      acceptedAt: at('/acceptedAt', () => readInstant(wire.acceptedAt)),
      completedOn,
      authority: wire.authority,
      division: at('/divisionCode', () => readDivision(wire.divisionCode)),
      state: wire.status,
      scrapOn: scrapOn !== null && scrapOn >= noLimit ? null : scrapOn,
      sourceAt,
      revision: `${wire.changeId}@${sourceAt.toISOString()}`,
      deleted: false,
    }
  },
  plan: { table: usageChanges, history: usageChangeHistory, key: ['changeId'] },
  events: (applied) =>
    applied.flatMap(({ vin, changeId, state, fromUse, toUse, plateNumber, plateKind, sourceAt }) => [
      { type: 'vehicle.usage.changed', subject: { vin }, data: { changeId, state, fromUse, toUse } },
      {
        type: 'identity.observed',
        subject: { vin },
        data: { vin, plateNumber, plateKind, validFrom: sourceAt.toISOString(), source: 'traffic-police' },
      },
    ]),
})
