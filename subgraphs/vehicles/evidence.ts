import { invariant } from '@one-visit/kit/errors.ts'
import { type Coverage, type EvidenceRow, envelopeOf } from '@one-visit/kit/graph/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/graph/evidence-list.ts'
import { maskOwner } from '@one-visit/kit/graph/mask.ts'
import { transportRegister as source } from './source.ts'
import type { PermitAnswer, RegistrationAnswer } from './store.ts'

/** What the transport register says of a vehicle. Two records of one instant that differ contradict each other. */
export function registrationEvidence(vin: string, found: RegistrationAnswer | undefined, now: Date) {
  const row = found?.registration ?? undefined
  return {
    ...envelopeOf({
      source,
      asked: vin,
      row: row && rowOf(row),
      coverage: coverageOf(found?.coverage),
      conflicting: row !== undefined && !row.deleted && found?.contradicted === true,
      now,
    }),
    record: row === undefined || row.deleted ? null : recordOf(row),
  }
}

function rowOf<
  Row extends { vin: string; sourceAt: Date; receivedAt: Date; revision: string; deleted: boolean },
>(row: Row): EvidenceRow<Row> {
  const { vin: subject, sourceAt, receivedAt, revision, deleted } = row
  return { subject, sourceAt, receivedAt, revision, deleted, content: row }
}

function coverageOf(found: RegistrationAnswer['coverage'] | undefined): Coverage | undefined {
  return found === undefined || found.gap === null
    ? undefined
    : {
        initialLoadCompletedAt: found.initialLoadCompletedAt ?? undefined,
        heartbeatAt: found.heartbeatAt ?? undefined,
        heartbeatEverySeconds: found.heartbeatEverySeconds ?? undefined,
        reconciledAt: found.reconciledAt ?? undefined,
        gap: found.gap,
      }
}

function recordOf(row: NonNullable<RegistrationAnswer['registration']>) {
  const { plateNumber, plateColour, ownerName, vehicleType, operatingState } = row
  invariant(
    plateNumber !== null &&
      plateColour !== null &&
      ownerName !== null &&
      vehicleType !== null &&
      operatingState !== null,
    'a vehicle that is not deleted has plate, owner, type and state',
  )
  return {
    plateNumber,
    plateColour,
    ownerName: row.ownerUscc === null ? maskOwner(ownerName) : ownerName,
    ownerUscc: row.ownerUscc,
    vehicleType,
    seats: row.seats,
    grossMassKg: row.grossMassKg,
    wheelbaseMm: row.wheelbaseMm,
    fuel: row.fuel,
    registeredOn: row.registeredOn,
    operatingState,
  }
}

/** The permits of a vehicle, newest first. */
export function permitsEvidence(vin: string, found: readonly PermitAnswer[], now: Date) {
  const evidence = envelopeOfMany({
    source,
    asked: vin,
    rows: found.flatMap(({ permit }) => (permit === null ? [] : [rowOf(permit)])),
    coverage: coverageOf(found[0]?.coverage),
    now,
  })
  return {
    ...evidence,
    records: evidence.records.map(
      ({ number, kind, state, validFrom, validUntil, authority, certificateId }) => ({
        number,
        kind,
        state,
        validFrom,
        validUntil,
        authority,
        certificateId,
      }),
    ),
  }
}
