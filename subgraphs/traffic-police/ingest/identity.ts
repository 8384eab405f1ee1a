/** Whom a record is about that cannot be used: read field by field, so that one bad field hides none of the others. */
import type { RecordSubject } from '@one-visit/kit/feed/message.ts'
import { readable } from '@one-visit/kit/feed/read/identify.ts'
import { readPlate, readVin } from '@one-visit/schema/identifiers.ts'

/** The vehicle a record names: by its VIN, else by its plates. */
export function vehicleOf(vin: string, plates: readonly string[]): RecordSubject[] {
  const named = readable(() => readVin(vin).vin)
  if (named !== undefined) return [{ kind: 'VIN', value: named }]
  const known = plates.flatMap((plate) => readable(() => readPlate(plate)) ?? [])
  return [...new Set(known)].map((value) => ({ kind: 'PLATE', value }))
}
