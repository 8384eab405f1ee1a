import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import type { PlateColour } from '@one-visit/schema/codes.ts'
import { policies, policyHistory } from '../tables.ts'
import { vehiclesChanged } from './events.ts'
import { fieldsOf } from './fields.ts'
import { provenanceOf } from './mapping.ts'
import { wireRecord } from './record.ts'

/** baseInfoVehicleInsurance 车辆保险 (A.4.8); PlateColor only in the later edition. */
const insuranceFields = {
  CompanyId: 32,
  VehicleNo: 32,
  PlateColor: 32,
  InsurCom: 64,
  InsurNum: 64,
  InsurType: 32,
  InsurCount: 32,
  InsurEff: 24,
  InsurExp: 24,
  Flag: 8,
  UpdateTime: 24,
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

/** Reads a policy; its key is the policy number within the company. */
export const baseInfoVehicleInsurance = defineMessage({
  name: 'baseInfoVehicleInsurance',
  mappingVersion: 1,
  record: wireRecord(insuranceFields),
  plan: { table: policies, history: policyHistory, scope: 'companyId', key: ['companyId', 'policyNumber'] },
  notes: ({ notes }) => notes,
  map: ({ fields }, context): InsuranceReport => {
    const read = fieldsOf(fields)
    const { version, ...provenance } = provenanceOf(fields, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const policyNumber = read.text('InsurNum')
    return {
      ...provenance,
      revision: `${companyId}/${policyNumber}@${version}`,
      policyNumber,
      plateNumber: read.plate('VehicleNo'),
      plateColour: read.plateColourOrNull('PlateColor'),
      insurer: whole ? read.text('InsurCom') : null,
      kind: whole ? read.text('InsurType') : null,
      sumYuan: whole ? read.countOrNull('InsurCount') : null,
      validFrom: whole ? read.day('InsurEff') : null,
      validUntil: whole ? read.day('InsurExp') : null,
    }
  },
  events: (applied, tx) => vehiclesChanged(tx, applied, 'insurance'),
})
