import type { Orm } from '@one-visit/kit/database/database.ts'
import { leftByRecords } from '@one-visit/kit/feed/kept/moved-record.ts'
import type { MergePlan, RecordRow } from '@one-visit/kit/feed/message.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { sql } from 'drizzle-orm'
import { cancellationHistory, cancellations, inspections } from '../tables.ts'

/** A visit that was cancelled or annulled, as it is stored; deleted where that was taken back. */
export interface CancellationRow extends RecordRow {
  stationId: string
  serial: string
  vin: string
  cancelledAt: Date
}

/** Where they go: every report of the visit is void while one stands, whichever came first. */
export const cancellationPlan: MergePlan = {
  table: cancellations,
  history: cancellationHistory,
  key: ['stationId', 'serial'],
  about: ['VIN', 'vin'],
}

/** Events for other rooms: a report of a vehicle does not count any more, or does again. */
export async function cancellationEvents(applied: readonly CancellationRow[], tx: Orm): Promise<HubEvent[]> {
  const pairs = sql`unnest(${sql.param(applied.map(({ stationId }) => stationId))}::text[],
    ${sql.param(applied.map(({ serial }) => serial))}::text[])`
  // The report may name another vehicle than the cancellation: whoever waits for either is told.
  const reported = await tx
    .selectDistinct({ vin: inspections.vin, stationId: inspections.stationId, serial: inspections.serial })
    .from(inspections)
    .where(sql`(${inspections.stationId}, ${inspections.serial}) in (select * from ${pairs})`)
  const annulled = new Map(
    applied.map(({ stationId, serial, deleted }) => [`${stationId} ${serial}`, !deleted]),
  )
  const told = new Map([...applied, ...reported].map((one) => [`${one.vin} ${one.serial}`, one]))
  return [
    ...[...told.values()].map(({ vin, stationId, serial }) => ({
      type: 'inspection.recorded',
      subject: { vin },
      data: { serial, annulled: annulled.get(`${stationId} ${serial}`) ?? true },
    })),
    ...(await leftByRecords(tx, cancellationHistory, 'vin', applied)).map((vin) => ({
      type: 'inspection.recorded',
      subject: { vin },
      data: { moved: true },
    })),
  ]
}
