import { defineMessage, type FeedMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { at, dayAt, mustSpeakFor, statedAt, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import { isPseudonym, type PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { readUscc } from '@one-visit/schema/identifiers.ts'
import { z } from 'zod'
import { registrationHistory, registrations } from '../tables.ts'
import { rejectSecondActive } from './one-active.ts'
import { refAt } from './person.ts'

const record = z.strictObject({
  ...statedFields,
  /** Number of the registration; for one the hub issued, the identifier of its certificate. */
  number: z.string().min(1).max(128),
  /** Resident ID number, as the register sends it. */
  idNumber: z.string().max(64).optional(),
  /** Reference of the person, as the hub itself sends it. */
  ref: z.string().max(64).optional(),
  uscc: z.string().max(64),
  active: z.boolean(),
  validFrom: z.string().max(16),
  validUntil: z.string().max(16),
})

/** A registration as it is stored. */
export interface RegistrationRecord extends RecordRow {
  number: string
  ref: string
  uscc: string
  active: boolean
  validFrom: string
  validUntil: string
}

type Wire = z.infer<typeof record>

/** A driver's registration to a company 从业资格注册; a driver has at most one that is active. */
export function registrationMessage(key: PseudonymKey): FeedMessage<Wire, RegistrationRecord> {
  return defineMessage<Wire, RegistrationRecord>({
    name: 'driverRegistration',
    mappingVersion: 1,
    record,
    map: (wire, { receivedAt, source }) => {
      const uscc = at('/uscc', () => readUscc(wire.uscc))
      mustSpeakFor(source, '/uscc', uscc)
      const validFrom = dayAt('/validFrom', wire.validFrom)
      const validUntil = dayAt('/validUntil', wire.validUntil)
      if (validUntil < validFrom)
        throw new RecordFault('PERIOD_REVERSED', '/validUntil', 'the last day is before the first')
      return {
        ...statedAt(wire, receivedAt),
        number: wire.number,
        ref: personOf(wire, key, receivedAt),
        uscc,
        active: wire.active,
        validFrom,
        validUntil,
      }
    },
    plan: { table: registrations, history: registrationHistory, key: ['number'] },
    reject: rejectSecondActive,
    events: (applied) =>
      applied.map(({ ref, uscc, number, active, deleted }) => ({
        type: 'register.registration.changed',
        subject: { driverRef: ref, uscc },
        data: { number, active, deleted },
      })),
  })
}

function personOf({ ref, idNumber }: Wire, key: PseudonymKey, receivedAt: Date): string {
  if ((ref === undefined) === (idNumber === undefined))
    throw new RecordFault('PERSON_MISSING', '/idNumber', 'either idNumber or ref, and not both')
  if (idNumber !== undefined) return refAt('/idNumber', idNumber, key, receivedAt)
  if (ref === undefined || !isPseudonym(ref))
    throw new RecordFault('REF_FORM', '/ref', 'not a reference of a person')
  return ref
}
