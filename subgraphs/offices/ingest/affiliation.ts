import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { statedReaders as read } from '@one-visit/kit/feed/read/stated-readers.ts'
import { mustSpeakFor, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import { z } from 'zod'
import { affiliationHistory, affiliations } from '../tables.ts'
import { officeId, officeIdIfCan } from './office.ts'

const record = z.strictObject({
  ...statedFields,
  officeId,
  /** The city or county bureau, by its identifier in the directory. */
  authority: officeId.meta({ examples: ['wenzhou-bureau'] }),
  /** From this day on, until another begins. */
  validFrom: z.string().max(40),
  basis: z.string().min(1).max(512),
})

/** The authority of an office, as it is stored. */
export interface AffiliationRecord extends RecordRow {
  officeId: string
  authority: string
  validFrom: string
  basis: string
}

/** The authority an office belongs to 隶属关系, from a day on. */
export const affiliationMessage = defineMessage<z.infer<typeof record>, AffiliationRecord>({
  name: 'affiliation',
  mappingVersion: 1,
  record,
  map: (wire, { receivedAt, source }: RecordContext): AffiliationRecord => {
    mustSpeakFor(source, '/officeId', wire.officeId)
    const { officeId, authority, basis } = wire
    const validFrom = read.day('/validFrom', wire.validFrom)
    return { ...read.version(wire, receivedAt), officeId, authority, validFrom, basis }
  },
  plan: { table: affiliations, history: affiliationHistory, key: ['officeId', 'validFrom'] },
  events: async (applied, tx) => [
    ...applied.map(({ officeId, authority, validFrom, deleted }) => ({
      type: 'office.authority.changed',
      subject: { officeId },
      data: { authority, validFrom, deleted },
    })),
    ...(await leftByRecords(tx, affiliationHistory, 'officeId', applied)).map((officeId) => ({
      type: 'office.authority.changed',
      subject: { officeId },
      data: { moved: true },
    })),
  ],
  identify: (value) => {
    const { officeId: office, validFrom, updatedAt, sequence } = fieldsIn(value)
    const id = officeIdIfCan(office)
    const from = readIfCan(validFrom, (text) => read.day('', text))
    return identified({ subjects: [['SCOPE', id]], key: [id, from], updatedAt, sequence })
  },
})
