import type { Orm } from '@one-visit/kit/database/database.ts'
import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import {
  defineMessage,
  type RecordContext,
  RecordFault,
  type RecordRow,
} from '@one-visit/kit/feed/message.ts'
import { fieldsIn, identified, readIfCan } from '@one-visit/kit/feed/read/identify.ts'
import { firstReaders, type StatedReaders, statedReaders } from '@one-visit/kit/feed/read/stated-readers.ts'
import { mustSpeakFor, statedFields } from '@one-visit/kit/feed/read/stated-record.ts'
import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { OfficeKind } from '../generated/resolvers.ts'
import { everyPower, isCompanyWindow, powers, type StatedPower } from '../powers.ts'
import { delegationHistory, delegations, offices } from '../tables.ts'
import { officeId, officeIdIfCan } from './office.ts'

const item = z
  .string()
  .regex(/^[A-Z]{3}-\d{2}$/, 'an item has three capitals, a hyphen and two digits')
  .meta({ examples: ['RHL-02'] })

const firstRecord = z.strictObject({
  ...statedFields,
  officeId,
  item,
  validFrom: z.string().max(40),
  /** Left out while the delegation stands. */
  validUntil: z.string().max(40).nullish(),
  basis: z.string().min(1).max(512),
})

const record = firstRecord.extend({
  /** Left out for every power the kind of office may have: three, for a company's window ACCEPT and ISSUE. */
  power: z.enum(powers).nullish(),
  /** Whether earlier delegations of the power end on the day before this one begins; they do not when left out. */
  endsEarlier: z.boolean().nullish(),
})

/** What a delegation says of powers that was sent before they were named. */
const beforePowers: Pick<DelegationRecord, 'power' | 'endsEarlier'> = {
  power: everyPower,
  endsEarlier: false,
}

/** A delegation as it is stored. */
export interface DelegationRecord extends RecordRow {
  officeId: string
  item: string
  validFrom: string
  validUntil: string | null
  basis: string
  power: StatedPower
  endsEarlier: boolean
}

/** A delegation of an item to an office 事项下放. */
export const delegationMessage = defineMessage<z.infer<typeof record>, DelegationRecord>({
  name: 'delegation',
  mappingVersion: 3,
  earlier: [
    { mappingVersion: 1, record: firstRecord, map: mapWith(firstReaders), later: beforePowers },
    { mappingVersion: 2, record: firstRecord, map: mapWith(statedReaders), later: beforePowers },
  ],
  record,
  map: (wire, context): DelegationRecord => ({
    ...mapWith(statedReaders)(wire, context),
    power: wire.power ?? everyPower,
    endsEarlier: wire.endsEarlier ?? false,
  }),
  plan: { table: delegations, history: delegationHistory, key: ['officeId', 'item', 'power', 'validFrom'] },
  reject: rejectDecidingCompanies,
  events: async (applied, tx) => [
    ...applied.map(({ officeId, item, power, validFrom, validUntil, deleted }) => ({
      type: 'office.delegation.changed',
      subject: { officeId },
      data: { item, power, validFrom, validUntil, deleted },
    })),
    ...(await leftByRecords(tx, delegationHistory, 'officeId', applied)).map((officeId) => ({
      type: 'office.delegation.changed',
      subject: { officeId },
      data: { moved: true },
    })),
  ],
  identify: (value) => {
    const { officeId: office, item: code, power, validFrom, updatedAt, sequence } = fieldsIn(value)
    const id = officeIdIfCan(office)
    const from = readIfCan(validFrom, (text) => statedReaders.day('', text))
    return identified({
      subjects: [['SCOPE', id]],
      key: [id, readIfCan(code, (text) => item.parse(text)), powerIfCan(power), from],
      updatedAt,
      sequence,
    })
  },
})

/** A company's window never decides: by its name, and by what the directory says it is. */
async function rejectDecidingCompanies(
  tx: Orm,
  rows: readonly DelegationRecord[],
): Promise<ReadonlyMap<number, RecordFault>> {
  const deciding = rows.filter(({ power }) => power === 'DECIDE').map(({ officeId }) => officeId)
  if (deciding.length === 0) return new Map()
  const kinds = await findKinds(tx, [...new Set(deciding)])
  const isRefused = ({ power, officeId, deleted }: DelegationRecord): boolean =>
    // One that stood before the office became a company's may be taken back.
    power === 'DECIDE' && isCompanyWindow(officeId, deleted ? undefined : kinds.get(officeId))
  const fault = new RecordFault('POWER_NOT_ALLOWED', '/power', "a company's window never decides")
  return new Map(
    rows.flatMap((row, index): [number, RecordFault][] => (isRefused(row) ? [[index, fault]] : [])),
  )
}

async function findKinds(tx: Orm, ids: readonly string[]): Promise<ReadonlyMap<string, OfficeKind>> {
  const found = await tx
    .select({ id: offices.id, kind: offices.kind })
    .from(offices)
    .where(inArray(offices.id, [...ids]))
  return new Map(found.map(({ id, kind }) => [id, kind]))
}

/** The power of a record; none where it names one there is not. */
function powerIfCan(power: unknown): StatedPower | undefined {
  return power === undefined || power === null ? everyPower : powers.find((one) => one === power)
}

function mapWith(read: StatedReaders) {
  return (wire: z.infer<typeof firstRecord>, { receivedAt, source }: RecordContext) => {
    mustSpeakFor(source, '/officeId', wire.officeId)
    const validFrom = read.day('/validFrom', wire.validFrom)
    const validUntil = read.limit('/validUntil', wire.validUntil)
    if (validUntil !== null && validUntil < validFrom)
      throw new RecordFault('PERIOD_REVERSED', '/validUntil', 'the last day is before the first')
    const { officeId, item, basis } = wire
    return { ...read.version(wire, receivedAt), officeId, item, validFrom, validUntil, basis }
  }
}
