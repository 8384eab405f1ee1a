import type { Database } from '@one-visit/kit/database/database.ts'
import { HubError } from '@one-visit/kit/errors.ts'
import { sql } from 'drizzle-orm'
import { serialNumbers } from './tables.ts'

/** The most numbers a station is given on one day: its sequence has four digits. */
const lastMax = 9999

/**
 * Gives a station its next serial number 检验流水号 of a day: 21 digits, each given once, whoever asks at the same time
 * and however often the room starts again.
 * @throws HubError OVERLOADED when the day's numbers are used up
 */
export async function issueSerialNumber(db: Database, stationId: string, day: string): Promise<string> {
  const [given] = await db.transaction((tx) =>
    tx
      .insert(serialNumbers)
      .values({ stationId, day, last: 1 })
      .onConflictDoUpdate({
        target: [serialNumbers.stationId, serialNumbers.day],
        set: { last: sql`${serialNumbers.last} + 1` },
        setWhere: sql`${serialNumbers.last} < ${lastMax}`,
      })
      .returning({ last: serialNumbers.last }),
  )
  if (given === undefined)
    throw new HubError('OVERLOADED', `The station has used its ${lastMax} numbers of ${day}.`)
  return `${stationId}${day.replaceAll('-', '')}${String(given.last).padStart(4, '0')}`
}
