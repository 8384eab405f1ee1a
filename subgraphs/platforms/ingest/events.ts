import { type Orm, rowsOf } from '@one-visit/kit/database/database.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { sql } from 'drizzle-orm'
import { namedUnread } from '../concerned.ts'
import { vehicleHistory } from '../tables.ts'

/**
 * What changed on the vehicles of a company that ever bore some plates: insurance and mileage name no VIN, and who waits
 * for them waits for a vehicle. So may have those that only a record nobody could read names on the plate.
 */
export async function vehiclesChanged(
  tx: Orm,
  rows: readonly { companyId: string; plateNumber: string }[],
  what: 'insurance' | 'mileage',
): Promise<HubEvent[]> {
  const found = rowsOf<{ company_id: string; vin: string; plate_number: string }>(
    await tx.execute(sql`
      with said as (select * from unnest(${sql.param(rows.map(({ companyId }) => companyId))}::text[],
                  ${sql.param(rows.map(({ plateNumber }) => plateNumber))}::text[]) as s(company_id, plate_number))
      select said.company_id, v.vin, said.plate_number from said
      join ${vehicleHistory} v on v.company_id = said.company_id and v.plate_number = said.plate_number and v.plate_number is not null
      union select said.company_id, n.vin, said.plate_number from said
      join ${namedUnread([...new Set(rows.map(({ plateNumber }) => plateNumber))])} n on n.plate_number = said.plate_number`),
  )
  return found.map(({ company_id: companyId, vin, plate_number: plateNumber }) => ({
    type: 'platform.vehicle.changed',
    subject: { vin, companyId },
    data: { what, plateNumber },
  }))
}

/** What changed about companies themselves. */
export function companiesChanged(
  rows: readonly { companyId: string }[],
  what: 'scale' | 'payment' | 'service' | 'fare',
): HubEvent[] {
  return rows.map(({ companyId }) => ({
    type: 'platform.company.changed',
    subject: { companyId },
    data: { what },
  }))
}

/** What changed about drivers, who are named by reference. */
export function driversChanged(
  rows: readonly { ref: string; companyId: string }[],
  what: 'engagement' | 'terminal' | 'training' | 'month' | 'punishment' | 'credit',
): HubEvent[] {
  return rows.map(({ ref, companyId }) => ({
    type: 'platform.driver.changed',
    subject: { driverRef: ref, companyId },
    data: { what },
  }))
}
