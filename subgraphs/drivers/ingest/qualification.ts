import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import {
  defineMessage,
  type FeedMessage,
  type RecordContext,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, personIfCan, readIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { at, mustSpeakFor, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import { maskName } from '@one-visit/kit/graph/mask.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { licenceStatuses } from '@one-visit/schema/codes.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { qualificationHistory, qualifications } from '../tables.ts'
import { refAt } from './person.ts'

const record = z.strictObject({
  ...statedFields,
  /** Resident ID number, which is also the number of the certificate. */
  idNumber: z.string().max(64),
  name: z.string().min(1).max(128),
  /** 从业资格类别, five digits. The list grows: unknown categories are kept, no rule accepts them. */
  category: z
    .string()
    .regex(/^\d{5}$/, 'a category has five digits')
    .meta({ examples: ['09002'] }),
  /** 证照状态, JT/T 415-2006 5.5.2: 1 is valid. */
  status: z.string().max(8),
  statusLabel: z.string().max(64).optional(),
  firstIssuedOn: z.string().max(40),
  /** A day of 2099 or 9999 says that there is no last day; left out, nobody knows it. */
  validUntil: z.string().max(40).nullish(),
  authority: z.string().min(1).max(256),
})

/** A qualification as it is stored. */
export interface QualificationRecord extends RecordRow {
  ref: string
  category: string
  nameMasked: string
  valid: boolean
  firstIssuedOn: string
  /** `unlimitedDay` where the register says that there is none; null where it says nothing. */
  validUntil: string | null
  authority: string
}

/** A practitioner qualification in the transport register 从业资格证. */
export function qualificationMessage(
  key: PseudonymKey,
): FeedMessage<z.infer<typeof record>, QualificationRecord> {
  return defineMessage<z.infer<typeof record>, QualificationRecord>({
    name: 'driverQualification',
    mappingVersion: 2,
    earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders, key) }],
    record,
    map: mapWith(statedReaders, key),
    plan: { table: qualifications, history: qualificationHistory, key: ['ref', 'category'] },
    events: async (applied, tx) => [
      ...applied.map(({ ref, category, valid, deleted }) => ({
        type: 'register.qualification.changed',
        subject: { driverRef: ref },
        data: { category, valid, deleted },
      })),
      ...(await leftByRecords(tx, qualificationHistory, 'ref', applied)).map((driverRef) => ({
        type: 'register.qualification.changed',
        subject: { driverRef },
        data: { moved: true },
      })),
    ],
    identify: (value, { receivedAt }) => {
      const { idNumber, category, updatedAt, sequence } = fieldsIn(value)
      const person = personIfCan(idNumber, key, receivedAt)
      return identified({
        subjects: [[person?.kind ?? 'REF', person?.value]],
        key: [person?.kind === 'REF' ? person.value : undefined, readIfCan(category, (stated) => stated)],
        updatedAt,
        sequence,
      })
    },
  })
}

function mapWith(read: StatedReaders, key: PseudonymKey) {
  return (wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): QualificationRecord => {
    mustSpeakFor(source, '/authority', wire.authority)
    return {
      ...read.version(wire, receivedAt),
      ref: refAt('/idNumber', wire.idNumber, key, receivedAt),
      category: wire.category,
      nameMasked: maskName(wire.name),
      valid: at('/status', () => licenceStatuses.of(wire.status, wire.statusLabel)) === 'VALID',
      firstIssuedOn: read.day('/firstIssuedOn', wire.firstIssuedOn, { notAfter: shanghaiDay(receivedAt) }),
      validUntil: read.limit('/validUntil', wire.validUntil),
      authority: wire.authority,
    }
  }
}
