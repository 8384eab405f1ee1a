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
import { isOddlySpelt, normalisedId } from '@one-visit/schema/permit-number.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { z } from 'zod'
import { hubApprovals } from '../source.ts'
import { permitHistory, permits } from '../tables.ts'
import { rejectSecondInForce } from './one-in-force.ts'
import { isOfHub, registerKeyOf } from './register-word.ts'
import { sharersOf } from './shared-number.ts'

const text = (max: number) => z.string().min(1).max(max)

/** Longest reason of a state, characters. */
const stateReasonMax = 500

/** What the second mapping and the first took. */
const earlierFields = {
  ...statedFields,
  /** The hub's certificate. The hub always names it; the register may, where it speaks of a permit of the hub's. */
  certificateId: text(64).nullish(),
  vin: z.string().max(64),
  number: text(64),
  kind: z.enum(['ROAD_TRANSPORT', 'RIDE_HAILING']),
  state: z.enum(['VALID', 'INVALID', 'SUSPENDED', 'REVOKED', 'REPLACED']),
  validFrom: text(40),
  /** A day of 2099 or 9999 says that there is no last day; left out, nobody knows it. */
  validUntil: z.string().max(40).nullish(),
  authority: text(256),
}
const earlierRecord = z.strictObject(earlierFields)

/** A permit as the register or the hub sends it, in the words of the schema. */
const record = z.strictObject({
  ...earlierFields,
  /** First day of the state, where that is another than the first of the permit. */
  stateSince: z.string().max(40).nullish(),
  /** Why it is in this state, as everybody may read it. */
  stateReason: z.string().max(stateReasonMax).nullish(),
  stateReasonEn: z.string().max(stateReasonMax).nullish(),
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
  /** Of a word of the register: the permit of the hub's it names. */
  certificateId: string | null
  /** Not in rows of earlier mappings. */
  stateSince?: string | null
  stateReason?: string | null
  stateReasonEn?: string | null
}

/** What a permit is known by: the hub's by their certificate, the register's by its own number. */
type PermitKey = Pick<PermitRow, 'permitId' | 'certificateId'>
type KeyReader = (wire: z.infer<typeof earlierRecord>, sender: string, read: StatedReaders) => PermitKey

const keyOf: KeyReader = (wire, sender, read) => {
  const { permitId, certificateId } = thirdKeyOf(wire, sender, read)
  // The hub's certificates are of small letters; the register writes them by hand or through a program of its own.
  const isHubs = sender === hubApprovals || certificateId === null
  return { permitId, certificateId: isHubs ? certificateId : normalisedId(certificateId) }
}

/** The third mapping kept the certificate as the register spelt it. */
const thirdKeyOf: KeyReader = ({ recordId, certificateId = null }, sender, read) => {
  const named = certificateId === null ? null : read.key('/certificateId', certificateId)
  if (sender !== hubApprovals) return { permitId: registerKeyOf(recordId), certificateId: named }
  if (named === null)
    throw new RecordFault('SENDER_NOT_ALLOWED', '/certificateId', 'the hub always names its certificate')
  return { permitId: named, certificateId: named }
}

/** Before the third mapping the register could not name a certificate. */
const earlierKeyOf: KeyReader = (wire, sender, read) => {
  if ((wire.certificateId ?? null) !== null && sender !== hubApprovals)
    throw new RecordFault(
      'SENDER_NOT_ALLOWED',
      '/certificateId',
      'the hub, and only the hub, names its certificate',
    )
  return thirdKeyOf(wire, sender, read)
}

/**
 * News for other vehicles than those of the permits: on which they were known before they were stated of others, on which the
 * hub has one that the register names on another, or the reverse, and which have a permit of the number of one of these.
 */
async function othersConcerned(tx: Orm, applied: readonly PermitRow[]): Promise<HubEvent[]> {
  const stated = applied.map(({ permitId: key, vin: subject }) => ({ key, subject }))
  const before = { key: permitHistory.permitId, subject: permitHistory.vin }
  const byKey = { key: permits.permitId, subject: permits.vin }
  const byCertificate = { key: permits.certificateId, subject: permits.vin }
  const named = applied.flatMap(({ permitId, certificateId, vin: subject }) =>
    permitId === certificateId
      ? [{ key: registerKeyOf(permitId), subject }]
      : [certificateId ?? [], permitId.slice(registerKeyOf('').length)]
          .flat()
          .map((key) => ({ key, subject })),
  )
  const own = applied.filter(isOfHub).map(({ permitId: key, vin: subject }) => ({ key, subject }))
  const left = [
    ...(await movedFrom(tx, before, stated)),
    ...(await movedFrom(tx, byKey, named)),
    ...(own.length === 0 ? [] : await movedFrom(tx, byCertificate, own)),
  ]
  const movers = [...new Set(left.map(({ subject }) => subject))]
  const sharers = await sharersOf(tx, [...new Set([...applied.map(({ vin }) => vin), ...movers])])
  return [
    ...movers.map((vin) => ({ vin, why: { moved: true } })),
    ...sharers.map((vin) => ({ vin, why: { shared: true } })),
  ].map(({ vin, why }) => ({ type: 'register.permit.recorded', subject: { vin }, data: why }))
}

/** A transport permit 道路运输证 or 网络预约出租汽车运输证. */
export const permitMessage = defineMessage<z.infer<typeof record>, PermitRow>({
  name: 'vehiclePermit',
  mappingVersion: 4,
  earlier: [
    { mappingVersion: 1, record: earlierRecord, map: mapWith(firstReaders, earlierKeyOf) },
    { mappingVersion: 2, record: earlierRecord, map: mapWith(statedReaders, earlierKeyOf) },
    { mappingVersion: 3, record, map: mapWithState(thirdKeyOf) },
  ],
  record,
  notes: ({ number }) =>
    isOddlySpelt(number)
      ? ['number: has the 12 digits of the national shape and is not written in it: …字, 12 digits, 号']
      : [],
  map: mapWithState(keyOf),
  plan: { table: permits, history: permitHistory, key: ['permitId'], about: ['VIN', 'vin'] },
  reject: rejectSecondInForce,
  events: async (applied, tx) => [
    ...applied.map(
      ({ vin, kind, state, certificateId, deleted }): HubEvent => ({
        type: 'register.permit.recorded',
        subject: { vin, ...(certificateId !== null && { certificateId }) },
        data: { kind, state, deleted },
      }),
    ),
    ...(await othersConcerned(tx, applied)),
  ],
  identify: (value, { source }) => {
    const { vin: stated, number, recordId, certificateId, updatedAt, sequence } = fieldsIn(value)
    const vin = vinIfCan(stated)
    const isOwn = source.id === hubApprovals
    const [ownNumber, certificate] = [wholeKeyIfCan(recordId), wholeKeyIfCan(certificateId)]
    const registered = ownNumber === undefined ? undefined : registerKeyOf(ownNumber)
    return identified({
      subjects: [['VIN', vin]],
      // A certificate is one vehicle's, whichever the record names; a number alone says nothing of another vehicle than that.
      numbers: [
        ...(isOwn ? [] : [certificate]),
        ...(vin === undefined ? [ownNumber, wholeKeyIfCan(number)] : []),
      ],
      key: [isOwn ? certificate : registered],
      updatedAt,
      sequence,
    })
  },
})

/** The mappings since the third: with why and since when a permit is in its state. */
function mapWithState(readKey: KeyReader) {
  return (wire: z.infer<typeof record>, context: RecordContext): PermitRow => ({
    ...mapWith(statedReaders, readKey)(wire, context),
    ...stateOf(wire, context),
  })
}

function mapWith(read: StatedReaders, readKey: KeyReader) {
  return (wire: z.infer<typeof earlierRecord>, { receivedAt, source }: RecordContext): PermitRow => {
    const { vin } = at('/vin', () => readVin(wire.vin))
    mustSpeakFor(source, '/vin', vin)
    const validFrom = read.day('/validFrom', wire.validFrom)
    const validUntil = read.limit('/validUntil', wire.validUntil)
    if (validUntil !== null && validUntil < validFrom)
      throw new RecordFault('DATE_ORDER', '/validUntil', 'the last day of validity lies before the first')
    return {
      ...readKey(wire, source.id, read),
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

/** Since when and why a permit is in its state, as far as that is stated. A state of a day to come is stated on that day. */
function stateOf(
  { stateSince, stateReason, stateReasonEn }: z.infer<typeof record>,
  { receivedAt }: RecordContext,
): Pick<PermitRow, 'stateSince' | 'stateReason' | 'stateReasonEn'> {
  const textOf = (stated: string | null | undefined) => stated?.trim() || null
  return {
    stateSince: stateSince?.trim()
      ? statedReaders.day('/stateSince', stateSince, { notAfter: shanghaiDay(receivedAt) })
      : null,
    stateReason: textOf(stateReason),
    stateReasonEn: textOf(stateReasonEn),
  }
}
