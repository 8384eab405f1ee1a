import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { serviceOfficeHistory, serviceOffices } from '../company-tables.ts'
import { companiesChanged } from './events.ts'
import { identifierOf, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/**
 * baseInfoCompanyService 网约车平台公司服务机构 (A.4.4); fields from two public implementations. Persons in it and
 * their telephone numbers are read and not kept.
 */
const companyServiceFields = {
  CompanyId: 32,
  Address: 6,
  ServiceName: 128,
  ServiceNo: 64,
  DetailAddress: 128,
  ResponsibleName: 64,
  ResponsiblePhone: 32,
  ManagerName: 64,
  ManagerPhone: 32,
  ContactPhone: 32,
  MailAddress: 128,
  CreateDate: 40,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
} as const

/** A service office of a company in a city. */
export interface ServiceOfficeReport extends RecordRow {
  companyId: string
  division: string
  officeNumber: string
  name: string | null
  address: string | null
  mailAddress: string | null
  foundedOn: string | null
  active: boolean | null
}

/** Reads a service office; a company has one or more in each city. */
export const baseInfoCompanyService = defineMessage({
  name: 'baseInfoCompanyService',
  ...mappingsOf(companyServiceFields, mapOf),
  plan: {
    table: serviceOffices,
    history: serviceOfficeHistory,
    scope: 'companyId',
    key: ['companyId', 'division', 'officeNumber'],
  },
  identify: identifierOf({
    fields: companyServiceFields,
    key: (read) => [read.division('Address'), read.keyText('ServiceNo')],
    sourceAt: updateTimeOf,
  }),
  events: (applied) => companiesChanged(applied, 'service'),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return (
    { fields }: WireRecord<typeof companyServiceFields>,
    context: RecordContext,
  ): ServiceOfficeReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const division = read.division('Address')
    const officeNumber = read.keyText('ServiceNo')
    return {
      ...provenance,
      revision: `${companyId}/${division}/${officeNumber}@${version}`,
      division,
      officeNumber,
      name: whole ? read.text('ServiceName') : null,
      address: whole ? read.text('DetailAddress') : null,
      mailAddress: whole ? read.textOrNull('MailAddress') : null,
      foundedOn: whole ? read.pastDayOrNull('CreateDate', context.receivedAt) : null,
      active: whole ? read.isValid('State') : null,
    }
  }
}
