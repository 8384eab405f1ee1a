import type { Coverage, EvidenceEnvelope } from '@one-visit/kit/evidence.ts'
import { envelopeOf } from '@one-visit/kit/evidence.ts'
import { envelopeOfMany } from '@one-visit/kit/evidence-list.ts'
import { readKeys } from '@one-visit/kit/keys.ts'
import { maskOwner } from '@one-visit/kit/mask.ts'
import type { RoomContext } from '@one-visit/kit/server.ts'
import { policeStatusOf } from '@one-visit/schema/codes.ts'
import type {
  DrivingLicence,
  Resolvers,
  UsageChangeRecord,
  VehiclePoliceStatus,
} from './generated/resolvers.ts'
import type { PoliceLoaders } from './loaders.ts'
import type { RequestPull } from './pull.ts'
import { trafficPolice as source } from './source.ts'
import type { LicenceRow, PoliceVehicleRow, UsageChangeRow } from './store.ts'
import { usageNow } from './usage.ts'

/** What resolvers of this room get. */
export type PoliceContext = RoomContext<PoliceLoaders>

const changeOf = ({
  changeId,
  fromUse,
  toUse,
  state,
  acceptedAt,
  completedOn,
  authority,
  scrapOn,
}: UsageChangeRow): UsageChangeRecord => ({
  changeId,
  fromUse,
  toUse,
  state,
  acceptedAt,
  completedOn,
  authority,
  scrapOn,
})

const statusOf = (row: PoliceVehicleRow): VehiclePoliceStatus => ({
  letters: policeStatusOf(row.statusLetters),
  plateNumber: row.plateNumber,
  plateKind: row.plateKind,
  vehicleType: row.vehicleType,
  seats: row.seats,
  grossMassKg: row.grossMassKg,
  wheelbaseMm: row.wheelbaseMm,
  ownerName: maskOwner(row.ownerName),
  registeredOn: row.registeredOn,
  inspectionValidUntil: row.inspectionValidUntil,
  scrapOn: row.scrapOn,
})

const licenceOf = ({ classes, normal, firstIssuedOn, validUntil }: LicenceRow): DrivingLicence => ({
  classes,
  normal,
  firstIssuedOn,
  validUntil,
})

/** What a pull that found nothing proves, as coverage of this one vehicle. */
const pulledCoverage = (pull: { absentAt: Date | null } | undefined): Coverage | undefined =>
  pull?.absentAt === null || pull === undefined
    ? undefined
    : { initialLoadCompletedAt: pull.absentAt, reconciledAt: pull.absentAt, gap: false }

const stated = <
  Row extends { vin: string; sourceAt: Date; receivedAt: Date; revision: string; deleted: boolean },
>(
  row: Row,
) => ({ ...row, subject: row.vin, content: row })

/** Resolvers of the traffic-police room. They read rows; foreign systems are asked by jobs only. */
export const buildResolvers = (requestPull: RequestPull): Resolvers<PoliceContext> => ({
  Query: {
    usageChange: (_, { id }) => ({ id }),
    vehicle: (_, { vin }) => ({ vin }),
    vehicles: (_, { vins }) => readKeys('vins', vins).map((vin) => ({ vin })),
    driver: (_, { ref }) => ({ ref }),
  },
  Mutation: {
    requestPoliceRecord: (_, { vehicle }) => requestPull(vehicle),
  },
  UsageChange: {
    __resolveReference: ({ id }) => ({ id }),
    record: async ({ id }, _, { loaders }) => {
      const row = await loaders.changeById.load(id)
      return row === undefined || row.deleted ? null : changeOf(row)
    },
  },
  Vehicle: {
    __resolveReference: ({ vin }) => ({ vin }),
    usage: async ({ vin }, _, { loaders, now }) => {
      const [state, changes, pull] = await Promise.all([
        loaders.vehicleByVin.load(vin),
        loaders.changesByVin.load(vin),
        loaders.pullByVin.load(vin),
      ])
      const usage = usageNow(state, changes)
      const envelope: EvidenceEnvelope = envelopeOf({
        source,
        asked: vin,
        row: usage && stated(usage.basis),
        coverage: usage === undefined ? pulledCoverage(pull) : undefined,
        conflicting: usage?.conflicting ?? false,
        now,
      })
      if (usage === undefined) return { ...envelope, record: null }
      const { current, previous, changeCompleted, lastChange, basis } = usage
      return {
        ...envelope,
        record: {
          current,
          previous,
          changeCompleted,
          statedAt: basis.sourceAt,
          lastChange: lastChange && changeOf(lastChange),
        },
      }
    },
    policeStatus: async ({ vin }, _, { loaders, now }) => {
      const [row, pull] = await Promise.all([loaders.vehicleByVin.load(vin), loaders.pullByVin.load(vin)])
      const coverage = row === undefined ? pulledCoverage(pull) : undefined
      const envelope = envelopeOf({ source, asked: vin, row: row && stated(row), coverage, now })
      return { ...envelope, record: row === undefined || row.deleted ? null : statusOf(row) }
    },
    usageChanges: async ({ vin }, _, { loaders, now }) => {
      const [rows, coverage] = await Promise.all([
        loaders.changesByVin.load(vin),
        loaders.coverageBySource.load(source.id),
      ])
      const records = rows.map((row) => ({ ...row, subject: row.vin, content: changeOf(row) }))
      return envelopeOfMany({ source, asked: vin, rows: records, coverage, now })
    },
  },
  Driver: {
    __resolveReference: ({ ref }) => ({ ref }),
    licence: async ({ ref }, _, { loaders, now }) => {
      const [row, coverage] = await Promise.all([
        loaders.licenceByRef.load(ref),
        loaders.coverageBySource.load(source.id),
      ])
      const envelope = envelopeOf({
        source,
        asked: ref,
        row: row && { ...row, subject: row.ref, content: row },
        coverage,
        now,
      })
      return { ...envelope, record: row === undefined || row.deleted ? null : licenceOf(row) }
    },
  },
})
