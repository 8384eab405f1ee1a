/** An act as it is held against what it made. */
import { readDetail } from '../store/audit.ts'
import type { ActRow } from '../store/rows.ts'

/** An act with its detail read. */
export interface Act extends Omit<ActRow, 'detail'> {
  readonly detail: Readonly<Record<string, unknown>>
}

/** Reads the details of acts. */
export function readActs(rows: readonly ActRow[]): readonly Act[] {
  return rows.map(({ detail, ...row }) => ({ ...row, detail: readDetail(detail) }))
}

/** Where an act stands, in words. */
export const placeOf = (act: Act | undefined): string =>
  act?.sequence == null ? 'a row that is not chained yet' : `row ${act.sequence}`
