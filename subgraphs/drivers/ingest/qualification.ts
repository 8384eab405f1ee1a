import { defineMessage, type FeedMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import {
  at,
  dayAt,
  limitAt,
  mustSpeakFor,
  statedAt,
  statedFields,
} from '@one-visit/kit/feed/read/stated-record.ts'
import { maskName } from '@one-visit/kit/graph/mask.ts'
import type { PseudonymKey } from '@one-visit/kit/room/pseudonym.ts'
import { licenceStatuses } from '@one-visit/schema/codes.ts'
import { z } from 'zod'
import { qualificationHistory, qualifications } from '../tables.ts'
import { refAt } from './person.ts'

const record = z.strictObject({
  ...statedFields,
  /** Resident ID number, which is also the number of the certificate. */
  idNumber: z.string().max(64),
  name: z.string().min(1).max(128),
  /** 从业资格类别, five digits. The list grows: unknown categories are kept, no rule accepts them. */
  category: z.string().regex(/^\d{5}$/),
  /** 证照状态, JT/T 415-2006 5.5.2: 1 is valid. */
  status: z.string().max(8),
  statusLabel: z.string().max(64).optional(),
  firstIssuedOn: z.string().max(16),
  validUntil: z.string().max(16).nullish(),
  authority: z.string().min(1).max(256),
})

/** A qualification as it is stored. */
export interface QualificationRecord extends RecordRow {
  ref: string
  category: string
  nameMasked: string
  valid: boolean
  firstIssuedOn: string
  validUntil: string | null
  authority: string
}

/** A practitioner qualification in the transport register 从业资格证. */
export function qualificationMessage(
  key: PseudonymKey,
): FeedMessage<z.infer<typeof record>, QualificationRecord> {
  return defineMessage<z.infer<typeof record>, QualificationRecord>({
    name: 'driverQualification',
    mappingVersion: 1,
    record,
    map: (wire, { receivedAt, source }) => {
      mustSpeakFor(source, '/authority', wire.authority)
      return {
        ...statedAt(wire, receivedAt),
        ref: refAt('/idNumber', wire.idNumber, key, receivedAt),
        category: wire.category,
        nameMasked: maskName(wire.name),
        valid: at('/status', () => licenceStatuses.of(wire.status, wire.statusLabel)) === 'VALID',
        firstIssuedOn: dayAt('/firstIssuedOn', wire.firstIssuedOn),
        validUntil: limitAt('/validUntil', wire.validUntil),
        authority: wire.authority,
      }
    },
    plan: { table: qualifications, history: qualificationHistory, key: ['ref', 'category'] },
    events: (applied) =>
      applied.map(({ ref, category, valid, deleted }) => ({
        type: 'register.qualification.changed',
        subject: { driverRef: ref },
        data: { category, valid, deleted },
      })),
  })
}
