import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan, wholeKeyIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { at, mustSpeakFor, statedFields, usccAt, usccNotes } from '@one-visit/kit/feed/read/stated-record.ts'
import { licenceStatuses } from '@one-visit/schema/codes.ts'
import { readUsccForm } from '@one-visit/schema/identifiers.ts'
import { z } from 'zod'
import { transportRegister } from '../source.ts'
import { licenceHistory, licences } from '../tables.ts'
import { operatorKind } from './registration.ts'

const record = z.strictObject({
  ...statedFields,
  uscc: z.string().max(64),
  number: z.string().min(1).max(128),
  scope: z.array(operatorKind).min(1).max(20),
  /** 证照状态, JT/T 415-2006 5.5.2: 1 is valid. */
  status: z.string().max(8),
  statusLabel: z.string().max(64).optional(),
  validFrom: z.string().max(40),
  /** A day of 2099 or 9999 says that there is no last day; left out, nobody knows it. */
  validUntil: z.string().max(40).nullish(),
  authority: z.string().min(1).max(256),
})

/** A licence as it is stored. */
export interface LicenceRecord extends RecordRow {
  uscc: string
  number: string
  scope: z.infer<typeof operatorKind>[]
  valid: boolean
  validFrom: string
  /** `unlimitedDay` where the register says that there is none; null where it says nothing. */
  validUntil: string | null
  authority: string
}

/** A business licence in the transport register 道路运输经营许可证. */
export const licenceMessage = defineMessage<z.infer<typeof record>, LicenceRecord>({
  name: 'operatorLicence',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders) }],
  record,
  notes: ({ uscc }) => usccNotes('uscc', uscc),
  map: mapWith(statedReaders),
  plan: { table: licences, history: licenceHistory, key: ['uscc', 'number'] },
  events: async (applied, tx) => [
    ...applied.map(({ uscc, number, valid, deleted }) => ({
      type: 'register.licence.changed',
      subject: { uscc },
      data: { number, valid, deleted },
    })),
    ...(await leftByRecords(tx, licenceHistory, 'uscc', applied)).map((uscc) => ({
      type: 'register.licence.changed',
      subject: { uscc },
      data: { moved: true },
    })),
  ],
  identify: (value) => {
    const { uscc: stated, number, updatedAt, sequence } = fieldsIn(value)
    const uscc = readIfCan(stated, (text) => readUsccForm(text).uscc)
    return identified({ subjects: [['USCC', uscc]], key: [uscc, wholeKeyIfCan(number)], updatedAt, sequence })
  },
})

function mapWith(read: StatedReaders) {
  return (wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): LicenceRecord => {
    const uscc = usccAt('/uscc', wire.uscc, source.id === transportRegister.id)
    mustSpeakFor(source, '/uscc', uscc)
    return {
      ...read.version(wire, receivedAt),
      uscc,
      number: read.key('/number', wire.number),
      scope: [...new Set(wire.scope)],
      valid: at('/status', () => licenceStatuses.of(wire.status, wire.statusLabel)) === 'VALID',
      validFrom: read.day('/validFrom', wire.validFrom),
      validUntil: read.limit('/validUntil', wire.validUntil),
      authority: wire.authority,
    }
  }
}
