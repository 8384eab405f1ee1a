import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PlateColour } from '@one-visit/schema/codes.ts'
import { policies, policyHistory } from '../tables.ts'
import { vehiclesChanged } from './events.ts'
import { identifierOf, plateNamed, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoVehicleInsurance 车辆保险 (A.4.8); PlateColor only in the later edition. */
const insuranceFields = {
  CompanyId: 32,
  VehicleNo: 32,
  PlateColor: 32,
  InsurCom: 64,
  InsurNum: 64,
  InsurType: 32,
  InsurCount: 32,
  InsurEff: 40,
  InsurExp: 40,
  Flag: 8,
  UpdateTime: 40,
} as const

/** A policy as a platform reports it, by plate text: the message names no VIN. */
export interface InsuranceReport extends RecordRow {
  companyId: string
  policyNumber: string
  plateNumber: string
  plateColour: PlateColour | null
  insurer: string | null
  kind: string | null
  sumYuan: number | null
  validFrom: string | null
  validUntil: string | null
}

/** Reads a policy; its key is number and plate within the company, because one number may insure a fleet. */
export const baseInfoVehicleInsurance = defineMessage({
  name: 'baseInfoVehicleInsurance',
  ...mappingsOf(insuranceFields, mapOf, { wholeParts: ['InsurCount'] }),
  plan: {
    table: policies,
    history: policyHistory,
    scope: 'companyId',
    key: ['companyId', 'policyNumber', 'plateNumber'],
  },
  identify: identifierOf({
    fields: insuranceFields,
    subjects: { VehicleNo: plateNamed },
    key: (read) => [read.keyText('InsurNum'), read.plate('VehicleNo')],
    sourceAt: updateTimeOf,
  }),
  events: (applied, tx) => vehiclesChanged(tx, applied, 'insurance'),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof insuranceFields>, context: RecordContext): InsuranceReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const policyNumber = read.keyText('InsurNum')
    const validFrom = whole ? read.day('InsurEff') : null
    const validUntil = whole ? read.day('InsurExp') : null
    read.mustFollow('InsurExp', validFrom, validUntil)
    return {
      ...provenance,
      revision: `${companyId}/${policyNumber}@${version}`,
      policyNumber,
      plateNumber: read.plate('VehicleNo'),
      plateColour: read.plateColourOrNull('PlateColor'),
      insurer: whole ? read.text('InsurCom') : null,
      kind: whole ? read.text('InsurType') : null,
      sumYuan: whole ? read.wholePartOrNull('InsurCount') : null,
      validFrom,
      validUntil,
    }
  }
}
