import { defineMessage, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { companies, companyHistory } from '../tables.ts'
import { fieldsOf } from './fields.ts'
import { provenanceOf } from './mapping.ts'
import { wireRecord } from './record.ts'

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
  UpdateTime: 24,
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
  mappingVersion: 1,
  record: wireRecord(companyFields),
  plan: { table: companies, history: companyHistory, scope: 'companyId', key: ['companyId'] },
  notes: ({ notes }) => notes,
  map: ({ fields }, context): CompanyReport => {
    const read = fieldsOf(fields)
    const { version, ...provenance } = provenanceOf(fields, context)
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
  },
  events: (applied) =>
    applied.map(({ companyId }) => ({ type: 'platform.company.changed', subject: { companyId }, data: {} })),
})
