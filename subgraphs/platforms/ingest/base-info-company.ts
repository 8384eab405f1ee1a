import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { companies, companyHistory } from '../tables.ts'
import { identifierOf, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoCompany 网约车平台公司基本信息 (A.4.1). Persons in it (legal representative) are read and not kept. */
const companyFields = {
  CompanyId: 32,
  CompanyName: 256,
  Identifier: 32,
  Address: 6,
  BusinessScope: 256,
  ContactAddress: 256,
  EconomicType: 64,
  RegCapital: 32,
  LegalName: 64,
  LegalID: 32,
  LegalPhone: 32,
  LegalPhoto: 128,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
} as const

/** A platform company's own statement. */
export interface CompanyReport extends RecordRow {
  companyId: string
  name: string | null
  uscc: string | null
  division: string | null
  active: boolean | null
}

/** Reads a company. */
export const baseInfoCompany = defineMessage({
  name: 'baseInfoCompany',
  ...mappingsOf(companyFields, mapOf),
  plan: { table: companies, history: companyHistory, scope: 'companyId', key: ['companyId'] },
  identify: identifierOf({ fields: companyFields, key: () => [], sourceAt: updateTimeOf }),
  events: (applied) =>
    applied.map(({ companyId }) => ({ type: 'platform.company.changed', subject: { companyId }, data: {} })),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof companyFields>, context: RecordContext): CompanyReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    return {
      ...provenance,
      revision: `${companyId}@${version}`,
      name: whole ? read.text('CompanyName') : null,
      uscc: whole ? read.uscc('Identifier') : null,
      division: whole ? read.division('Address') : null,
      active: whole ? read.isValid('State') : null,
    }
  }
}
