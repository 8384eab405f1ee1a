import type { Orm } from '@one-visit/kit/database/database.ts'
import { movedFrom } from '@one-visit/kit/feed/kept/moved-from.ts'
import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, vinIfCan, wholeKeyIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { at, mustSpeakFor, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { readVin } from '@one-visit/schema/identifiers.ts'
import { z } from 'zod'
import { hubApprovals } from '../source.ts'
import { permitHistory, permits } from '../tables.ts'
import { rejectSecondInForce } from './one-in-force.ts'

const text = (max: number) => z.string().min(1).max(max)

/** A permit as the register or the hub sends it, in the words of the schema. */
const record = z.strictObject({
  ...statedFields,
  /** The hub's certificate; only the hub may name one, and it always does. */
  certificateId: text(64).nullish(),
  vin: z.string().max(64),
  number: text(64),
  kind: z.enum(['ROAD_TRANSPORT', 'RIDE_HAILING']),
  state: z.enum(['VALID', 'INVALID', 'SUSPENDED', 'REVOKED', 'REPLACED']),
  validFrom: text(40),
  /** A day of 2099 or 9999 says that there is no last day; left out, nobody knows it. */
  validUntil: z.string().max(40).nullish(),
  authority: text(256),
})

/** A permit as it is stored. */
export interface PermitRow extends RecordRow {
  permitId: string
  vin: string
  number: string
  kind: z.infer<typeof record>['kind']
  state: z.infer<typeof record>['state']
  validFrom: string
  /** `unlimitedDay` where the register says that there is none; null where it says nothing. */
  validUntil: string | null
  authority: string
  certificateId: string | null
}

/** The hub's permits are known by their certificate, the register's by its own number. */
function idOf(
  wire: z.infer<typeof record>,
  sender: string,
  read: StatedReaders,
): { permitId: string; certificateId: string | null } {
  const certificateId = wire.certificateId ?? null
  if ((certificateId !== null) !== (sender === hubApprovals))
    throw new RecordFault(
      'SENDER_NOT_ALLOWED',
      '/certificateId',
      'the hub, and only the hub, names its certificate',
    )
  if (certificateId !== null) return { permitId: read.key('/certificateId', certificateId), certificateId }
  return { permitId: `register:${wire.recordId}`, certificateId }
}

/** News for the vehicles that permits were known on before they were stated of others. */
async function leftVehicles(tx: Orm, applied: readonly PermitRow[]): Promise<HubEvent[]> {
  const { permitId: key, vin: subject } = permitHistory
  const now = applied.map(({ permitId, vin }) => ({ key: permitId, subject: vin }))
  return (await movedFrom(tx, { key, subject }, now)).map((left) => ({
    type: 'register.permit.recorded',
    subject: { vin: left.subject },
    data: { moved: true },
  }))
}

/** A transport permit 道路运输证 or 网络预约出租汽车运输证. */
export const permitMessage = defineMessage<z.infer<typeof record>, PermitRow>({
  name: 'vehiclePermit',
  mappingVersion: 2,
  earlier: [{ mappingVersion: 1, record, map: mapWith(firstReaders) }],
  record,
  map: mapWith(statedReaders),
  plan: { table: permits, history: permitHistory, key: ['permitId'] },
  reject: rejectSecondInForce,
  events: async (applied, tx) => [
    ...applied.map(
      ({ vin, kind, state, certificateId, deleted }): HubEvent => ({
        type: 'register.permit.recorded',
        subject: { vin, ...(certificateId !== null && { certificateId }) },
        data: { kind, state, deleted },
      }),
    ),
    ...(await leftVehicles(tx, applied)),
  ],
  identify: (value, { source }) => {
    const { vin, recordId, certificateId, updatedAt } = fieldsIn(value)
    const number = wholeKeyIfCan(recordId)
    const registered = number === undefined ? undefined : `register:${number}`
    return identified({
      subjects: [['VIN', vinIfCan(vin)]],
      key: [source.id === hubApprovals ? wholeKeyIfCan(certificateId) : registered],
      updatedAt,
    })
  },
})

function mapWith(read: StatedReaders) {
  return (wire: z.infer<typeof record>, { receivedAt, source }: RecordContext): PermitRow => {
    const { vin } = at('/vin', () => readVin(wire.vin))
    mustSpeakFor(source, '/vin', vin)
    const validFrom = read.day('/validFrom', wire.validFrom)
    const validUntil = read.limit('/validUntil', wire.validUntil)
    if (validUntil !== null && validUntil < validFrom)
      throw new RecordFault('DATE_ORDER', '/validUntil', 'the last day of validity lies before the first')
    return {
      ...idOf(wire, source.id, read),
      vin,
      number: read.key('/number', wire.number),
      kind: wire.kind,
      state: wire.state,
      validFrom,
      validUntil,
      authority: wire.authority,
      ...read.version(wire, receivedAt),
    }
  }
}
