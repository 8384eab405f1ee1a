import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { mustSpeakFor, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import { z } from 'zod'
import { delegationHistory, delegations } from '../tables.ts'
import { officeId, officeIdIfCan } from './office.ts'

const item = z
  .string()
  .regex(/^[A-Z]{3}-\d{2}$/, 'an item has three capitals, a hyphen and two digits')
  .meta({ examples: ['RHL-02'] })

const record = z.strictObject({
  ...statedFields,
  officeId,
  item,
  validFrom: z.string().max(40),
  /** Left out while the delegation stands. */
  validUntil: z.string().max(40).nullish(),
  basis: z.string().min(1).max(512),
})

/** A delegation as it is stored. */
export interface DelegationRecord extends RecordRow {
  officeId: string
  item: string
  validFrom: string
  validUntil: string | null
  basis: string
}

/** A delegation of an item to an office 事项下放. */
export const delegationMessage = defineMessage<z.infer<typeof record>, DelegationRecord>({
  name: 'delegation',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders) }],
  record,
  map: mapWith(statedReaders),
  plan: { table: delegations, history: delegationHistory, key: ['officeId', 'item', 'validFrom'] },
  events: (applied) =>
    applied.map(({ officeId, item, validFrom, validUntil, deleted }) => ({
      type: 'office.delegation.changed',
      subject: { officeId },
      data: { item, validFrom, validUntil, deleted },
    })),
  identify: (value) => {
    const { officeId: office, item: code, validFrom, updatedAt } = fieldsIn(value)
    const id = officeIdIfCan(office)
    const from = readIfCan(validFrom, (text) => statedReaders.day('', text))
    return identified({
      subjects: [['SCOPE', id]],
      key: [id, readIfCan(code, (text) => item.parse(text)), from],
      updatedAt,
    })
  },
})

function mapWith(read: StatedReaders) {
  return (wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): DelegationRecord => {
    mustSpeakFor(source, '/officeId', wire.officeId)
    const validFrom = read.day('/validFrom', wire.validFrom)
    const validUntil = read.limit('/validUntil', wire.validUntil)
    if (validUntil !== null && validUntil < validFrom)
      throw new RecordFault('PERIOD_REVERSED', '/validUntil', 'the last day is before the first')
    const { officeId, item, basis } = wire
    return { ...read.version(wire, receivedAt), officeId, item, validFrom, validUntil, basis }
  }
}
