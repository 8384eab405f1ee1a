import { defineMessage, RecordFault, type RecordRow } from '@one-visit/kit/feed/message.ts'
import {
  dayAt,
  limitAt,
  mustSpeakFor,
  statedAt,
  statedFields,
} from '@one-visit/kit/feed/read/stated-record.ts'
import { z } from 'zod'
import { delegationHistory, delegations } from '../tables.ts'
import { officeId } from './office.ts'

const record = z.strictObject({
  ...statedFields,
  officeId,
  item: z.string().regex(/^[A-Z]{3}-\d{2}$/),
  validFrom: z.string().max(16),
  validUntil: z.string().max(16).nullish(),
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
  mappingVersion: 1,
  record,
  map: (wire, { receivedAt, source }) => {
    mustSpeakFor(source, '/officeId', wire.officeId)
    const validFrom = dayAt('/validFrom', wire.validFrom)
    const validUntil = limitAt('/validUntil', wire.validUntil)
    if (validUntil !== null && validUntil < validFrom)
      throw new RecordFault('PERIOD_REVERSED', '/validUntil', 'the last day is before the first')
    const { officeId, item, basis } = wire
    return { ...statedAt(wire, receivedAt), officeId, item, validFrom, validUntil, basis }
  },
  plan: { table: delegations, history: delegationHistory, key: ['officeId', 'item'] },
  events: (applied) =>
    applied.map(({ officeId, item, validFrom, validUntil, deleted }) => ({
      type: 'office.delegation.changed',
      subject: { officeId },
      data: { item, validFrom, validUntil, deleted },
    })),
})
