import type { Database } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import { sql } from 'drizzle-orm'
import { issuedSerials, serialNumbers } from './tables.ts'

/** The most numbers a station is given on one day: its sequence has four digits. */
const lastMax = 9999

/** What a question names its vehicle by: one of them at least. */
export interface NamedVehicle {
  vin: string | null
  plateNumber: string | null
}

/**
 * Gives a station its next serial number 检验流水号 of a day: 21 digits, each given once, whoever asks at the same time
 * and however often the room starts again. The vehicle is kept with it: a test of it is to be expected, and what the hub
 * holds of it may be overtaken, until its report or its cancellation comes.
 * @throws HubError OVERLOADED when the day's numbers are used up
 */
export function issueSerialNumber(
  db: Database,
  stationId: string,
  { vin, plateNumber }: NamedVehicle,
  now: Date,
): Promise<string> {
  const day = shanghaiDay(now)
  return db.transaction(async (tx) => {
    const [given] = await tx
      .insert(serialNumbers)
      .values({ stationId, day, last: 1 })
      .onConflictDoUpdate({
        target: [serialNumbers.stationId, serialNumbers.day],
        set: { last: sql`${serialNumbers.last} + 1` },
        setWhere: sql`${serialNumbers.last} < ${lastMax}`,
      })
      .returning({ last: serialNumbers.last })
    if (given === undefined)
      throw new HubError('OVERLOADED', `The station has used its ${lastMax} numbers of ${day}.`)
    const serial = `${stationId}${day.replaceAll('-', '')}${String(given.last).padStart(4, '0')}`
    await tx.insert(issuedSerials).values({ stationId, serial, vin, plateNumber, issuedAt: now })
    return serial
  })
}
