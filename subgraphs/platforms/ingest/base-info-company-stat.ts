import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { scaleHistory, scales } from '../company-tables.ts'
import { companiesChanged } from './events.ts'
import { identifierOf, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoCompanyStat 网约车平台公司营运规模 (A.4.2); fields from two public implementations. */
const companyStatFields = {
  CompanyId: 32,
  VehicleNum: 64,
  DriverNum: 64,
  Flag: 8,
  UpdateTime: 40,
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
  ...mappingsOf(companyStatFields, mapOf),
  plan: { table: scales, history: scaleHistory, scope: 'companyId', key: ['companyId'] },
  identify: identifierOf({ fields: companyStatFields, key: () => [], sourceAt: updateTimeOf }),
  events: (applied) => companiesChanged(applied, 'scale'),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof companyStatFields>, context: RecordContext): ScaleReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    return {
      ...provenance,
      revision: `${companyId}@${version}`,
      vehicles: deleted ? null : read.count('VehicleNum'),
      drivers: deleted ? null : read.count('DriverNum'),
    }
  }
}
