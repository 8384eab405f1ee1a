import { invariant } from '@one-visit/kit/errors.ts'
import { envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { maskParty } from '@one-visit/kit/graph/mask.ts'
import { questionOf, rowOf } from './standing.ts'
import type { VehiclePair, VehicleReportRow } from './store.ts'

type Report = NonNullable<VehicleReportRow['report']>

/** What one platform says of one vehicle. */
export function vehicleEvidence(
  [vin, companyId]: VehiclePair,
  found: VehicleReportRow | undefined,
  now: Date,
) {
  const report = found?.report ?? undefined
  return {
    ...envelopeOf({
      ...questionOf(companyId, found),
      asked: vin,
      row: report && rowOf(report.vin, report),
      now,
    }),
    platform: { companyId },
    record:
      report === undefined || report.deleted
        ? null
        : { ...recordOf(report), permitNumberShared: found?.permitNumberShared === true },
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
    ownerName: maskParty(ownerName),
    registeredOn: report.registeredOn,
    permitNumber: report.permitNumber,
    inService,
    positioningBrand: report.positioningBrand,
    positioningModel: report.positioningModel,
    positioningInstalledOn: report.positioningInstalledOn,
    serviceKind: report.serviceKind,
  }
}
