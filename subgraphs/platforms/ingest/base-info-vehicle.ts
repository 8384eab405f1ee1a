import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { HubEvent } from '@one-visit/kit/work/outbox.ts'
import { type CommercialType, commercialTypes, type PlateColour } from '@one-visit/schema/codes.ts'
import { readVin } from '@one-visit/schema/identifiers.ts'
import { vehicleHistory, vehicles } from '../tables.ts'
import { identifierOf, plateNamed, updateTimeOf, vinNamed } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoVehicle 车辆基本信息 (A.4.7), with the additions of the later edition. */
const vehicleFields = {
  CompanyId: 32,
  Address: 6,
  VehicleNo: 32,
  PlateColor: 32,
  Seats: 10,
  Brand: 64,
  Model: 64,
  VehicleType: 64,
  OwnerName: 64,
  VehicleColor: 32,
  EngineId: 32,
  VIN: 32,
  CertifyDateA: 40,
  FuelType: 32,
  EngineDisplace: 32,
  PhotoId: 128,
  Certificate: 64,
  TransAgency: 256,
  TransArea: 256,
  TransDateStart: 40,
  TransDateStop: 40,
  CertifyDateB: 40,
  FixState: 64,
  NextFixDate: 40,
  CheckState: 32,
  FeePrintId: 32,
  GPSBrand: 256,
  GPSModel: 64,
  GPSIMEI: 128,
  GPSInstallDate: 40,
  RegisterDate: 40,
  CommercialType: 8,
  FareType: 16,
  EnginePower: 32,
  WheelBase: 32,
  CheckDate: 40,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
} as const

/** A vehicle as a platform reports it, translated. */
export interface VehicleReport extends RecordRow {
  companyId: string
  vin: string
  vinCheckDigitOk: boolean
  plateNumber: string | null
  plateColour: PlateColour | null
  seats: number | null
  ownerName: string | null
  inService: boolean | null
  division: string | null
  brand: string | null
  model: string | null
  vehicleType: string | null
  registeredOn: string | null
  rideHailingSince: string | null
  permitNumber: string | null
  permitFrom: string | null
  permitUntil: string | null
  positioningBrand: string | null
  positioningModel: string | null
  positioningInstalledOn: string | null
  /** CommercialType; rows of before have none. */
  serviceKind?: CommercialType | null
}

function hasOddCheckDigit(text = ''): boolean {
  try {
    return !readVin(text).checkDigitOk
  } catch {
    return false
  }
}

function eventsOf(row: VehicleReport): HubEvent[] {
  const { vin, companyId, plateNumber, plateColour, inService } = row
  const changed: HubEvent = {
    type: 'platform.vehicle.changed',
    subject: { vin, companyId },
    data: { what: 'vehicle', plateNumber, inService },
  }
  if (row.deleted || plateNumber === null || inService !== true) return [changed]
  const observed: HubEvent = {
    type: 'identity.observed',
    subject: { vin },
    data: {
      vin,
      plateNumber,
      plateColour,
      validFrom: row.sourceAt.toISOString(),
      source: `platform:${companyId}`,
    },
  }
  return [changed, observed]
}

const mappings = mappingsOf<typeof vehicleFields, VehicleReport>(vehicleFields, mapOf, { mapOfBefore })

/** Reads a vehicle. A delete needs no more than its keys; the VIN's check digit only warns. */
export const baseInfoVehicle = defineMessage({
  name: 'baseInfoVehicle',
  ...mappings,
  plan: { table: vehicles, history: vehicleHistory, scope: 'companyId', key: ['companyId', 'vin'] },
  notes: (wire) => [
    ...mappings.notes(wire),
    ...(hasOddCheckDigit(wire.fields.VIN) ? ['VIN: wrong check digit'] : []),
  ],
  identify: identifierOf({
    fields: vehicleFields,
    subjects: { VIN: vinNamed, VehicleNo: plateNamed },
    key: (read) => [read.vin('VIN').vin],
    sourceAt: updateTimeOf,
  }),
  events: (applied) => applied.flatMap(eventsOf),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  const before = mapOfBefore(readFields)
  return (wire: WireRecord<typeof vehicleFields>, context: RecordContext): VehicleReport => {
    const row = before(wire, context)
    const serviceKind = row.deleted
      ? null
      : readFields(wire.fields).codeOrNull('CommercialType', commercialTypes)
    return { ...row, serviceKind }
  }
}

/** How it became one before the kind of service was kept. */
function mapOfBefore(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof vehicleFields>, context: RecordContext): VehicleReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const { vin, checkDigitOk } = read.vin('VIN')
    const permitFrom = whole ? read.dayOrNull('TransDateStart') : null
    const permitUntil = whole ? read.limitOrNull('TransDateStop') : null
    read.mustFollow('TransDateStop', permitFrom, permitUntil)
    return {
      ...provenance,
      revision: `${companyId}/${vin}@${version}`,
      vin,
      vinCheckDigitOk: checkDigitOk,
      plateNumber: whole ? read.plate('VehicleNo') : null,
      plateColour: whole ? read.plateColour('PlateColor') : null,
      seats: whole ? read.count('Seats') : null,
      ownerName: whole ? read.text('OwnerName') : null,
      inService: whole ? read.isValid('State') : null,
      division: whole ? read.divisionOrNull('Address') : null,
      brand: read.textOrNull('Brand'),
      model: read.textOrNull('Model'),
      vehicleType: read.textOrNull('VehicleType'),
      // A is the registration on the vehicle licence, B the first one as a ride-hailing vehicle: the age rule asks for A.
      registeredOn: whole ? read.pastDayOrNull('CertifyDateA', context.receivedAt) : null,
      rideHailingSince: whole ? read.pastDayOrNull('CertifyDateB', context.receivedAt) : null,
      permitNumber: read.keyTextOrNull('Certificate'),
      permitFrom,
      permitUntil,
      positioningBrand: read.textOrNull('GPSBrand'),
      positioningModel: read.textOrNull('GPSModel'),
      positioningInstalledOn: whole ? read.pastDayOrNull('GPSInstallDate', context.receivedAt) : null,
    }
  }
}
