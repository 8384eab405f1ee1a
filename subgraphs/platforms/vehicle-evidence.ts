import { invariant } from '@one-visit/kit/errors.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { maskOwner } from '@one-visit/kit/graph/mask.ts'
import { type PlateColour, plateColoursFit } from '@one-visit/schema/codes.ts'
import { coverageOf, rowOf, sourceOf } from './standing.ts'
import type { InsuranceRow, MileageRow, VehiclePair, VehicleReportRow } from './store.ts'

type Report = NonNullable<VehicleReportRow['report']>

/** What one platform says of one vehicle. Two records of one instant that differ contradict each other. */
export function vehicleEvidence(
  [vin, companyId]: VehiclePair,
  found: VehicleReportRow | undefined,
  now: Date,
) {
  const report = found?.report ?? undefined
  const conflicting = report !== undefined && !report.deleted && found?.contradicted === true
  return {
    ...envelopeOf({
      source: sourceOf(companyId, found?.standing ?? null),
      asked: vin,
      row: report && rowOf(report.vin, report),
      coverage: coverageOf(found?.standing ?? null),
      conflicting,
      now,
    }),
    platform: { companyId },
    record: report === undefined || report.deleted ? null : recordOf(report),
  }
}

function recordOf(report: Report) {
  const { plateNumber, plateColour, seats, ownerName, inService } = report
  invariant(
    plateNumber !== null &&
      plateColour !== null &&
      seats !== null &&
      ownerName !== null &&
      inService !== null,
    'a platform vehicle that is not deleted has plate, seats, owner and state',
  )
  return {
    plateNumber,
    plateColour,
    seats,
    ownerName: maskOwner(ownerName),
    registeredOn: report.registeredOn,
    permitNumber: report.permitNumber,
    inService,
    positioningBrand: report.positioningBrand,
    positioningModel: report.positioningModel,
    positioningInstalledOn: report.positioningInstalledOn,
  }
}

type Matched = { plateColour: PlateColour | '' | null; deleted: boolean }

/**
 * Insurance of a vehicle, found by the plate text of the platform's own record of it: the message names no VIN.
 * Without such a record nothing can be matched, and nothing is said.
 */
export function insuranceEvidence([vin, companyId]: VehiclePair, found: readonly InsuranceRow[], now: Date) {
  const [first] = found
  const report = first?.report ?? undefined
  const known = report !== undefined && !report.deleted ? report : undefined
  const policies =
    known === undefined
      ? []
      : matchedTo(
          known,
          found.map(({ policy }) => policy),
        )
  const evidence = envelopeOfMany({
    source: sourceOf(companyId, first?.standing ?? null),
    asked: vin,
    rows: policies.map((policy) => rowOf(known?.vin ?? vin, policy)),
    coverage: known && coverageOf(first?.standing ?? null),
    conflicting: isAmbiguous(first?.carriers, policies),
    now,
  })
  return {
    ...evidence,
    records: evidence.records.map(({ policyNumber, insurer, kind, sumYuan, validFrom, validUntil }) => {
      invariant(
        insurer !== null && kind !== null && validFrom !== null && validUntil !== null,
        'a policy that is not deleted has insurer, kind and days',
      )
      return { number: policyNumber, insurer, kind, sumYuan, validFrom, validUntil }
    }),
  }
}

/** Records of the plate that can be of the vehicle: without a colour, or with one that fits. */
function matchedTo<Row extends Matched>(report: Report, rows: readonly (Row | null)[]): Row[] {
  return rows.flatMap((row) => {
    if (row === null || report.plateColour === null) return []
    return !row.plateColour || plateColoursFit(row.plateColour, report.plateColour) ? [row] : []
  })
}

/**
 * Whether records that name only a plate may be of another vehicle: a second one of the company carries the same plate
 * text, and nothing in the record tells the two apart.
 */
function isAmbiguous(
  carriers: { others: number; sameColour: number } | undefined,
  rows: readonly Matched[],
): boolean {
  if (carriers === undefined) return false
  const live = rows.filter(({ deleted }) => !deleted)
  return (
    live.length > 0 &&
    (carriers.sameColour > 0 || (carriers.others > 0 && live.some(({ plateColour }) => !plateColour)))
  )
}

/** Odometer total of a vehicle, found by plate like insurance; the newest figure where several fit. */
export function mileageEvidence([vin, companyId]: VehiclePair, found: readonly MileageRow[], now: Date) {
  const [first] = found
  const report = first?.report ?? undefined
  const known = report !== undefined && !report.deleted ? report : undefined
  const figures =
    known === undefined
      ? []
      : matchedTo(
          known,
          found.map(({ figure }) => figure),
        )
  const newest = figures[0]
  return {
    ...envelopeOf({
      source: sourceOf(companyId, first?.standing ?? null),
      asked: vin,
      row: newest && rowOf(known?.vin ?? vin, newest),
      coverage: known && coverageOf(first?.standing ?? null),
      conflicting: isAmbiguous(first?.carriers, newest === undefined ? [] : [newest]),
      now,
    }),
    record: newest === undefined || newest.totalKm === null ? null : { totalKm: newest.totalKm },
  }
}
