import { invariant } from '@one-visit/kit/errors.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { unlimitedDay } from '@one-visit/schema/in-force.ts'
import type { CreditRow, EngagementRow, MonthRow, PunishmentRow, TrainingRow } from './driver-store.ts'
import { type FoundStanding, questionOf, rowOf, type Stored } from './standing.ts'

interface Found<Row> extends FoundStanding {
  askedCompany: string
  row: Row | null
}

type OfDriver = Stored & { ref: string }

/** What each platform says of a driver: certificate, licence, contract, state. */
export function engagementEvidence(ref: string, found: readonly EngagementRow[], now: Date) {
  return found.map((one) => ({
    ...oneOf(ref, one, now),
    record: one.row === null || one.row.deleted ? null : engagementOf(one.row, one.appVersion),
  }))
}

/** The envelope around what one platform says of one driver in one record. */
function oneOf<Row extends OfDriver>(ref: string, found: Found<Row>, now: Date) {
  return {
    ...envelopeOf({
      ...questionOf(found.askedCompany, found),
      asked: ref,
      row: found.row === null ? undefined : rowOf(found.row.ref, found.row),
      now,
    }),
    platform: { companyId: found.askedCompany },
  }
}

function engagementOf(row: NonNullable<EngagementRow['row']>, appVersion: string | null) {
  const { inService } = row
  invariant(inService !== null, 'a driver that is not deleted has a state')
  return {
    ...row,
    inService,
    certificateNumber: row.certificateMasked,
    certificateUntil: limitOf(row.certificateUntil),
    certificateUntilUnlimited: isUnlimited(row.certificateUntil),
    licenceUntil: limitOf(row.licenceUntil),
    licenceUntilUnlimited: isUnlimited(row.licenceUntil),
    contractUntil: limitOf(row.contractUntil),
    contractUntilUnlimited: isUnlimited(row.contractUntil),
    appVersion,
  }
}

const isUnlimited = (day: string | null): boolean => day === unlimitedDay

const limitOf = (day: string | null): string | null => (isUnlimited(day) ? null : day)

/** The newest credit assessment of a driver on each platform. */
export function creditEvidence(ref: string, found: readonly CreditRow[], now: Date) {
  return found.map((one) => ({
    ...oneOf(ref, one, now),
    record: one.row === null || one.row.deleted ? null : one.row,
  }))
}

/** Punishments of a driver on each platform, newest first. */
export function punishmentEvidence(ref: string, found: readonly PunishmentRow[], now: Date) {
  return manyOf(ref, found, now)
}

/** One envelope a platform around all it says of one driver, platforms and records in the order of the rows. */
function manyOf<Row extends OfDriver>(ref: string, found: readonly Found<Row>[], now: Date) {
  const byPlatform = new Map<string, Found<Row>[]>()
  for (const row of found)
    byPlatform.set(row.askedCompany, [...(byPlatform.get(row.askedCompany) ?? []), row])
  return [...byPlatform].map(([companyId, rows]) => ({
    ...envelopeOfMany({
      ...questionOf(companyId, rows[0]),
      asked: ref,
      rows: rows.flatMap(({ row }) => (row === null ? [] : [rowOf(row.ref, row)])),
      now,
    }),
    platform: { companyId },
  }))
}

/** Courses of a driver on each platform, newest first. */
export function trainingEvidence(ref: string, found: readonly TrainingRow[], now: Date) {
  return manyOf(ref, found, now)
}

/** Monthly figures of a driver on each platform, newest first. */
export function monthEvidence(ref: string, found: readonly MonthRow[], now: Date) {
  return manyOf(ref, found, now).map((evidence) => ({
    ...evidence,
    records: evidence.records.map(({ month, orders, trafficViolations, complaints }) => {
      invariant(
        orders !== null && trafficViolations !== null && complaints !== null,
        'a month that is not deleted has its figures',
      )
      return { month, orders, trafficViolations, complaints }
    }),
  }))
}
