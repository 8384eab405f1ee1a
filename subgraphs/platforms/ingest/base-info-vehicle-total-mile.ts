import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PlateColour } from '@one-visit/schema/codes.ts'
import { mileageHistory, mileages } from '../tables.ts'
import { vehiclesChanged } from './events.ts'
import { identifierOf, plateNamed, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoVehicleTotalMile 车辆里程 (A.4.9); PlateColor only in the later edition. */
const mileageFields = {
  CompanyId: 32,
  Address: 6,
  VehicleNo: 32,
  PlateColor: 32,
  TotalMile: 64,
  Flag: 8,
  UpdateTime: 40,
} as const

/** Odometer total as a platform reports it, by plate text: the message names no VIN. */
export interface MileageReport extends RecordRow {
  companyId: string
  plateNumber: string
  /** Part of the key: two vehicles of equal plate text and different colours stay apart. Empty where not sent. */
  plateColour: PlateColour | ''
  division: string | null
  totalKm: number | null
}

/** Reads a mileage figure, in kilometres. */
export const baseInfoVehicleTotalMile = defineMessage({
  name: 'baseInfoVehicleTotalMile',
  ...mappingsOf(mileageFields, mapOf, { wholeParts: ['TotalMile'] }),
  plan: {
    table: mileages,
    history: mileageHistory,
    scope: 'companyId',
    key: ['companyId', 'plateNumber', 'plateColour'],
  },
  identify: identifierOf({
    fields: mileageFields,
    subjects: { VehicleNo: plateNamed },
    key: (read) => [read.plate('VehicleNo'), read.plateColourOrNull('PlateColor') ?? ''],
    sourceAt: updateTimeOf,
  }),
  events: (applied, tx) => vehiclesChanged(tx, applied, 'mileage'),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof mileageFields>, context: RecordContext): MileageReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const plateNumber = read.plate('VehicleNo')
    return {
      ...provenance,
      revision: `${companyId}/${plateNumber}@${version}`,
      plateNumber,
      plateColour: read.plateColourOrNull('PlateColor') ?? '',
      division: read.divisionOrNull('Address'),
      totalKm: deleted ? null : read.wholePart('TotalMile'),
    }
  }
}
