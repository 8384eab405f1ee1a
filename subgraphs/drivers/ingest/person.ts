import { at } from '@one-visit/kit/feed/read/stated-record.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { readResidentId } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'

/**
 * The reference of the person a record is about. The resident ID number stops here: no row, event or fault carries it.
 * @throws RecordFault RESIDENT_ID_*
 */
export function refAt(pointer: string, idNumber: string, key: PseudonymKey, receivedAt: Date): string {
  return pseudonymOf(
    at(pointer, () => readResidentId(idNumber, { today: shanghaiDay(receivedAt) })),
    key,
  )
}
