import { invariant } from '@one-visit/kit/errors.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import { startOfDay } from '@one-visit/schema/stated-time.ts'
import type { FareRow, PaymentRow, ScaleRow, ServiceOfficeRow } from './company-store.ts'
import type { PlatformFare } from './generated/resolvers.ts'
import { type FoundStanding, questionOf, rowOf, type Stored } from './standing.ts'
import type { CompanyPlace } from './store.ts'

/** How many vehicles and drivers a platform says it has. */
export function scaleEvidence(companyId: string, found: ScaleRow | undefined, now: Date) {
  const statement = found?.statement ?? undefined
  const { vehicles = null, drivers = null } = statement ?? {}
  return {
    ...envelopeOf({
      ...questionOf(companyId, found),
      asked: companyId,
      row: statement && rowOf(statement.companyId, statement),
      now,
    }),
    record: vehicles === null || drivers === null ? null : { vehicles, drivers },
  }
}

/** Banks and payment institutions a platform settles through. */
export function paymentEvidence(companyId: string, found: readonly PaymentRow[], now: Date) {
  const evidence = manyOf([companyId, companyId], found, (row) => row.companyId, now)
  return {
    ...evidence,
    records: evidence.records.map(({ kind, active, ...row }) => {
      invariant(kind !== null && active !== null, 'a payment that is not deleted has kind and state')
      return { ...row, kind, active }
    }),
  }
}

/** Several rows of a company, in the order of the statement; `subjectOf` finds the key inside a row. */
function manyOf<Row extends Stored>(
  [companyId, asked]: readonly [companyId: string, asked: string],
  found: readonly (FoundStanding & { row: Row | null })[],
  subjectOf: (row: Row) => string,
  now: Date,
) {
  return envelopeOfMany({
    ...questionOf(companyId, found[0]),
    asked,
    rows: found.flatMap(({ row }) => (row === null ? [] : [rowOf(subjectOf(row), row)])),
    now,
  })
}

/** Service offices of a platform in a city. */
export function serviceEvidence(place: CompanyPlace, found: readonly ServiceOfficeRow[], now: Date) {
  const evidence = manyOf([place[0], place.join('/')], found, placeOf, now)
  return {
    ...evidence,
    records: evidence.records.map(({ officeNumber, name, address, active, ...row }) => {
      invariant(
        name !== null && address !== null && active !== null,
        'an office that is not deleted has name, address and state',
      )
      return { ...row, number: officeNumber, name, address, active }
    }),
  }
}

function placeOf({ companyId, division }: { companyId: string; division: string }): string {
  return `${companyId}/${division}`
}

/** Fares of a platform in a city. */
export function fareEvidence(place: CompanyPlace, found: readonly FareRow[], now: Date) {
  const evidence = manyOf([place[0], place.join('/')], found, placeOf, now)
  return { ...evidence, records: evidence.records.map(fareOf) }
}

function fareOf(row: NonNullable<FareRow['row']>): PlatformFare {
  const { startYuan, startKm, yuanPerKm, yuanPerMinute, active, validFrom } = row
  const validUntilUnlimited = row.validUntil?.getTime() === startOfDay(unlimitedDay).getTime()
  invariant(
    startYuan !== null &&
      startKm !== null &&
      yuanPerKm !== null &&
      yuanPerMinute !== null &&
      validFrom !== null &&
      active !== null,
    'a fare that is not deleted has its prices, first instant and state',
  )
  return {
    ...row,
    code: row.fareType,
    startYuan,
    startKm,
    yuanPerKm,
    yuanPerMinute,
    active,
    validFrom,
    validUntil: validUntilUnlimited ? null : row.validUntil,
    validUntilUnlimited,
    peaks: [
      ...windowOf(row.morningPeakFrom, row.morningPeakUntil),
      ...windowOf(row.eveningPeakFrom, row.eveningPeakUntil),
      ...windowOf(row.otherPeakFrom, row.otherPeakUntil),
    ],
  }
}

function windowOf(from: string | null, until: string | null) {
  return from === null || until === null ? [] : [{ from, until }]
}
