import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { scaleHistory, scales } from '../company-tables.ts'
import { companiesChanged } from './events.ts'
import { fieldsOf } from './fields.ts'
import { provenanceOf } from './mapping.ts'
import { wireRecord } from './record.ts'

/** baseInfoCompanyStat 网约车平台公司营运规模 (A.4.2); fields from two public implementations. */
const companyStatFields = {
  CompanyId: 32,
  VehicleNum: 64,
  DriverNum: 64,
  Flag: 8,
  UpdateTime: 24,
} as const

/** How many vehicles and drivers a company has. */
export interface ScaleReport extends RecordRow {
  companyId: string
  vehicles: number | null
  drivers: number | null
}

/** Reads the scale of a company. */
export const baseInfoCompanyStat = defineMessage({
  name: 'baseInfoCompanyStat',
  mappingVersion: 1,
  record: wireRecord(companyStatFields),
  plan: { table: scales, history: scaleHistory, scope: 'companyId', key: ['companyId'] },
  notes: ({ notes }) => notes,
  map: ({ fields }, context): ScaleReport => {
    const read = fieldsOf(fields)
    const { version, ...provenance } = provenanceOf(fields, context)
    const { companyId, deleted } = provenance
    return {
      ...provenance,
      revision: `${companyId}@${version}`,
      vehicles: deleted ? null : read.count('VehicleNum'),
      drivers: deleted ? null : read.count('DriverNum'),
    }
  },
  events: (applied) => companiesChanged(applied, 'scale'),
})
