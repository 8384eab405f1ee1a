import type { Orm } from '@one-visit/kit/database/database.ts'
import { movedFrom } from '@one-visit/kit/feed/kept/moved-from.ts'
import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import {
  defineMessage,
  type FeedMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import {
  fieldsIn,
  identified,
  personIfCan,
  readIfCan,
  wholeKeyIfCan,
} from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { mustSpeakFor, statedFields, usccAt, usccNotes } from '@one-visit/kit/feed/read/stated-record.ts'
import { isPseudonym, type PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import { z } from 'zod'
import { transportRegister } from '../source.ts'
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
  validFrom: z.string().max(40),
  validUntil: z.string().max(40),
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

/** A driver's registration to a company 从业资格注册. */
export function registrationMessage(key: PseudonymKey): FeedMessage<Wire, RegistrationRecord> {
  return defineMessage<Wire, RegistrationRecord>({
    name: 'driverRegistration',
    mappingVersion: 2,
    earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders, key) }],
    record,
    notes: ({ uscc }) => usccNotes('uscc', uscc),
    map: mapWith(statedReaders, key),
    plan: { table: registrations, history: registrationHistory, key: ['number'], about: ['REF', 'ref'] },
    reject: rejectSecondActive,
    events: async (applied, tx) => [
      ...applied.map(
        ({ ref, uscc, number, active, deleted }): HubEvent => ({
          type: 'register.registration.changed',
          subject: { driverRef: ref, uscc },
          data: { number, active, deleted },
        }),
      ),
      ...(await leftDrivers(tx, applied)),
    ],
    identify: (value, { receivedAt }) => {
      const { idNumber, ref, number, updatedAt, sequence } = fieldsIn(value)
      const known = readIfCan(ref, (text) => (isPseudonym(text) ? text : undefined))
      const person = personIfCan(idNumber, key, receivedAt)
      return identified({
        subjects: [
          ['REF', known],
          [person?.kind ?? 'REF', person?.value],
        ],
        key: [wholeKeyIfCan(number)],
        updatedAt,
        sequence,
      })
    },
  })
}

/** News for the drivers that registrations were known of before they were stated of others. */
async function leftDrivers(tx: Orm, applied: readonly RegistrationRecord[]): Promise<HubEvent[]> {
  const { number: key, ref: subject } = registrationHistory
  const now = applied.map(({ number, ref }) => ({ key: number, subject: ref }))
  const ofNumbers = (await movedFrom(tx, { key, subject }, now)).map((left) => ({
    type: 'register.registration.changed',
    subject: { driverRef: left.subject },
    data: { number: left.key, moved: true },
  }))
  const told = new Set(ofNumbers.map((event) => event.subject.driverRef))
  const ofRecords = await leftByRecords(tx, registrationHistory, 'ref', applied)
  return [
    ...ofNumbers,
    ...ofRecords
      .filter((driverRef) => !told.has(driverRef))
      .map((driverRef) => ({
        type: 'register.registration.changed',
        subject: { driverRef },
        data: { moved: true },
      })),
  ]
}

function mapWith(read: StatedReaders, key: PseudonymKey) {
  return (wire: Wire, { receivedAt, source }: RecordContext): RegistrationRecord => {
    const uscc = usccAt('/uscc', wire.uscc, source.id === transportRegister.id)
    mustSpeakFor(source, '/uscc', uscc)
    const validFrom = read.day('/validFrom', wire.validFrom)
    const validUntil = read.day('/validUntil', wire.validUntil, { notAfter: unlimitedDay })
    if (validUntil < validFrom)
      throw new RecordFault('PERIOD_REVERSED', '/validUntil', 'the last day is before the first')
    return {
      ...read.version(wire, receivedAt),
      number: read.key('/number', wire.number),
      ref: personOf(wire, key, receivedAt),
      uscc,
      active: wire.active,
      validFrom,
      validUntil,
    }
  }
}

function personOf({ ref, idNumber }: Wire, key: PseudonymKey, receivedAt: Date): string {
  if ((ref === undefined) === (idNumber === undefined))
    throw new RecordFault('PERSON_MISSING', '/idNumber', 'either idNumber or ref, and not both')
  if (idNumber !== undefined) return refAt('/idNumber', idNumber, key, receivedAt)
  if (ref === undefined || !isPseudonym(ref))
    throw new RecordFault('REF_FORM', '/ref', 'not a reference of a person')
  return ref
}
