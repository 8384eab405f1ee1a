import { defineMessage, type RecordContext, type RecordRow } from '@one-visit/kit/feed/message.ts'
import { paymentHistory, payments } from '../company-tables.ts'
import { companiesChanged } from './events.ts'
import { identifierOf, updateTimeOf } from './identify.ts'
import { mappingsOf, provenanceOf, type ReadFields } from './mapping.ts'
import type { WireRecord } from './record.ts'

/** baseInfoCompanyPay 网约车平台公司支付信息 (A.4.3); fields from two public implementations. */
const companyPayFields = {
  CompanyId: 32,
  PayName: 256,
  PayId: 32,
  PayType: 64,
  PayScope: 64,
  PrepareBank: 256,
  CountDate: 10,
  State: 8,
  Flag: 8,
  UpdateTime: 40,
} as const

/** A bank or payment institution a company settles through. */
export interface PaymentReport extends RecordRow {
  companyId: string
  institution: string
  /** Number of its payment licence; a bank has none. */
  licenceNumber: string | null
  kind: string | null
  scope: string | null
  reserveBank: string | null
  settlementDays: number | null
  active: boolean | null
}

/** Reads a payment institution; its full name is the key within the company. */
export const baseInfoCompanyPay = defineMessage({
  name: 'baseInfoCompanyPay',
  ...mappingsOf(companyPayFields, mapOf),
  plan: {
    table: payments,
    history: paymentHistory,
    scope: 'companyId',
    key: ['companyId', 'institution'],
  },
  identify: identifierOf({
    fields: companyPayFields,
    key: (read) => [read.text('PayName')],
    sourceAt: updateTimeOf,
  }),
  events: (applied) => companiesChanged(applied, 'payment'),
})

/** How a record becomes a row. */
function mapOf(readFields: ReadFields) {
  return ({ fields }: WireRecord<typeof companyPayFields>, context: RecordContext): PaymentReport => {
    const read = readFields(fields)
    const { version, ...provenance } = provenanceOf(fields, read, context)
    const { companyId, deleted } = provenance
    const whole = !deleted
    const institution = read.text('PayName')
    return {
      ...provenance,
      revision: `${companyId}/${institution}@${version}`,
      institution,
      licenceNumber: whole ? read.keyTextOrNull('PayId') : null,
      kind: whole ? read.text('PayType') : null,
      scope: whole ? read.textOrNull('PayScope') : null,
      reserveBank: whole ? read.textOrNull('PrepareBank') : null,
      settlementDays: whole ? read.countOrNull('CountDate') : null,
      active: whole ? read.isValid('State') : null,
    }
  }
}
