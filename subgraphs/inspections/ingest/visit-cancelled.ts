import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { mustSpeakFor } from '@one-visit/kit/feed/stated-record.ts'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { cancellationHistory, cancellations, inspections } from '../tables.ts'
import { instantAt, stationAt, vinAt, vinNotes } from './fields.ts'

const text = z.string().min(1).max(128)

const record = z.looseObject({
  /** Serial number of the visit. */
  jylsh: text,
  /** Station. */
  jyjgbh: text,
  clsbdh: text,
  /** When it was inspected. */
  jyrq: z.string().max(32).optional(),
  /** When the visit was cancelled. */
  zfsj: z.string().max(32).optional(),
})

/** A cancelled visit as it is stored. */
export interface CancellationRow extends RecordRow {
  stationId: string
  serial: string
  vin: string
  cancelledAt: Date
}

/** Police inspection supervision: the visit is cancelled 退办 (18C72); every attempt on its serial number is void. */
export const visitCancelled = defineMessage<z.infer<typeof record>, CancellationRow>({
  name: 'visitCancelled',
  mappingVersion: 1,
  record,
  notes: ({ clsbdh }) => vinNotes(clsbdh),
  map: (wire, { receivedAt, source }) => {
    const stationId = stationAt('/jyjgbh', wire.jyjgbh)
    mustSpeakFor(source, '/jyjgbh', stationId)
    const cancelledAt = wire.zfsj
      ? instantAt('/zfsj', wire.zfsj, receivedAt)
      : instantAt('/jyrq', wire.jyrq ?? '', receivedAt)
    return {
      stationId,
      serial: wire.jylsh,
      vin: vinAt('/clsbdh', wire.clsbdh),
      cancelledAt,
      sourceAt: cancelledAt,
      revision: `${wire.jylsh}/cancelled`,
      deleted: false,
    }
  },
  plan: { table: cancellations, history: cancellationHistory, key: ['stationId', 'serial'] },
  events: async (applied, tx) => {
    const pairs = sql`unnest(${sql.param(applied.map(({ stationId }) => stationId))}::text[],
      ${sql.param(applied.map(({ serial }) => serial))}::text[])`
    // The report may name another vehicle than the cancellation: whoever waits for either is told.
    const reported = await tx
      .selectDistinct({ vin: inspections.vin, serial: inspections.serial })
      .from(inspections)
      .where(sql`(${inspections.stationId}, ${inspections.serial}) in (select * from ${pairs})`)
    const told = new Map(
      [...applied, ...reported].map(({ vin, serial }) => [`${vin} ${serial}`, { vin, serial }]),
    )
    return [...told.values()].map(({ vin, serial }) => ({
      type: 'inspection.recorded',
      subject: { vin },
      data: { serial, annulled: true },
    }))
  },
})
