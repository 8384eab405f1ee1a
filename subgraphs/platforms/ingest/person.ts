import { RecordFault } from '@one-visit/kit/feed/message.ts'
import { type PseudonymKey, pseudonymOf } from '@one-visit/kit/room/pseudonym.ts'
import { IdentifierError, readResidentId } from '@one-visit/schema/identifiers.ts'
import { shanghaiDay } from '@one-visit/schema/time.ts'
import type { Fields } from './fields.ts'

/**
 * The reference of the driver a record is about. LicenseId is the number of the driving licence, which is the resident
 * ID number; it stops here: no row, event, note or fault carries it.
 * @throws RecordFault FIELD_MISSING, RESIDENT_ID_*
 */
export function driverOf(
  read: Pick<Fields<'LicenseId'>, 'text'>,
  key: PseudonymKey,
  receivedAt: Date,
): string {
  const text = read.text('LicenseId')
  try {
    return pseudonymOf(readResidentId(text, { today: shanghaiDay(receivedAt) }), key)
  } catch (cause) {
    if (cause instanceof IdentifierError) throw new RecordFault(cause.code, '/LicenseId', cause.message)
    throw cause
  }
}
