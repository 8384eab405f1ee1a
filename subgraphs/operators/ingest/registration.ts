import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { at, mustSpeakFor, statedFields, usccAt, usccNotes } from '@one-visit/kit/feed/read/stated-record.ts'
import { type OperatorState, operatorStates } from '@one-visit/schema/codes.ts'
import { readDivision, readUsccForm } from '@one-visit/schema/identifiers.ts'
import { z } from 'zod'
import { transportRegister } from '../source.ts'
import { registrationHistory, registrations } from '../tables.ts'

/** Kinds of business, in the words of the schema: the register's lists have no code for all of them. */
export const operatorKind = z.enum([
  'TAXI',
  'FREIGHT',
  'CHARTER',
  'REPAIR',
  'DRIVING_SCHOOL',
  'PLATFORM',
  'BUS',
])

const record = z.strictObject({
  ...statedFields,
  uscc: z.string().max(64),
  name: z.string().min(1).max(256),
  kind: operatorKind,
  /** 业户经营状态, JT/T 415-2006 5.3.1, with its label where the register sends it. */
  state: z.string().max(8),
  stateLabel: z.string().max(64).optional(),
  division: z.string().max(16),
})

/** A business as it is stored. */
export interface RegistrationRecord extends RecordRow {
  uscc: string
  name: string
  kind: z.infer<typeof operatorKind>
  state: OperatorState
  division: string
}

/** A business in the transport register 业户. */
export const registrationMessage = defineMessage<z.infer<typeof record>, RegistrationRecord>({
  name: 'operatorRegistration',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders) }],
  record,
  notes: ({ uscc }) => usccNotes('uscc', uscc),
  map: mapWith(statedReaders),
  plan: { table: registrations, history: registrationHistory, key: ['uscc'] },
  events: async (applied, tx) => [
    ...applied.map(({ uscc, state, deleted }) => ({
      type: 'register.operator.changed',
      subject: { uscc },
      data: { state, deleted },
    })),
    ...(await leftByRecords(tx, registrationHistory, 'uscc', applied)).map((uscc) => ({
      type: 'register.operator.changed',
      subject: { uscc },
      data: { moved: true },
    })),
  ],
  identify: (value) => {
    const { uscc: stated, updatedAt, sequence } = fieldsIn(value)
    const uscc = readIfCan(stated, (text) => readUsccForm(text).uscc)
    return identified({ subjects: [['USCC', uscc]], key: [uscc], updatedAt, sequence })
  },
})

function mapWith(read: StatedReaders) {
  return (wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): RegistrationRecord => {
    const uscc = usccAt('/uscc', wire.uscc, source.id === transportRegister.id)
    mustSpeakFor(source, '/uscc', uscc)
    return {
      ...read.version(wire, receivedAt),
      uscc,
      name: wire.name,
      kind: wire.kind,
      state: at('/state', () => operatorStates.of(wire.state, wire.stateLabel)),
      division: at('/division', () => readDivision(wire.division)),
    }
  }
}
