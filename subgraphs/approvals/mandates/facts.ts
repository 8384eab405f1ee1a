/** The mandate of an application as its row has it: what rules read, and what is stored with a submission. */
import type { Mandate } from '../catalogue/parties.ts'
import type { ApplicationRow, MandateRow } from '../store/rows.ts'
import { lastDayOf } from './in-force.ts'

type Columns = Pick<
  ApplicationRow,
  'mandateId' | 'mandateKind' | 'mandatedBy' | 'mandatedParty' | 'mandatedFrom' | 'mandatedUntil'
>

/** The columns of an application that is handed in under a mandate. */
export function mandateColumns(mandate: MandateRow): Columns {
  return {
    mandateId: mandate.id,
    mandateKind: mandate.kind,
    mandatedBy: mandate.grantedBy,
    mandatedParty: mandate.grantedTo,
    mandatedFrom: mandate.validFrom,
    mandatedUntil: lastDayOf(mandate),
  }
}

/**
 * The mandate an application was handed in under, from its row alone; undefined where it names none. A mandate that was
 * ended while the application waits for a decision has its new last day.
 */
export function mandateOf(row: Columns): (Mandate & { readonly validUntil: string }) | undefined {
  const { mandateKind, mandatedBy, mandatedParty, mandatedFrom, mandatedUntil } = row
  // The table sees to it that all are there or none.
  if (!mandateKind || !mandatedBy || !mandatedParty || !mandatedFrom || !mandatedUntil) return undefined
  return {
    kind: mandateKind,
    grantedBy: mandatedBy,
    grantedTo: mandatedParty,
    validFrom: mandatedFrom,
    validUntil: mandatedUntil,
  }
}
