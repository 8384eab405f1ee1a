import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { at, mustSpeakFor, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import { officeIdForm, readDivision } from '@one-visit/schema/identifiers.ts'
import { z } from 'zod'
import { officeHistory, offices } from '../tables.ts'

/** Identifier of an office: 9 digits for a station, the credit code for a company, a word for a bureau. */
export const officeId = z
  .string()
  .regex(officeIdForm, 'an office is named by 1 to 64 letters, digits and hyphens')
  .meta({ examples: ['county-330381'] })

const record = z.strictObject({
  ...statedFields,
  id: officeId,
  name: z.string().min(1).max(256),
  kind: z.enum(['BUREAU', 'COUNTY', 'STATION', 'COMPANY']),
  division: z.string().max(16),
  address: z.string().max(256),
  phone: z.string().max(64),
  hours: z.string().max(256),
  windows: z.number().int().min(0).max(1000),
})

/** An office as it is stored. */
export interface OfficeRecord extends RecordRow {
  id: string
  name: string
  kind: z.infer<typeof record>['kind']
  division: string
  address: string
  phone: string
  hours: string
  windows: number
}

/** An office in the directory 办事机构. */
export const officeMessage = defineMessage<z.infer<typeof record>, OfficeRecord>({
  name: 'office',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders) }],
  record,
  map: mapWith(statedReaders),
  plan: { table: offices, history: officeHistory, key: ['id'] },
  identify: (value) => {
    const { id: stated, updatedAt, sequence } = fieldsIn(value)
    const id = officeIdIfCan(stated)
    return identified({ subjects: [['SCOPE', id]], key: [id], updatedAt, sequence })
  },
})

/** Identifier of an office, where it is one. */
export function officeIdIfCan(id: unknown): string | undefined {
  return readIfCan(id, (text) => officeId.parse(text))
}

function mapWith(read: StatedReaders) {
  return (wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): OfficeRecord => {
    mustSpeakFor(source, '/id', wire.id)
    const { id, name, kind, address, phone, hours, windows } = wire
    const division = at('/division', () => readDivision(wire.division))
    return { ...read.version(wire, receivedAt), id, name, kind, division, address, phone, hours, windows }
  }
}
